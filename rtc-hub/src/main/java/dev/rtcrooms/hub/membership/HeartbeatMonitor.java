package dev.rtcrooms.hub.membership;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Hub;
import dev.rtcrooms.Limits;
import dev.rtcrooms.hub.delivery.Recipient;
import dev.rtcrooms.hub.mailbox.Timers;
import dev.rtcrooms.hub.outbox.OutboxBudget;
import dev.rtcrooms.message.Expiring;
import dev.rtcrooms.message.Ping;
import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.Scheduler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Pings the clients of a room, and disconnects those that are silent, too slow, or whose grants
 * have expired; for the mailbox.
 */
public final class HeartbeatMonitor {

  private static final Duration LONGEST_PERIOD = Duration.ofSeconds(1);

  /** Rooms check at common moments, so that a thousand rooms wake the timer only so often. */
  private static final int MOMENTS_PER_PERIOD = 25;

  private final ClientRegistry clients;
  private final Hub hub;
  private final Timers timers;
  private final Scheduler scheduler;
  private final long periodMillis;
  private final long momentMillis;
  private final long pingNanos;
  private final long pongNanos;
  private final long outboxAgeNanos;
  private final long outboxBytes;
  private final OutboxBudget.Share share;
  private final OutboxWatch watch;
  private @Nullable Cancellable next;
  private long lastPing;
  private long lastCheck;

  /** When the process last went on after a pause. */
  private long resumed;

  /**
   * The monitor of one room, not started.
   *
   * @param pingInterval time from one ping to the next
   * @param pongTimeout how long a client may be silent after a ping was sent to it
   * @param limits how much may wait for a client, and how long
   * @param outboxes how much may wait in all rooms
   * @param share what waits in this room
   */
  public HeartbeatMonitor(
      ClientRegistry clients,
      Hub hub,
      Timers timers,
      Scheduler scheduler,
      Duration pingInterval,
      Duration pongTimeout,
      Limits limits,
      OutboxBudget outboxes,
      OutboxBudget.Share share) {
    this.clients = clients;
    this.share = share;
    watch = new OutboxWatch(clients.all(), outboxes, share);
    this.hub = hub;
    this.timers = timers;
    this.scheduler = scheduler;
    Duration outboxAge = limits.outboxAge();
    Duration period = min(min(LONGEST_PERIOD, outboxAge), min(pingInterval, pongTimeout));
    periodMillis = Math.max(1, period.toMillis());
    momentMillis = Math.max(1, periodMillis / MOMENTS_PER_PERIOD);
    pingNanos = pingInterval.toNanos();
    pongNanos = pongTimeout.toNanos();
    outboxAgeNanos = outboxAge.toNanos();
    outboxBytes = limits.outboxBytes();
  }

  /** Starts, unless it is started. */
  public void start() {
    if (next == null) {
      lastPing = scheduler.nanoTime();
      lastCheck = lastPing;
      resumed = lastPing - outboxAgeNanos;
      scheduleNext();
    }
  }

  /** Stops, because nobody is here. */
  public void stop() {
    share.report(0, 0);
    if (next != null) {
      next.cancel();
      next = null;
    }
  }

  /** After a period, or less, so that the moment is one that many rooms share. */
  private void scheduleNext() {
    long now = scheduler.now().toEpochMilli();
    long moment = (now + periodMillis) / momentMillis * momentMillis;
    next = timers.after(Duration.ofMillis(Math.max(1, moment - now)), this::check);
  }

  private void check() {
    scheduleNext();
    long now = scheduler.nanoTime();
    excusePause(now);
    if (now - lastPing >= pingNanos - TimeUnit.MILLISECONDS.toNanos(momentMillis)) {
      lastPing = now;
      clients.all().forEach(client -> client.liveness().pinged(now));
      hub.broadcast(new Ping());
    }
    boolean judgesSpeed = now - resumed > outboxAgeNanos;
    for (LiveClient client : clients.copy()) {
      Recipient recipient = client.recipient();
      if (judgesSpeed && client.becomes(isSlow(recipient))) {
        client.room().listener().slow(client, recipient.waitingBytes());
      }
      if (judgesSpeed && recipient.isLate(outboxAgeNanos)) {
        client.disconnectNow(CloseReason.TOO_SLOW);
      } else if (!recipient.isRemote()
          && client.liveness().isLost(now, pingNanos + pongNanos, pongNanos)) {
        client.disconnectNow(CloseReason.NO_HEARTBEAT);
      } else if (client.hasExpired()) {
        client.disconnectNow(CloseReason.GRANTS_EXPIRED);
      } else {
        client.expiresSoon().ifPresent(end -> hub.send(client, new Expiring(end)));
      }
    }
    watch.check();
  }

  private boolean isSlow(Recipient recipient) {
    return recipient.waitingBytes() > outboxBytes / 2 || recipient.isLate(outboxAgeNanos / 2);
  }

  /**
   * A check that is late by more than a period follows a pause of the process, such as a suspended
   * virtual machine. Answers that came meanwhile are still unread, and writes unfinished.
   */
  private void excusePause(long now) {
    long pause = now - lastCheck - 2 * TimeUnit.MILLISECONDS.toNanos(periodMillis);
    lastCheck = now;
    if (pause > 0) {
      resumed = now;
      clients.all().forEach(client -> client.liveness().excuse(pause));
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
