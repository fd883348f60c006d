package dev.rtcrooms.hub.membership;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.hub.delivery.Recipient;
import dev.rtcrooms.hub.outbox.OutboxBudget;
import dev.rtcrooms.hub.outbox.WaitingBytes;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * Reports what waits for the clients of a room, and lets go of those for whom most waits if it is
 * too much for the process; for the mailbox.
 */
public final class OutboxWatch {

  private final Collection<? extends Watched> clients;
  private final OutboxBudget budget;
  private final OutboxBudget.Share share;

  /** A client for which messages may wait. */
  public interface Watched {

    /** Its outgoing side. */
    Recipient recipient();

    /** Disconnects it; done on return. */
    void disconnectNow(CloseReason reason);
  }

  /**
   * The watch of one room.
   *
   * @param clients a view of those that are here now
   */
  public OutboxWatch(
      Collection<? extends Watched> clients, OutboxBudget budget, OutboxBudget.Share share) {
    this.clients = clients;
    this.budget = budget;
    this.share = share;
  }

  /** Reports, and lets go of clients if necessary. */
  public void check() {
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
    clients.forEach(client -> client.recipient().addTo(waiting));
    return waiting;
  }

  /**
   * In the order of what waits for them, until the process is within its budget. What they share
   * with others goes only with the last of them, so that more may have to go than it seems. A count
   * looks at everybody, so before each further one a quarter more go, rather than one.
   */
  private void letGo(long threshold) {
    List<? extends Watched> largest =
        clients.stream()
            .filter(client -> client.recipient().waitingBytes() > 0)
            .filter(client -> client.recipient().waitingBytes() >= threshold)
            .sorted(
                Comparator.comparingLong((Watched client) -> client.recipient().waitingBytes())
                    .reversed())
            .toList();
    Iterator<? extends Watched> next = largest.iterator();
    int gone = 0;
    while (next.hasNext() && budget.isOver()) {
      long before = share.bytes();
      gone += letGo(next, Math.max(1, gone / 4));
      WaitingBytes left = waiting();
      share.report(Math.min(before, left.exact()), left.largest());
    }
  }

  /** At least so many as are necessary even if they share nothing with those who stay. */
  private int letGo(Iterator<? extends Watched> next, int atLeast) {
    int gone = 0;
    for (; next.hasNext() && (gone < atLeast || budget.isOver()); gone++) {
      Watched client = next.next();
      share.reduce(client.recipient().waitingBytes());
      client.disconnectNow(CloseReason.TOO_SLOW);
    }
    return gone;
  }
}
