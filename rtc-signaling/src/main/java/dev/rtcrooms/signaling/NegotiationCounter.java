package dev.rtcrooms.signaling;

import dev.rtcrooms.spi.NegotiationOutcome;
import java.util.function.Consumer;

/**
 * Numbers the connections and offers of a room, and passes on what becomes of the offers; for the
 * room's mailbox only.
 */
final class NegotiationCounter {

  private final Consumer<? super NegotiationOutcome> outcomes;
  private long last;

  /**
   * No numbers yet.
   *
   * @param outcomes is told what becomes of each offer
   */
  NegotiationCounter(Consumer<? super NegotiationOutcome> outcomes) {
    this.outcomes = outcomes;
  }

  /** From now on, numbers are higher than this one. */
  void atLeast(long number) {
    last = Math.max(last, number);
  }

  long next() {
    return ++last;
  }

  /** An offer is settled. */
  void settled(NegotiationOutcome outcome) {
    outcomes.accept(outcome);
  }
}
