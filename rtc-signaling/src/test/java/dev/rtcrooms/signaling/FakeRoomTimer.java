package dev.rtcrooms.signaling;

import dev.rtcrooms.spi.Cancellable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A timer that the test winds. */
final class FakeRoomTimer implements RoomTimer {

  private final Map<Object, Task> tasks = new LinkedHashMap<>();
  private Duration now = Duration.ZERO;

  private record Task(Duration at, Runnable task) {}

  @Override
  public Cancellable after(Duration delay, Runnable task) {
    Object key = new Object();
    tasks.put(key, new Task(now.plus(delay), task));
    return () -> tasks.remove(key);
  }

  void advance(Duration duration) {
    now = now.plus(duration);
    for (Object key : List.copyOf(tasks.keySet())) {
      if (tasks.get(key).at.compareTo(now) <= 0) {
        tasks.remove(key).task.run();
      }
    }
  }

  int waiting() {
    return tasks.size();
  }
}
