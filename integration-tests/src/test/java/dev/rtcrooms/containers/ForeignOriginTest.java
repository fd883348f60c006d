package dev.rtcrooms.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.hub.moderation.Moderation;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.intruders.IntruderCommands;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.testkit.websocket.RawSocket;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A page of another origin sends every command; nobody in the room notices. */
class ForeignOriginTest extends ContainerTest {

  private static final JsonCodec CODEC = new JsonCodec(MessageType.builtIn());

  @Override
  RoomsBuilder builder() {
    return super.builder()
        .feature(Presence::new)
        .feature(Moderation::new)
        .feature(Streams.mesh(IceServers.none()));
  }

  @Test
  void allItsCommandsAreInVain() throws IOException {
    SocketClient ann = join("ann");
    ann.send(new Say("before"));
    ann.next(Said.class);
    ann.drain();

    RawSocket evil =
        raw(target(), SUBPROTOCOLS + ": " + named("eve"), "Origin: https://evil.example");
    assertThat(evil.readStatus()).isEqualTo(101);
    for (Command command : IntruderCommands.against(ann.id()).values()) {
      try {
        evil.text(CODEC.encode(command, "x").text());
      } catch (IOException e) {
        break; // the server has ended the connection
      }
    }
    assertThat(evil.readCloseCode()).isEqualTo(4504);

    ann.send(new Say("after"));
    assertThat(ann.next(Said.class).text()).isEqualTo("after");
    assertThat(ann.drain()).isEmpty();
  }
}
