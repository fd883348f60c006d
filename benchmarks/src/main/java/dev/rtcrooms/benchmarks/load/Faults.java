package dev.rtcrooms.benchmarks.load;

/** What was not as it has to be, counted over all connections; for the generator's thread. */
public final class Faults {

  private long lost;
  private long doubled;
  private long swapped;
  private long foreign;
  private long dead;

  /** Nothing yet. */
  public Faults() {}

  void lost(long messages) {
    lost += messages;
  }

  void doubled() {
    doubled++;
  }

  /** What was thought to be lost came late. */
  void swapped() {
    lost--;
    swapped++;
  }

  void foreign() {
    foreign++;
  }

  void dead() {
    dead++;
  }

  /**
   * How much went wrong.
   *
   * @return 0 if all was well
   */
  public long total() {
    return lost + doubled + swapped + foreign + dead;
  }

  @Override
  public String toString() {
    return "%d lost, %d doubled, %d out of order, %d of other rooms or unreadable, %d connections lost"
        .formatted(lost, doubled, swapped, foreign, dead);
  }
}
