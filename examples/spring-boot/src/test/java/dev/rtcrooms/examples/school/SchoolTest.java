package dev.rtcrooms.examples.school;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import java.util.UUID;
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

  @LocalServerPort private int port;

  @Test
  void teacherAndPupilTalkInTheirLesson() throws Exception {
    RoomConnection ann = Person.logIn(port, "ann").join(GEOMETRY);
    RoomConnection bob = Person.logIn(port, "bob").join(GEOMETRY);
    assertThat(ann.next("hello")).contains("\"moderate\"");
    assertThat(bob.next("hello")).doesNotContain("\"moderate\"");

    bob.send("{\"type\":\"say\",\"id\":\"1\",\"text\":\"What is a circle?\"}");

    assertThat(ann.next("said")).contains("What is a circle?", "\"bob\"");
  }

  @Test
  void aPupilSeesTheOwnTimetableAlone() throws Exception {
    Person bob = Person.logIn(port, "bob");

    assertThat(bob.get("/lessons").body()).contains("Geometry").doesNotContain("Latin");
    assertThat(bob.get("/").body()).contains("Timetable");
  }

  @Test
  void aPupilIsRefusedInTheLessonOfOthers() throws Exception {
    Person bob = Person.logIn(port, "bob");

    assertThat(bob.get("/room/" + LATIN).statusCode()).isEqualTo(403);
    assertThat(bob.join(LATIN).closeCode()).isEqualTo(CloseReason.NOT_ALLOWED.code());
  }

  @Test
  void aTeacherAnnouncesIntoTheRoom() throws Exception {
    Person bob = Person.logIn(port, "bob");
    RoomConnection listening = bob.join(GEOMETRY);
    listening.next("hello");

    assertThat(bob.announce(GEOMETRY, "No homework").statusCode()).isEqualTo(403);
    Person ann = Person.logIn(port, "ann");
    assertThat(ann.announce(UUID.randomUUID(), "No lesson").statusCode()).isEqualTo(404);
    assertThat(ann.announce(GEOMETRY, " ").statusCode()).isEqualTo(400);
    assertThat(ann.announce(GEOMETRY, "The bell rings").statusCode()).isEqualTo(202);

    assertThat(listening.next("said")).contains("The bell rings");
  }

  @Test
  void theActuatorShowsTheRooms() throws Exception {
    Person ann = Person.logIn(port, "ann");
    ann.join(GEOMETRY).next("hello");

    assertThat(ann.get("/actuator/metrics/rtc.rooms.open").body()).contains("VALUE");
    Awaitility.await() // listeners are told a little later
        .untilAsserted(
            () -> assertThat(ann.get("/actuator/metrics/rtc.rooms.joins").body()).contains("role"));
  }

  @Test
  void visitorsCreateNoRooms() throws Exception {
    assertThat(Person.logIn(port, "ann").get("/room/create").statusCode()).isEqualTo(404);
  }
}
