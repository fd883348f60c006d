package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.message.Ping;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.testkit.VirtualTime;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Receiver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process that is suspended, as a laptop or a virtual machine is, disconnects nobody. */
class PausedProcessTest {

  private static final Duration INTERVAL = Duration.ofSeconds(25);
  private static final Duration PAUSE = Duration.ofSeconds(60);

  private final VirtualTime time = new VirtualTime();
  private Duration paused = Duration.ZERO;

  /** Timers do not run during a pause, but clocks go on. */
  private final Scheduler pausing =
      new Scheduler() {
        @Override
        public Instant now() {
          return time.now().plus(paused);
        }

        @Override
        public long nanoTime() {
          return time.nanoTime() + paused.toNanos();
        }

        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
          return time.schedule(delay, task);
        }
      };

  private final Rooms rooms = Echo.builder().executor(Runnable::run).scheduler(pausing).build();
  private final HeldConnection connection = new HeldConnection(new TallyCodec());
  private Receiver receiver;

  @BeforeEach
  void oneClientIsInARoom() {
    Room room = rooms.create();
    receiver =
        rooms.accept(
            connection,
            Handshake.of(Role.PARTICIPANT, room.id().toString()).withPrincipal(() -> "ann"));
    written();
  }

  @AfterEach
  void closeTheRooms() {
    rooms.close();
  }

  private void written() {
    while (connection.free()) {}
  }

  private void pause() {
    paused = paused.plus(PAUSE);
  }

  private void answer() {
    receiver.receive(List.of(new Inbound.Accepted(null, new Pong())), 20);
  }

  private boolean isPinged() {
    written();
    return connection.events().stream().anyMatch(Ping.class::isInstance);
  }

  /** Advances until a ping is sent. */
  private void untilPinged() {
    connection.clear();
    for (int n = 0; n < 100 && !isPinged(); n++) {
      time.advance(Duration.ofMillis(500));
    }
    assertThat(isPinged()).isTrue();
  }

  @Test
  void aClientThatWasSilentOnlyDuringThePauseStays() {
    pause();
    time.advance(Duration.ofSeconds(2));
    written();
    answer();
    time.advance(INTERVAL);

    assertThat(connection.closed()).isNull();
  }

  @Test
  void aClientWhosePingWasSentRightBeforeThePauseStays() {
    untilPinged();
    pause();
    time.advance(Duration.ofSeconds(2));
    written();
    answer();
    time.advance(INTERVAL);

    assertThat(connection.closed()).isNull();
  }

  @Test
  void aWriteThatWasInFlightDuringThePauseIsNotTooSlow() {
    connection.clear();
    for (int n = 0; n < 100 && connection.batches().isEmpty(); n++) {
      time.advance(Duration.ofMillis(500));
    }
    pause();
    time.advance(Duration.ofSeconds(2));
    written();
    answer();
    time.advance(INTERVAL);

    assertThat(connection.closed()).isNull();
  }

  @Test
  void aClientThatStaysSilentAfterThePauseIsDisconnected() {
    untilPinged();
    pause();
    for (int n = 0; n < 50; n++) {
      time.advance(Duration.ofSeconds(1));
      written();
    }

    assertThat(connection.closed()).isEqualTo(CloseReason.NO_HEARTBEAT);
  }
}
