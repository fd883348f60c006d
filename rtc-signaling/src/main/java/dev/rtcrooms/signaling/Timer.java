package dev.rtcrooms.signaling;

import dev.rtcrooms.spi.Cancellable;
import java.time.Duration;

/** Runs something in the mailbox later: {@link dev.rtcrooms.Room#after}. */
@FunctionalInterface
interface Timer {
  Cancellable after(Duration delay, Runnable task);
}
