package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.spi.RoomListener;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Rooms that the host lends no threads. */
class RoomThreadsTest {

  private static final int SECONDS = 60;

  @Test
  void theRoomsBringDaemonThreadsAndTakeThemAway() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Set<Thread> own;
    try (Rooms rooms = Echo.builder().build()) {
      Room room = rooms.create();
      CompletableFuture<Thread> timer = new CompletableFuture<>();
      room.after(Duration.ofMillis(1), () -> timer.complete(Thread.currentThread()));
      timer.get(SECONDS, TimeUnit.SECONDS);

      own = new HashSet<>(Thread.getAllStackTraces().keySet());
      own.removeAll(before);
      own.removeIf(thread -> !thread.getName().startsWith("rtc"));
      assertThat(own).isNotEmpty().allMatch(Thread::isDaemon);
    }
    for (Thread thread : own) {
      thread.join(TimeUnit.SECONDS.toMillis(SECONDS));
      assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }
  }

  @Test
  void anExecutorThatRunsTasksAtOnceWillDo() {
    try (Rooms rooms = Echo.builder().executor(Runnable::run).build()) {
      Room room = rooms.create();

      assertThat(room.call(() -> room.hub().clients().size()).toCompletableFuture())
          .isCompletedWithValue(0);
    }
  }

  @Test
  void theListenerIsToldOfTheEndBeforeItsThreadEnds() throws Exception {
    AtomicReference<Duration> drained = new AtomicReference<>();
    RoomListener listener =
        new RoomListener() {
          @Override
          public void drained(Duration took) {
            drained.set(took);
          }
        };
    try (Rooms rooms = Echo.builder().listener(listener).build()) {
      rooms.create();

      rooms.shutdown(Duration.ZERO);

      assertThat(rooms.awaitClosed(Duration.ofSeconds(SECONDS))).isTrue();
      assertThat(drained.get()).isNotNull();
    }
  }
}
