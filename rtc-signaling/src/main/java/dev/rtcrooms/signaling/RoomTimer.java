package dev.rtcrooms.signaling;

import dev.rtcrooms.spi.Cancellable;
import java.time.Duration;

/** Runs a task later in the room's mailbox, as {@link dev.rtcrooms.Room#after} does. */
@FunctionalInterface
interface RoomTimer {
  Cancellable after(Duration delay, Runnable task);
}
