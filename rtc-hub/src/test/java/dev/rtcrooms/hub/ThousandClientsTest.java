package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.hub.presence.Viewers;
import dev.rtcrooms.message.MembersChanged;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.message.ViewerCount;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ThousandClientsTest {

  private static final int CLIENTS = 1_000;
  private static final int WATCHERS = 500;

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          Echo.builder().feature(Presence::new).feature(Viewers::new).feature(Chat::new));

  @Test
  void nothingIsLostAllHearTheSameOrderAndNothingIsLeftBehind() {
    List<TestClient> inside =
        IntStream.range(0, CLIENTS - WATCHERS).mapToObj(n -> rooms.join("lobby", "p" + n)).toList();
    List<TestClient> outside =
        IntStream.range(0, WATCHERS).mapToObj(n -> rooms.watch("lobby", "w" + n)).toList();
    inside.forEach(TestClient::drain);

    for (int n = 0; n < 100; n++) {
      inside.get(n * 5).send(new Say("message " + n));
      inside.get(n * 3).send(new Fact("fact " + n));
    }

    List<String> order = lastOf(inside.get(0), 200);
    assertThat(inside.get(0).drain(Said.class)).hasSize(100);
    assertThat(inside).allSatisfy(client -> assertThat(lastOf(client, 200)).isEqualTo(order));
    assertThat(outside)
        .allSatisfy(client -> assertThat(client.drain(Fact.class)).hasSize(100))
        .allSatisfy(client -> client.hearsNo(Said.class));
    List<String> facts = Recordings.of(outside.get(0));
    assertThat(outside).allSatisfy(client -> assertThat(Recordings.of(client)).isEqualTo(facts));

    rooms.advance(Duration.ofSeconds(2));
    assertThat(inside.get(0).latest(ViewerCount.class))
        .isEqualTo(new ViewerCount(CLIENTS - WATCHERS, WATCHERS));

    goEachInItsOwnWay(inside, outside);
  }

  private static List<String> lastOf(TestClient client, int events) {
    List<String> all = Recordings.of(client);
    return all.subList(all.size() - events, all.size());
  }

  private void goEachInItsOwnWay(List<TestClient> inside, List<TestClient> outside) {
    TestClient last = inside.get(0);
    last.drain();
    List<TestClient> others = new ArrayList<>(inside.subList(1, inside.size()));
    others.addAll(outside);
    for (int n = 0; n < others.size(); n++) {
      switch (n % 4) {
        case 0 -> others.get(n).leave();
        case 1 -> others.get(n).crash();
        case 2 -> others.get(n).vanish();
        default -> others.get(n).stall();
      }
    }
    rooms.advance(Duration.ofMinutes(2));

    assertThat(last.drain(MembersChanged.class))
        .flatExtracting(MembersChanged::left)
        .hasSize(inside.size() - 1)
        .doesNotHaveDuplicates();
    assertThat(last.latest(ViewerCount.class)).isEqualTo(new ViewerCount(1, 0));
    assertThat(Echo.clients(rooms, "lobby")).isEqualTo(1);

    last.leave();
    rooms.advance(Duration.ofMinutes(1));
    assertThat(rooms.rooms().all()).isEmpty();
    assertThat(rooms.time().pending()).isZero();
  }
}
