package dev.rtcrooms.benchmarks.fanout;

import dev.rtcrooms.benchmarks.load.RoomGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many rooms of one size; immutable.
 *
 * @param rooms from 1
 * @param size members of each
 */
record GridPoint(int rooms, int size) {

  /** At all points the same, so that they differ in rooms and sizes only. */
  static final int DELIVERIES_PER_SECOND = 10_000;

  /** The most connections of a point. */
  static final int CONNECTIONS = 20_000;

  private static final List<Integer> STEPS = List.of(1, 10, 100, 1_000, 10_000);
  private static final int SMALLEST = 2;
  private static final Pattern LABEL = Pattern.compile("(\\d+) x (\\d+)");

  /**
   * All points that have at most {@link #CONNECTIONS}, and at most as many as are given. The last
   * number of rooms of a size may be smaller than the step by up to a half, to fit in.
   */
  static List<GridPoint> within(int connections) {
    int most = Math.min(CONNECTIONS, connections);
    List<GridPoint> points = new ArrayList<>();
    for (int step : STEPS) {
      int size = Math.max(SMALLEST, step);
      for (int wanted : STEPS) {
        int rooms = Math.min(wanted, most / size);
        if (2 * rooms > wanted) {
          points.add(new GridPoint(rooms, size));
        }
      }
    }
    return points;
  }

  /** The point of a workload's label, or empty if it is another workload. */
  static Optional<GridPoint> of(String label) {
    Matcher matcher = LABEL.matcher(label);
    return matcher.matches()
        ? Optional.of(
            new GridPoint(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  String label() {
    return rooms + " x " + size;
  }

  Workload workload() {
    double rate = (double) DELIVERIES_PER_SECOND / rooms / size;
    return Workload.of(
        label(),
        String.format(Locale.ROOT, "%,d rooms of %,d, %.1f messages/s each", rooms, size, rate),
        RoomGroup.open("", rooms, size, rate));
  }
}
