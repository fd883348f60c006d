package dev.rtcrooms.redis;

import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.cluster.ClusterNode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease of this node. It is renewed as long as Redis answers, and as long as what is published
 * to this node arrives; when it has ended, another one begins, which keeps the rooms. Any thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a renewal that fails is followed by another
final class NodeLease {

  private static final Logger LOG = LoggerFactory.getLogger(NodeLease.class);
  private static final int MOST_UNHEARD = 8;

  private final String self;
  private final ClusterNode node;
  private final RedisLink link;
  private final NodeInbox inbox;
  private final NodeKeys keys;
  private final Envelopes envelopes;
  private final LeaseTimes times;
  private final Function<String, CompletionStage<Void>> keep;

  private volatile String lease = "";

  /** When the last renewal was asked for that was confirmed; null without a lease. */
  private volatile @Nullable Long since;

  private volatile long blindUntil;
  private long leases;
  private long renewals;
  private boolean established;
  private boolean keeping;

  /** The renewals whose numbers have not arrived. */
  private final ArrayDeque<Renewal> unheard = new ArrayDeque<>();

  /** When the last message of any kind arrived. */
  private volatile long lastMessage;

  private @Nullable Cancellable next;
  private boolean ended;

  /** A renewal that was asked for. Its number is published to this node. */
  private static final class Renewal {
    final long number;
    final long asked;
    final CompletableFuture<Void> heard = new CompletableFuture<>();
    volatile boolean answered;

    Renewal(long number, long asked) {
      this.number = number;
      this.asked = asked;
    }
  }

  /**
   * No lease yet.
   *
   * @param keep keeps the rooms for a lease; fails if it is not known whether it could
   */
  NodeLease(
      String self,
      ClusterNode node,
      RedisLink link,
      NodeInbox inbox,
      NodeKeys keys,
      Envelopes envelopes,
      LeaseTimes times,
      Function<String, CompletionStage<Void>> keep) {
    this.self = self;
    this.node = node;
    this.link = link;
    this.inbox = inbox;
    this.keys = keys;
    this.envelopes = envelopes;
    this.times = times;
    this.keep = keep;
    blindUntil = now();
    lastMessage = blindUntil;
  }

  private long now() {
    return node.scheduler().nanoTime();
  }

  /** Begins the first lease. */
  void begin() {
    link.connection().whenOpen(this::renew);
    inbox.connection().whenOpen(this::hearsAgain);
    node.scheduler().schedule(Duration.ZERO, this::beat);
  }

  /** The name of the present lease, which may have ended; empty before the first one. */
  String name() {
    return lease;
  }

  boolean isCurrent() {
    Long known = since;
    return known != null && now() - known < times.trustNanos();
  }

  /** Whether this node must not judge yet whether others have ended. */
  boolean isBlind() {
    return now() - blindUntil < 0;
  }

  private void beat() {
    synchronized (this) {
      if (ended) {
        return;
      }
      next = node.scheduler().schedule(times.renewal(), this::beat);
    }
    renew();
  }

  private void hearsAgain() {
    synchronized (this) {
      unheard.clear();
    }
    renew();
  }

  /** Asks for a renewal, or for another lease. */
  void renew() {
    Renewal renewal;
    boolean begins;
    synchronized (this) {
      if (ended || keeping || link.connection().get() == null) {
        return;
      } else if (isDeaf()) {
        unheard.clear();
        inbox.connection().replace();
        return;
      } else if (inbox.connection().get() == null) {
        return;
      }
      renewal = new Renewal(++renewals, now());
      unheard.add(renewal);
      if (unheard.size() > MOST_UNHEARD) {
        unheard.remove();
      }
      begins = !established;
      Long known = since;
      if (known != null && renewal.asked - known > times.blindNanos()) {
        blindUntil = renewal.asked + times.blindNanos();
      }
      if (begins) {
        lease = self + "." + ++leases;
      }
    }
    ask(renewal, lease, begins);
  }

  /** Redis has answered a while ago, but nothing that was published since has arrived. */
  private boolean isDeaf() {
    Renewal oldest = unheard.peek();
    return oldest != null
        && oldest.answered
        && lastMessage - oldest.asked < 0
        && now() - oldest.asked > times.blindNanos();
  }

  private void ask(Renewal renewal, String name, boolean begins) {
    byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(renewal.number).array();
    List<Object> arguments =
        List.of(
            name,
            begins ? 1 : 0,
            times.lease().toMillis(),
            NodeText.write(node.status(self)),
            keys.inbox(self),
            envelopes.wrap(self, self, number));
    link.call(Script.LEASE, new byte[][] {keys.lease(name), keys.list()}, arguments)
        .whenComplete(
            (answer, failure) -> {
              if (failure != null) {
                forget(renewal);
              }
            })
        .thenAccept(
            answer -> {
              renewal.answered = true;
              if (answer.is("ENDED")) {
                hasEnded(name);
              } else {
                renewal.heard.thenRun(() -> confirmed(renewal, name, begins));
              }
            });
  }

  private synchronized void forget(Renewal renewal) {
    unheard.remove(renewal);
  }

  /** Something has arrived. */
  void hears() {
    lastMessage = now();
  }

  /** What this node has published to itself has arrived. */
  void heard(byte[] content) {
    List<Renewal> heard = new ArrayList<>();
    synchronized (this) {
      long number = content.length == Long.BYTES ? ByteBuffer.wrap(content).getLong() : 0;
      for (Renewal next = unheard.peek();
          next != null && next.number <= number;
          next = unheard.peek()) {
        heard.add(unheard.remove());
      }
    }
    heard.forEach(renewal -> renewal.heard.complete(null));
  }

  private void confirmed(Renewal renewal, String name, boolean begins) {
    synchronized (this) {
      if (ended || keeping || !name.equals(lease)) {
        return;
      }
      keeping = begins;
    }
    if (!begins) {
      leased(renewal.asked);
      return;
    }
    keep.apply(name)
        .whenComplete(
            (none, failure) -> {
              synchronized (this) {
                keeping = false;
                established = failure == null;
              }
              if (failure == null) {
                leased(renewal.asked);
              } else {
                LOG.warn("It is not known whether this node has kept its rooms", failure);
              }
            });
  }

  private void leased(long asked) {
    boolean resumed;
    synchronized (this) {
      boolean before = isCurrent();
      Long known = since;
      since = known == null ? asked : Math.max(known, asked);
      resumed = !before && isCurrent() && !ended;
    }
    if (resumed) {
      node.resumed();
    }
  }

  /** Redis does not know a lease of this node any more. */
  void hasEnded(String name) {
    synchronized (this) {
      if (ended || !established || !name.equals(lease)) {
        return;
      }
      established = false;
      since = null;
      blindUntil = now() + times.blindNanos();
    }
    LOG.warn("The lease of this node has ended; it begins another one");
    renew();
  }

  /** No lease begins and none is renewed any more. */
  synchronized void end() {
    ended = true;
    since = null;
    if (next != null) {
      next.cancel();
    }
  }
}
