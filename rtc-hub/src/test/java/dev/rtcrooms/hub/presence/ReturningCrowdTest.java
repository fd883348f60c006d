package dev.rtcrooms.hub.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.message.Members;
import dev.rtcrooms.message.MembersChanged;
import dev.rtcrooms.message.ViewerCount;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Thousands who come back within a second cost messages in proportion to their number. */
@Tag("one-jdk")
class ReturningCrowdTest {

  private static final int PEOPLE = 5_000;
  private static final int STEPS = 50;
  private static final Duration STEP = Duration.ofMillis(1_000 / STEPS);

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the tests")
              .limits(dev.rtcrooms.Limits.builder().clientsPerRoom(PEOPLE).build())
              .feature(Presence::new)
              .feature(Viewers::new));

  @Test
  void fiveThousandReturnAfterTheGrace() {
    List<TestClient> back = returnAfter(Duration.ofSeconds(15));

    assertThat(back)
        .allSatisfy(
            client -> {
              assertThat(client.heard(Members.class)).hasSize(1);
              assertThat(client.heard(MembersChanged.class)).hasSizeLessThanOrEqualTo(4);
              assertThat(client.heard(ViewerCount.class)).hasSizeLessThanOrEqualTo(4);
            });
    TestClient first = back.get(0);
    int joined =
        first.heard(MembersChanged.class).stream().mapToInt(news -> news.joined().size()).sum();
    assertThat(joined + first.next(Members.class).members().size()).isEqualTo(PEOPLE);
    assertThat(back.get(PEOPLE - 1).latest(ViewerCount.class))
        .isEqualTo(new ViewerCount(PEOPLE, 0));
  }

  @Test
  void nobodyIsToldOfThoseWhoReturnInTime() {
    List<TestClient> back = returnAfter(Duration.ofMillis(500));

    assertThat(back)
        .allSatisfy(
            client -> {
              client.hearsNo(MembersChanged.class);
              assertThat(client.next(Members.class).members()).hasSize(PEOPLE);
              assertThat(client.drain(ViewerCount.class)).hasSize(1);
            });
  }

  private List<TestClient> returnAfter(Duration outage) {
    List<TestClient> crowd =
        IntStream.range(0, PEOPLE).mapToObj(n -> rooms.join("lobby", "p" + n)).toList();
    rooms.advance(Duration.ofSeconds(1));
    crowd.forEach(TestClient::crash);
    rooms.advance(outage);
    TestClient[] back = new TestClient[PEOPLE];
    for (int n = 0; n < PEOPLE; n++) {
      back[n] = crowd.get(n).rejoin();
      if (n % (PEOPLE / STEPS) == 0) {
        rooms.advance(STEP);
      }
    }
    rooms.advance(Duration.ofSeconds(1));
    return List.of(back);
  }
}
