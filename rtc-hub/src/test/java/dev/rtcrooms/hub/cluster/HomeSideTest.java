package dev.rtcrooms.hub.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.hub.cluster.NodeMessage.Enter;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Clients of another node that want to enter while the link to it breaks. */
class HomeSideTest {

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
}
