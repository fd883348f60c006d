package dev.rtcrooms.spi;

/** Something that is to happen, unless it is cancelled first. */
@FunctionalInterface
public interface Cancellable {
  /** Keeps it from happening if it has not begun; any thread, idempotent, never blocks. */
  void cancel();
}
