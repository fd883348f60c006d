package dev.rtcrooms.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.testkit.websocket.RawSocket;
import dev.rtcrooms.transport.HandshakeField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A session that connects twice in quick succession, in each container. */
class SupersededConnectionTest extends ContainerTest {

  private static final int PAIRS = 100;

  /**
   * The second connection begins as soon as the first has its 101, so both are admitted at once.
   */
  @Test
  void theConnectionThatCameLastStays() throws IOException {
    for (int pair = 0; pair < PAIRS; pair++) {
      String session =
          SUBPROTOCOLS
              + ": rtc-rooms.v1, "
              + HandshakeField.SESSION.token(UUID.randomUUID().toString());
      try (RawSocket older = raw(target(), session);
          RawSocket newer = opened(older, session)) {
        assertThat(older.readCloseCode())
            .as("close code of the older connection of pair %s", pair)
            .isEqualTo(CloseReason.REPLACED.code());
        newer.text("{\"type\":\"say\",\"ref\":\"still-here\",\"id\":\"1\",\"text\":\"hi\"}");
        assertThat(readReply(newer)).contains("still-here");
      }
    }
  }

  private RawSocket opened(RawSocket older, String session) throws IOException {
    assertThat(older.readStatus()).isEqualTo(101);
    RawSocket newer = raw(target(), session);
    assertThat(newer.readStatus()).isEqualTo(101);
    return newer;
  }

  private static String readReply(RawSocket socket) throws IOException {
    String frame = "";
    while (!frame.contains("\"reply\"")) {
      frame = new String(socket.read(RawSocket.TEXT), StandardCharsets.UTF_8);
    }
    return frame;
  }
}
