package dev.rtcrooms.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.testkit.VirtualTime;
import dev.rtcrooms.testkit.websocket.RawSocket;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A client of which nothing comes any more, though its socket stays open: a network has ended. */
@Tag("one-jdk")
class SilentClientTest extends ContainerTest {

  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int MANY = 100;

  private final VirtualTime time = new VirtualTime();

  @Override
  RoomsBuilder builder() {
    return super.builder()
        .feature(Farewells::new)
        .scheduler(time)
        .heartbeat(INTERVAL, INTERVAL.multipliedBy(3));
  }

  @Test
  void whoVanishesIsFoundByTheHeartbeat() throws IOException {
    SocketClient bob = join("bob");
    RawSocket ann = rawGuest("ann");
    ann.readAnswer();
    ann.read(RawSocket.TEXT);

    int intervals = 0;
    while (!heardLeftMeanwhile(bob, "sign " + intervals)) {
      assertThat(intervals++).isLessThan(MANY);
      time.advance(INTERVAL);
    }
    assertThat(ann.readCloseCode()).isEqualTo(CloseReason.NO_HEARTBEAT.code());
  }

  /** Gives a sign of life, and waits until the server has heard it. */
  private static boolean heardLeftMeanwhile(SocketClient client, String ref) {
    client.frame("{\"type\":\"pong\",\"ref\":\"" + ref + "\"}");
    boolean left = false;
    Event heard = client.next(Event.class);
    while (!(heard instanceof Replied)) {
      left |= heard.equals(Farewells.of("ann"));
      heard = client.next(Event.class);
    }
    return left;
  }
}
