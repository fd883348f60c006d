package dev.rtcrooms.hub.schedule;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random schedules of what people, moderators, networks and the host do in a room, against a model.
 * After each step the room, and what each client shows, must be as the model says.
 *
 * <p>{@code -Dschedule.first=} and {@code -Dschedule.count=} choose the seeds. A failure names its
 * seed, and prints the shortest transcript that was found.
 */
@Tag("one-jdk")
class ScheduleTest {

  private static final int STEPS = 60;

  @Test
  void theRoomIsAsTheModelSays() {
    long first = Long.getLong("schedule.first", 1);
    long count = Long.getLong("schedule.count", 10_000);
    for (long seed = first; seed < first + count; seed++) {
      List<Step> schedule = Step.schedule(seed, STEPS);
      String problem = Play.play(seed, schedule);
      if (problem != null) {
        fail("Seed " + seed + "\n" + shortest(seed, schedule, problem));
      }
    }
  }

  /** Leaves out steps as long as the rest fails, too. */
  private static String shortest(long seed, List<Step> failing, String problem) {
    List<Step> steps = failing;
    String shortest = problem;
    for (int size = steps.size() / 2; size > 0; size /= 2) {
      for (int from = 0; from + size <= steps.size(); ) {
        List<Step> fewer = new ArrayList<>(steps);
        fewer.subList(from, from + size).clear();
        @Nullable String same = Play.play(seed, fewer);
        if (same == null) {
          from += size;
        } else {
          steps = fewer;
          shortest = same;
        }
      }
    }
    return shortest;
  }
}
