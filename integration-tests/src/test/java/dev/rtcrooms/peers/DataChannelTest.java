package dev.rtcrooms.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.message.Offer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Data channels negotiate in the mesh as media does. */
class DataChannelTest {

  private static final int MESSAGES = 10_000;

  @RegisterExtension final PeerRoom room = new PeerRoom();

  @Test
  void tenThousandMessagesComeBackInOrder() {
    PeerClient ann = room.enter("Ann");
    PeerClient bob = room.enter("Bob");
    ann.publish(peer -> {});
    Channel here = ann.ask(bob, peer -> peer.open("echo"));
    Channel there = bob.from(ann).nextChannel().echo();
    assertThat(there.label()).isEqualTo("echo");
    List<String> messages =
        IntStream.range(0, MESSAGES).mapToObj(i -> "Message " + i + " ".repeat(i % 100)).toList();
    messages.forEach(here::send);
    assertThat(here.take(MESSAGES)).isEqualTo(messages);
  }

  @Test
  void aChannelJoinsAConnectionThatCarriesMedia() {
    PeerClient ann = room.enter("Ann");
    PeerClient bob = room.enter("Bob");
    ann.publish(peer -> peer.add(room.camera().track()));
    Screen screen = bob.from(ann).nextScreen();
    screen.awaitFrames(1);
    Channel here = ann.ask(bob, peer -> peer.open("beside media"));
    here.send("Hello Bob");
    Channel there = bob.from(ann).nextChannel();
    assertThat(there.take(1)).containsExactly("Hello Bob");
    there.send("Hello Ann");
    assertThat(here.take(1)).containsExactly("Hello Ann");
    screen.awaitFrames(3);
    assertThat(room.signals().of("Bob")).doesNotContain(Offer.class);
  }
}
