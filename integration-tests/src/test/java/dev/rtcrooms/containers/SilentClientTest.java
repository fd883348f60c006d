package dev.rtcrooms.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.testkit.websocket.RawSocket;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A client of which nothing comes any more, though its socket stays open: a network has ended. */
@Tag("one-jdk")
class SilentClientTest extends ContainerTest {

  @Override
  RoomsBuilder builder() {
    return super.builder()
        .feature(Farewells::new)
        .heartbeat(Duration.ofMillis(500), Duration.ofMillis(1_500));
  }

  @Test
  void whoVanishesIsFoundByTheHeartbeat() throws IOException {
    SocketClient bob = join("bob");
    RawSocket ann = rawGuest("ann");
    ann.readAnswer();

    assertThat(bob.next(Shouting.Heard.class)).isEqualTo(Farewells.of("ann"));
    assertThat(ann.readCloseCode()).isEqualTo(CloseReason.NO_HEARTBEAT.code());
  }
}
