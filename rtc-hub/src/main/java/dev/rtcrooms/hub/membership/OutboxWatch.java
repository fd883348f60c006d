package dev.rtcrooms.hub.membership;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.hub.outbox.OutboxBudget;
import dev.rtcrooms.hub.outbox.WaitingBytes;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * Reports what waits for the clients of a room, and lets go of those for whom most waits if it is
 * too much for the process; for the mailbox.
 */
final class OutboxWatch {

  private final ClientRegistry clients;
  private final OutboxBudget budget;
  private final OutboxBudget.Share share;

  OutboxWatch(ClientRegistry clients, OutboxBudget budget, OutboxBudget.Share share) {
    this.clients = clients;
    this.budget = budget;
    this.share = share;
  }

  void check() {
    WaitingBytes waiting = waiting();
    share.report(waiting.sum(), waiting.largest());
    if (budget.isOver()) {
      share.report(waiting.exact(), waiting.largest());
    }
    if (budget.isOver()) {
      letGo(budget.threshold());
    }
  }

  private WaitingBytes waiting() {
    WaitingBytes waiting = new WaitingBytes();
    clients.all().forEach(client -> client.recipient().addTo(waiting));
    return waiting;
  }

  /**
   * In the order of what waits for them, until the process is within its budget. What they share
   * with others goes only with the last of them, so that more may have to go than it seems. A count
   * looks at everybody, so before each further one a quarter more go, rather than one.
   */
  private void letGo(long threshold) {
    List<LiveClient> largest =
        clients.all().stream()
            .filter(client -> client.recipient().waitingBytes() > 0)
            .filter(client -> client.recipient().waitingBytes() >= threshold)
            .sorted(
                Comparator.comparingLong((LiveClient client) -> client.recipient().waitingBytes())
                    .reversed())
            .toList();
    Iterator<LiveClient> next = largest.iterator();
    int gone = 0;
    while (next.hasNext() && budget.isOver()) {
      long before = share.bytes();
      gone += letGo(next, Math.max(1, gone / 4));
      WaitingBytes left = waiting();
      share.report(Math.min(before, left.exact()), left.largest());
    }
  }

  /** At least so many as are necessary even if they share nothing with those who stay. */
  private int letGo(Iterator<LiveClient> next, int atLeast) {
    int gone = 0;
    for (; next.hasNext() && (gone < atLeast || budget.isOver()); gone++) {
      LiveClient client = next.next();
      share.reduce(client.recipient().waitingBytes());
      client.disconnectNow(CloseReason.TOO_SLOW);
    }
    return gone;
  }
}
