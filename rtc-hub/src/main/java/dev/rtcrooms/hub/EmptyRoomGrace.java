package dev.rtcrooms.hub;

import dev.rtcrooms.hub.mailbox.Timers;
import dev.rtcrooms.spi.Cancellable;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Ends a room that stays empty for a while; for the mailbox. */
final class EmptyRoomGrace {

  private final Timers timers;
  private final Duration duration;
  private final BooleanSupplier expectsSomebody;
  private final Runnable expired;
  private @Nullable Cancellable timer;

  /**
   * The grace of one room.
   *
   * @param expectsSomebody whether somebody is about to join; the grace then begins again
   * @param expired called if the room was empty for the whole time
   */
  EmptyRoomGrace(
      Timers timers, Duration duration, BooleanSupplier expectsSomebody, Runnable expired) {
    this.timers = timers;
    this.duration = duration;
    this.expectsSomebody = expectsSomebody;
    this.expired = expired;
  }

  /** The room is empty. */
  void begin() {
    if (timer == null) {
      timer = timers.after(duration, this::expire);
    }
  }

  /** The room is not empty. */
  void cancel() {
    if (timer != null) {
      timer.cancel();
      timer = null;
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
