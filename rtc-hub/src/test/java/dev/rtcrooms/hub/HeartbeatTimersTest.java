package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.testkit.VirtualTime;
import dev.rtcrooms.transport.Handshake;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** How often the heartbeats of many rooms wake the timer. */
class HeartbeatTimersTest {

  private static final int ROOMS = 500;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final VirtualTime time = new VirtualTime();
  private final Set<Instant> wokenAt = new TreeSet<>();

  /** Notes when it runs something. */
  private final Scheduler noting =
      new Scheduler() {
        @Override
        public Instant now() {
          return time.now();
        }

        @Override
        public long nanoTime() {
          return time.nanoTime();
        }

        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
          return time.schedule(
              delay,
              () -> {
                wokenAt.add(now());
                task.run();
              });
        }
      };

  @Test
  void manyRoomsWakeTheTimerNoOftenerThanAFew() {
    try (Rooms rooms = Echo.builder().executor(Runnable::run).scheduler(noting).build()) {
      for (int n = 0; n < ROOMS; n++) {
        Room room = rooms.create();
        Handshake handshake = Handshake.of(Role.PARTICIPANT, room.id().toString());
        rooms.accept(new AllocationTest.Socket(), handshake.withPrincipal(() -> "ann"));
        time.advance(Duration.ofMillis(7));
      }
      wokenAt.clear();

      time.advance(SECOND);

      assertThat(wokenAt).hasSizeBetween(1, 26);
    }
  }
}
