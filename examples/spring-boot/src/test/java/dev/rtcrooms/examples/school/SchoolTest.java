package dev.rtcrooms.examples.school;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.client.RoomClient;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Said;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The school as its people meet it, over real sockets. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SchoolTest {

  private static final UUID GEOMETRY = UUID.fromString("0b7d2c1e-3f4a-4b5c-8d6e-7f8091a2b3c4");
  private static final UUID LATIN = UUID.fromString("1c8e3d2f-4a5b-4c6d-9e7f-8091a2b3c4d5");

  private final BlockingQueue<Said> heard = new LinkedBlockingQueue<>();

  @LocalServerPort private int port;

  @Test
  void teacherAndPupilTalkInTheirLesson() throws Exception {
    try (RoomClient ann =
            logIn("ann")
                .client(GEOMETRY)
                .on(Said.class, (said, number) -> heard.add(said))
                .build();
        RoomClient bob = logIn("bob").client(GEOMETRY).build()) {
      assertThat(join(ann).grants().allows(Grants.MODERATE)).isTrue();
      assertThat(join(bob).grants().allows(Grants.MODERATE)).isFalse();

      bob.say("What is a circle?").get(60, TimeUnit.SECONDS);

      assertThat(next().text()).isEqualTo("What is a circle?");
    }
  }

  private Person logIn(String name) {
    return Person.logIn(port, name);
  }

  private static Hello join(RoomClient client) throws Exception {
    return client.connect().get(60, TimeUnit.SECONDS);
  }

  private Said next() throws Exception {
    Said said = heard.poll(60, TimeUnit.SECONDS);
    assertThat(said).isNotNull();
    return said;
  }

  @Test
  void aPupilSeesTheOwnTimetableAlone() {
    Person bob = logIn("bob");

    assertThat(bob.get("/lessons").body()).contains("Geometry").doesNotContain("Latin");
    assertThat(bob.get("/").body()).contains("Timetable");
  }

  @Test
  void aPupilIsRefusedInTheLessonOfOthers() throws Exception {
    Person bob = logIn("bob");

    assertThat(bob.get("/room/" + LATIN).statusCode()).isEqualTo(403);
    try (RoomClient client = bob.client(LATIN).build()) {
      client.connect();
      assertThat(client.closed().get(60, TimeUnit.SECONDS).code())
          .isEqualTo(CloseReason.NOT_ALLOWED.code());
    }
  }

  @Test
  void aTeacherAnnouncesIntoTheRoom() throws Exception {
    Person bob = logIn("bob");
    try (RoomClient listening =
        bob.client(GEOMETRY).on(Said.class, (said, number) -> heard.add(said)).build()) {
      join(listening);

      assertThat(bob.announce(GEOMETRY, "No homework").statusCode()).isEqualTo(403);
      Person ann = logIn("ann");
      assertThat(ann.announce(UUID.randomUUID(), "No lesson").statusCode()).isEqualTo(404);
      assertThat(ann.announce(GEOMETRY, " ").statusCode()).isEqualTo(400);
      assertThat(ann.announce(GEOMETRY, "The bell rings").statusCode()).isEqualTo(202);

      assertThat(next().text()).isEqualTo("The bell rings");
    }
  }

  @Test
  void theActuatorShowsTheRooms() throws Exception {
    Person ann = logIn("ann");
    try (RoomClient client = ann.client(GEOMETRY).build()) {
      join(client);

      assertThat(ann.get("/actuator/metrics/rtc.rooms.open").body()).contains("VALUE");
      assertThat(ann.get("/actuator/rooms").body()).contains("\"room\":\"0b7d…\"");
      assertThat(logIn("bob").get("/actuator/rooms").statusCode()).isEqualTo(403);
      Awaitility.await() // listeners are told a little later
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () ->
                  assertThat(ann.get("/actuator/metrics/rtc.rooms.joins").body()).contains("role"));
    }
  }

  @Test
  void visitorsCreateNoRooms() {
    assertThat(logIn("ann").get("/room/create").statusCode()).isEqualTo(404);
  }
}
