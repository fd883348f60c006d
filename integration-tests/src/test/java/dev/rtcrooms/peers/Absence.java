package dev.rtcrooms.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.message.Offer;
import java.util.List;

/** A client loses the connection to the server and comes back, and a picture goes on meanwhile. */
final class Absence {

  private static final int FRAMES = 5;

  /** So many pictures take seconds, but fewer than the server's default grace period. */
  private static final int LONG = 60;

  private Absence() {}

  /**
   * Loses and brings back a client.
   *
   * @param lost one of the clients
   * @param clients Ann publishes, and the other receives
   * @param arrivals where the picture arrives
   */
  static void of(PeerClient lost, PeerRoom room, List<PeerClient> clients, Arrivals arrivals) {
    Screen screen = arrivals.nextScreen();
    screen.awaitFrames(FRAMES);
    List<Integer> opened = clients.stream().map(PeerClient::opened).toList();

    lost.lose();
    screen.awaitFrames(LONG);
    lost.comeBack();
    screen.awaitFrames(LONG);

    assertThat(arrivals.showing()).isEqualTo(1);
    assertThat(clients).extracting(PeerClient::opened).isEqualTo(opened);
    assertThat(clients).allSatisfy(client -> assertThat(client.refusals()).isEmpty());
    assertThat(room.signals().of("Ann")).containsOnlyOnce(Offer.class);
  }
}
