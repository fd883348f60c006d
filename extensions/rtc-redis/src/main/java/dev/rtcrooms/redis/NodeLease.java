package dev.rtcrooms.redis;

import dev.rtcrooms.redis.Renewals.Renewal;
import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.cluster.ClusterNode;
import java.time.Duration;
import java.util.List;
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

  private final LeaseCall call;
  private final ClusterNode node;
  private final LeaseTimes times;
  private final NodeInbox inbox;
  private final Function<String, CompletionStage<Void>> keep;
  private final Renewals renewals;

  private volatile String lease = "";
  private Phase phase = Phase.NONE;

  /** When the newest renewal of the present lease was asked for that was confirmed. */
  private long confirmed;

  /** The same while the lease is held; null otherwise. */
  private volatile @Nullable Long since;

  /** When the inbox was lost; null if a renewal was confirmed that was asked for afterwards. */
  private volatile @Nullable Long inboxLost;

  private volatile long blindUntil;
  private long leases;

  /** The renewal by which the present lease begins, while it may still be confirmed. */
  private @Nullable Renewal beginning;

  private @Nullable Cancellable next;
  private boolean ended;

  private enum Phase {
    /** Another lease must begin, or is beginning. */
    NONE,
    /** The lease has begun, and keeps the rooms. */
    KEEPING,
    /** The rooms are kept. */
    HELD
  }

  /**
   * No lease yet.
   *
   * @param keep keeps the rooms for a lease; fails if it is not known whether it could
   */
  NodeLease(LeaseCall call, NodeInbox inbox, Function<String, CompletionStage<Void>> keep) {
    this.call = call;
    this.node = call.node();
    this.times = call.times();
    this.inbox = inbox;
    this.keep = keep;
    blindUntil = now();
    renewals = new Renewals(blindUntil);
  }

  private long now() {
    return node.scheduler().nanoTime();
  }

  /** Begins the first lease. */
  void begin() {
    call.link().connection().whenOpen(this::callsAgain);
    inbox.connection().whenOpen(this::hearsAgain);
    inbox.connection().whenLost(this::hearsNothing);
    node.scheduler().schedule(Duration.ZERO, this::beat);
  }

  /** The name of the present lease, which may have ended; empty before the first one. */
  String name() {
    return lease;
  }

  /**
   * Whether the lease was renewed not long ago, and the inbox was not lost for so long that other
   * nodes may have ended the lease.
   */
  boolean isCurrent() {
    Long known = since;
    Long lost = inboxLost;
    long now = now();
    return known != null
        && now - known < times.trustNanos()
        && (lost == null || now - lost < times.unheardNanos());
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

  /** Redis may be another one, after a failover, which does not know the newest claims. */
  private void callsAgain() {
    String held;
    synchronized (this) {
      held = phase == Phase.HELD && !ended ? lease : "";
    }
    renew();
    if (!held.isEmpty()) {
      keep.apply(held)
          .whenComplete(
              (none, failure) -> {
                if (failure != null) {
                  LOG.debug("The rooms will be kept when Redis is connected again", failure);
                }
              });
    }
  }

  private synchronized void hearsNothing() {
    if (inboxLost == null) {
      inboxLost = now();
    }
  }

  private void hearsAgain() {
    synchronized (this) {
      renewals.clear();
      beginning = null;
    }
    renew();
  }

  /** Asks for a renewal, or for another lease. */
  void renew() {
    Renewal renewal;
    boolean begins;
    String name;
    synchronized (this) {
      long now = now();
      if (ended || call.link().connection().get() == null) {
        return;
      } else if (renewals.isDeaf(now, times.blindNanos())) {
        renewals.clear();
        beginning = null;
        inbox.connection().replace();
        return;
      } else if (inbox.connection().get() == null || isBeginning(now)) {
        return;
      }
      renewal = renewals.ask(now);
      begins = phase == Phase.NONE;
      Long known = since;
      if (known != null && now - known > times.blindNanos()) {
        blindUntil = now + times.blindNanos();
      }
      if (begins) {
        lease = call.self() + "." + ++leases;
        beginning = renewal;
      }
      name = lease;
    }
    ask(renewal, name, begins);
  }

  /** A lease that is asked for may take some time, and another one would end it. */
  private boolean isBeginning(long now) {
    Renewal asked = beginning;
    return asked != null && now - asked.asked < times.trustNanos();
  }

  private void ask(Renewal renewal, String name, boolean begins) {
    var listening = inbox.connection().get();
    call.ask(name, begins, renewal.content())
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
              } else if (answer.is("UNHEARD") && listening != null) {
                inbox.connection().replace(listening); // it may lead to a former primary
              } else {
                renewal.heard.thenRun(() -> confirmed(renewal, name, begins));
              }
            });
  }

  private synchronized void forget(Renewal renewal) {
    renewals.forget(renewal);
    if (beginning == renewal) {
      beginning = null;
    }
  }

  /** Something has arrived. */
  void hears() {
    renewals.hears(now());
  }

  /** What this node has published to itself has arrived. */
  void heard(byte[] content) {
    List<Renewal> heard;
    synchronized (this) {
      heard = renewals.heard(content);
    }
    heard.forEach(renewal -> renewal.heard.complete(null));
  }

  private void confirmed(Renewal renewal, String name, boolean begins) {
    boolean held;
    synchronized (this) {
      if (ended || !name.equals(lease) || begins != (phase == Phase.NONE)) {
        return; // of a lease that has ended
      }
      if (begins) {
        phase = Phase.KEEPING;
        beginning = null;
      }
      if (begins || renewal.asked - confirmed > 0) {
        confirmed = renewal.asked;
      }
      Long lost = inboxLost;
      if (lost != null && renewal.asked - lost >= 0) {
        inboxLost = null;
      }
      held = phase == Phase.HELD;
      if (held) {
        since = confirmed;
      }
    }
    if (held) {
      node.resumed(); // also if nothing seems to wait, since a task may just be about to
    } else if (begins) {
      keep.apply(name).whenComplete((none, failure) -> kept(name, failure));
    }
  }

  private void kept(String name, @Nullable Throwable failure) {
    synchronized (this) {
      if (ended || !name.equals(lease) || phase != Phase.KEEPING) {
        return;
      }
      phase = failure == null ? Phase.HELD : Phase.NONE;
      since = failure == null ? confirmed : null;
    }
    if (failure == null) {
      node.resumed();
    } else {
      LOG.warn("It is not known whether this node has kept its rooms", failure);
    }
  }

  /** Redis does not know a lease of this node any more. */
  void hasEnded(String name) {
    synchronized (this) {
      if (ended || phase == Phase.NONE || !name.equals(lease)) {
        return;
      }
      phase = Phase.NONE;
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
