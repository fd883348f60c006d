package dev.rtcrooms.benchmarks.media;

import java.util.List;

/**
 * Measurements of a server with more and more subscribers, until it does not deliver enough;
 * immutable.
 *
 * @param steps in the order of measurement, at least one
 */
record Rise(List<Load> steps) {

  Rise {
    steps = List.copyOf(steps);
  }

  /** The most streams that were delivered; 0 if not even the first were. */
  double streams() {
    return steps.stream().filter(Load::isEnough).mapToInt(Load::subscribers).max().orElse(0);
  }

  /** Whether something else than the server has ended the rise. */
  boolean isCutShort() {
    Load last = steps.get(steps.size() - 1);
    return last.isEnough() || last.isGeneratorTooSlow();
  }
}
