package dev.rtcrooms.spi;

/** A scheduled task that can be cancelled. */
@FunctionalInterface
public interface Cancellable {
  /** Prevents the task if it has not begun; any thread, idempotent, never blocks. */
  void cancel();
}
