package dev.rtcrooms.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.transport.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Tasks that wait together on a lane. */
class LaneQueueTest {

  private final Queue<Runnable> submitted = new ArrayDeque<>();
  private final List<String> run = new ArrayList<>();
  private final Lane lane = submitted::add;
  private final LaneQueue queue = new LaneQueue(lane, Runnable::run, () -> 0);

  /** Cannot tell whether it can be merged. */
  private final class Unmeasurable implements LaneTask {
    private final String name;
    private boolean done;

    Unmeasurable(String name) {
      this.name = name;
    }

    @Override
    public int run(int most, long now) {
      run.add(name);
      done = true;
      return 1;
    }

    @Override
    public boolean isDone() {
      return done;
    }

    @Override
    public boolean absorbs(LaneTask next) {
      throw new IllegalStateException("as the test wants it");
    }
  }

  @Test
  void tasksThatCannotBeMergedRunOneAfterTheOther() {
    queue.add(new Unmeasurable("one"));
    queue.add(new Unmeasurable("two"));

    submitted.remove().run();

    assertThat(run).containsExactly("one", "two");
    assertThat(queue.undone().count()).isZero();
  }
}
