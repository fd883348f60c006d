package dev.rtcrooms.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.message.Offer;
import dev.rtcrooms.testkit.Fault;
import java.time.Duration;
import java.util.List;

/**
 * A client cannot reach the server for ten seconds and comes back, and a picture goes on meanwhile.
 */
final class Absence {

  private static final int FRAMES = 5;

  private static final int LONG = 60;
  private static final Duration OUTAGE = Duration.ofSeconds(10);

  private Absence() {}

  /**
   * Loses and brings back a client.
   *
   * @param lost one of the clients, which is behind the room's proxy
   * @param clients Ann publishes, and the other receives
   * @param arrivals where the picture arrives
   */
  static void of(PeerClient lost, PeerRoom room, List<PeerClient> clients, Arrivals arrivals) {
    Screen screen = arrivals.nextScreen();
    screen.awaitFrames(FRAMES);
    List<Integer> opened = clients.stream().map(PeerClient::opened).toList();

    lost.expectLoss();
    room.proxy().suffer(new Fault.CutAt(0));
    lost.awaitLoss();
    await().pollDelay(OUTAGE).atMost(OUTAGE.plusMinutes(1)).until(() -> true);
    screen.awaitFrames(FRAMES);
    room.proxy().heal();
    lost.awaitReturn();
    screen.awaitFrames(LONG);

    assertThat(arrivals.showing()).isEqualTo(1);
    assertThat(clients).extracting(PeerClient::opened).isEqualTo(opened);
    assertThat(clients).allSatisfy(client -> assertThat(client.refusals()).isEmpty());
    assertThat(room.signals().of("Ann")).containsOnlyOnce(Offer.class);
  }
}
