package dev.rtcrooms.hub;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.message.Ping;
import dev.rtcrooms.spi.Cancellable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches over a room's clients while there are any: pings them, and ends those that are silent,
 * too slow, or whose grants have expired. For the mailbox.
 */
final class Pulse {

  private static final Duration MOST_SELDOM = Duration.ofSeconds(1);

  /** Rooms beat together, so that a thousand of them do not wake a timer a thousand times. */
  private static final int MOMENTS_PER_BEAT = 25;

  private final LiveRoom room;
  private final long beatMillis;
  private final long momentMillis;
  private final long pingNanos;
  private final long silenceNanos;
  private @Nullable Cancellable next;
  private long lastPing;

  Pulse(LiveRoom room) {
    this.room = room;
    Settings settings = room.settings();
    Duration beat =
        min(
            min(MOST_SELDOM, settings.limits().outboxAge()),
            min(settings.pingInterval(), settings.pongTimeout()));
    beatMillis = Math.max(1, beat.toMillis());
    momentMillis = Math.max(1, beatMillis / MOMENTS_PER_BEAT);
    pingNanos = settings.pingInterval().toNanos();
    silenceNanos = pingNanos + settings.pongTimeout().toNanos();
  }

  void start() {
    if (next == null) {
      lastPing = now();
      later();
    }
  }

  void stop() {
    if (next != null) {
      next.cancel();
      next = null;
    }
  }

  /** After a beat, or the moment before, which many rooms share. */
  private void later() {
    long now = room.now().toEpochMilli();
    long moment = (now + beatMillis) / momentMillis * momentMillis;
    next = room.after(Duration.ofMillis(Math.max(1, moment - now)), this::beat);
  }

  private void beat() {
    later();
    long now = now();
    if (now - lastPing >= pingNanos - TimeUnit.MILLISECONDS.toNanos(momentMillis)) {
      lastPing = now;
      room.hub().broadcast(new Ping());
    }
    for (LiveClient client : List.copyOf(room.hub().members())) {
      if (client.overdue()) {
        client.disconnectNow(CloseReason.TOO_SLOW);
      } else if (client.silence(now) > silenceNanos) {
        client.disconnectNow(CloseReason.NO_HEARTBEAT);
      } else if (client.expired()) {
        client.disconnectNow(CloseReason.GRANTS_EXPIRED);
      }
    }
  }

  private long now() {
    return room.settings().scheduler().nanoTime();
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
