package dev.rtcrooms.hub;

import dev.rtcrooms.hub.mailbox.Timers;
import dev.rtcrooms.hub.membership.HeartbeatMonitor;
import dev.rtcrooms.hub.membership.LiveHub;
import dev.rtcrooms.spi.Cancellable;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks the clients of a room while there are any, and ends a room that stays empty for a while;
 * for the mailbox.
 */
final class EmptyRoomGrace implements LiveHub.Occupancy {

  private final Timers timers;
  private final Duration duration;
  private final Runnable expired;
  private BooleanSupplier expectsSomebody = () -> false;
  private @Nullable HeartbeatMonitor heartbeat;
  private @Nullable Cancellable timer;

  /**
   * The grace of one room.
   *
   * @param expired called if the room was empty for the whole time
   */
  EmptyRoomGrace(Timers timers, Duration duration, Runnable expired) {
    this.timers = timers;
    this.duration = duration;
    this.expired = expired;
  }

  /**
   * Sets what the room consists of.
   *
   * @param monitor checks the clients
   * @param expects whether somebody is about to join; the grace then begins again
   */
  void watches(HeartbeatMonitor monitor, BooleanSupplier expects) {
    heartbeat = monitor;
    expectsSomebody = expects;
  }

  @Override
  public void occupied() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    if (heartbeat != null) {
      heartbeat.start();
    }
  }

  @Override
  public void vacant() {
    if (heartbeat != null) {
      heartbeat.stop();
    }
    begin();
  }

  /** The room is empty. */
  void begin() {
    if (timer == null) {
      timer = timers.after(duration, this::expire);
    }
  }

  private void expire() {
    timer = null;
    if (expectsSomebody.getAsBoolean()) {
      begin();
    } else {
      expired.run();
    }
  }
}
