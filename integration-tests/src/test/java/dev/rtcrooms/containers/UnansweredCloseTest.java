package dev.rtcrooms.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.testkit.websocket.RawSocket;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that do not answer a close frame: the containers would keep their sockets for long. */
@Tag("one-jdk")
class UnansweredCloseTest extends ContainerTest {

  @Test
  void aClientThatGoesOnSendingPingsLosesItsSocket() throws IOException {
    RawSocket ann = rawGuest("ann");
    ann.readAnswer();
    ann.read(RawSocket.TEXT);
    rooms.find(lobby()).orElseThrow().close(CloseReason.ROOM_CLOSED);

    assertThat(ann.readCloseCode()).isEqualTo(4500);
    await().atMost(30, TimeUnit.SECONDS).until(() -> hasLostItsSocket(ann));
  }

  @Test
  void soDoesAPageThatMayNotConnect() throws IOException {
    RawSocket page = raw(target(), "Origin: https://evil.example");
    page.readAnswer();

    assertThat(page.readCloseCode()).isEqualTo(4504);
    await().atMost(30, TimeUnit.SECONDS).until(() -> hasLostItsSocket(page));
  }

  private static boolean hasLostItsSocket(RawSocket client) {
    try {
      client.send(RawSocket.PING, true, new byte[0]);
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
