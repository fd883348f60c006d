package dev.rtcrooms.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Room;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.hub.moderation.Moderation;
import dev.rtcrooms.message.EntryMode;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.message.Waiting;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a client hears while it waits to be let in, in each container. */
class WaitingRoomSocketTest extends ContainerTest {

  @Override
  RoomsBuilder builder() {
    return super.builder()
        .feature(Moderation.with(options -> options.entry(EntryMode.WAITING)))
        .heartbeat(Duration.ofMillis(200), Duration.ofSeconds(20));
  }

  private SocketClient waits(String name) {
    SocketClient client = connect(target(), SUBPROTOCOLS, named(name));
    client.next(Waiting.class);
    return client;
  }

  private Room room() {
    return rooms.getOrCreate(lobby());
  }

  @Test
  void aClientIsToldAgainAndAgainThatItWaitsAndThenIsIn() {
    SocketClient ann = waits("ann");
    ann.next(Waiting.class);
    ann.next(Waiting.class);

    room().execute(Moderation.class, it -> it.entry(EntryMode.OPEN));

    ann.hello();
    ann.send(new Say("thank you"));
    assertThat(ann.next(Said.class).text()).isEqualTo("thank you");
  }
}
