package dev.rtcrooms.hub.cluster;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.hub.mailbox.Timers;
import dev.rtcrooms.hub.membership.OutboxWatch;
import dev.rtcrooms.hub.outbox.OutboxBudget;
import dev.rtcrooms.spi.Cancellable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Disconnects clients of an outpost that are silent or too slow, as the home does with its own; for
 * the outpost's mailbox.
 */
final class EdgeWatch {

  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final EdgeSettings settings;
  private final Timers timers;
  private final Collection<EdgeClient> clients;
  private final OutboxBudget.Share share;
  private final OutboxWatch outboxes;
  private @Nullable Cancellable next;
  private long lastCheck;
  private long resumed;

  EdgeWatch(EdgeSettings settings, Timers timers, Collection<EdgeClient> clients) {
    this.settings = settings;
    this.timers = timers;
    this.clients = clients;
    share = settings.outboxes().share();
    outboxes = new OutboxWatch(clients, settings.outboxes(), share);
  }

  void start() {
    if (next == null) {
      lastCheck = settings.scheduler().nanoTime();
      resumed = lastCheck - settings.limits().outboxAge().toNanos();
      next = timers.after(PERIOD, this::check);
    }
  }

  void stop() {
    share.report(0, 0);
    if (next != null) {
      next.cancel();
    }
  }

  /** The home has sent a ping to all clients. */
  void pinged() {
    long now = settings.scheduler().nanoTime();
    clients.forEach(client -> client.liveness().pinged(now));
  }

  private void check() {
    next = timers.after(PERIOD, this::check);
    long now = settings.scheduler().nanoTime();
    long pause = now - lastCheck - 2 * PERIOD.toNanos(); // of the process: answers are unread
    lastCheck = now;
    if (pause > 0) {
      resumed = now;
      clients.forEach(client -> client.liveness().excuse(pause));
    }
    long age = settings.limits().outboxAge().toNanos();
    long pong = settings.pongTimeout().toNanos();
    for (EdgeClient client : List.copyOf(clients)) {
      if (now - resumed > age && client.recipient().isLate(age)) {
        client.disconnectNow(CloseReason.TOO_SLOW);
      } else if (client.isIn()
          && client.liveness().isLost(now, settings.pingInterval().toNanos() + pong, pong)) {
        client.disconnectNow(CloseReason.NO_HEARTBEAT);
      }
    }
    outboxes.check();
  }
}
