package dev.rtcrooms.hub.delivery;

/** A unit of work in a {@link LaneQueue}, which may take several slices; for the lane. */
interface LaneTask {

  /**
   * Does some of the work.
   *
   * @param most how many connections to serve at most
   * @param now the scheduler's nanoseconds
   * @return how many connections were served
   */
  int run(int most, long now);

  /** Tells whether no work is left. */
  boolean isDone();

  /**
   * Takes over the work of the next task, if neither has begun and they can be done together.
   *
   * @return whether the next task is to be discarded
   */
  default boolean absorbs(LaneTask next) {
    return false;
  }
}
