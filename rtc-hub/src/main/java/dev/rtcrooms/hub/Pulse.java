package dev.rtcrooms.hub;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.message.Ping;
import dev.rtcrooms.spi.Cancellable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches over a room's clients while there are any: pings them, and ends those that are silent,
 * too slow, or whose grants have expired. For the mailbox.
 */
final class Pulse {

  private static final Duration MOST_SELDOM = Duration.ofSeconds(1);

  private final LiveRoom room;
  private final Duration beat;
  private final long pingNanos;
  private final long silenceNanos;
  private @Nullable Cancellable next;
  private long lastPing;

  Pulse(LiveRoom room) {
    this.room = room;
    Settings settings = room.settings();
    beat =
        min(
            min(MOST_SELDOM, settings.limits().outboxAge()),
            min(settings.pingInterval(), settings.pongTimeout()));
    pingNanos = settings.pingInterval().toNanos();
    silenceNanos = pingNanos + settings.pongTimeout().toNanos();
  }

  void start() {
    if (next == null) {
      lastPing = now();
      next = room.after(beat, this::beat);
    }
  }

  void stop() {
    if (next != null) {
      next.cancel();
      next = null;
    }
  }

  private void beat() {
    next = room.after(beat, this::beat);
    long now = now();
    if (now - lastPing >= pingNanos) {
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
