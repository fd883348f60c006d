package dev.rtcrooms.hub.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.hub.cluster.NodeMessage.Enter;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Clients of another node that want to enter while the link to it breaks. */
class HomeSideTest {

  private static final long ENTRIES = 40_000;

  private final List<CloseReason> ends = new ArrayList<>();
  private final NodeLink link =
      new NodeLink(
          "other",
          1,
          () -> 0,
          frame -> CompletableFuture.completedFuture(null),
          failed -> failed.breaks());
  private boolean breaksInside;
  private final HomeSide homes =
      new HomeSide(OneEntrant.lines(), (connection, room, entrant) -> enter());

  private Receiver enter() {
    if (breaksInside) {
      link.breaks();
      homes.broken(link);
    }
    return new Receiver() {
      @Override
      public void receive(List<Inbound> messages, int bytes) {}

      @Override
      public void closed(CloseReason reason) {
        ends.add(reason);
      }
    };
  }

  private void comes(long client) {
    homes.enter(link, new Enter(client, 1, "room", new byte[0]));
  }

  @Test
  void aClientOfALinkThatIsBrokenDoesNotStay() {
    link.breaks();
    homes.broken(link);
    comes(1);
    assertThat(ends).containsExactly(CloseReason.LOST);
  }

  @Test
  void aClientOfALinkThatBreaksMeanwhileDoesNotStay() {
    breaksInside = true;
    comes(1);
    assertThat(ends).containsExactly(CloseReason.LOST);
  }

  @Test
  void aClientOfAWholeLinkStaysUntilItBreaks() {
    comes(1);
    assertThat(ends).isEmpty();
    link.breaks();
    homes.broken(link);
    assertThat(ends).containsExactly(CloseReason.LOST);
  }

  /** While the last client of a room leaves, the next one enters. */
  @Test
  void allClientsOfARoomShareALane() throws InterruptedException {
    Map<Long, RemoteConnection> in = new ConcurrentHashMap<>();
    HomeSide busy =
        new HomeSide(
            OneEntrant.lines(),
            (connection, room, entrant) -> {
              in.put(connection.number(), connection);
              return enter();
            });
    Thread other =
        new Thread(
            () -> {
              for (long client = 1; client < ENTRIES; client += 2) {
                busy.enter(link, new Enter(client, 1, "room", new byte[0]));
                in.get(client).close(CloseReason.LEFT);
              }
            });
    other.start();
    long different = 0;
    for (long client = 0; client < ENTRIES; client += 4) {
      busy.enter(link, new Enter(client, 1, "room", new byte[0]));
      busy.enter(link, new Enter(client + 2, 1, "room", new byte[0]));
      different += in.get(client).lane() == in.get(client + 2).lane() ? 0 : 1;
      in.get(client).close(CloseReason.LEFT);
      in.get(client + 2).close(CloseReason.LEFT);
    }
    other.join();
    assertThat(different).isZero();
  }
}
