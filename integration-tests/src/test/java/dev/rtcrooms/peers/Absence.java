package dev.rtcrooms.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.message.Offer;
import dev.rtcrooms.testkit.Fault;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client cannot reach the server for ten seconds and comes back, and a picture goes on meanwhile.
 */
final class Absence {

  private static final Logger log = LoggerFactory.getLogger(Absence.class);
  private static final int FRAMES = 5;

  private static final int LONG = 60;
  private static final Duration OUTAGE = Duration.ofSeconds(10);

  /** In milliseconds: as in {@code KeptMediaContract}. */
  private static final long LONGEST_GAP =
      Integer.getInteger("media.gap", (int) OUTAGE.dividedBy(2).toMillis());

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

    screen.beginGaps();
    lost.expectLoss();
    room.proxy().suffer(new Fault.CutAt(0));
    lost.awaitLoss();
    await().pollDelay(OUTAGE).atMost(OUTAGE.plusMinutes(1)).until(() -> true);
    screen.awaitFrames(FRAMES);
    room.proxy().heal();
    lost.awaitReturn();
    screen.awaitFrames(LONG);
    long gap = Duration.ofNanos(screen.longestGap()).toMillis();

    log.info("The longest gap was {} ms", gap);
    assertThat(gap).isLessThanOrEqualTo(LONGEST_GAP);
    assertThat(arrivals.showing()).isEqualTo(1);
    assertThat(clients).extracting(PeerClient::opened).isEqualTo(opened);
    assertThat(clients).allSatisfy(client -> assertThat(client.refusals()).isEmpty());
    assertThat(room.signals().of("Ann")).containsOnlyOnce(Offer.class);
  }
}
