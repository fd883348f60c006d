package dev.rtcrooms.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Limits;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.containers.Shouting.Heard;
import dev.rtcrooms.containers.Shouting.Shout;
import dev.rtcrooms.testkit.websocket.RawSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Messages both ways, in each container. */
class TrafficTest extends ContainerTest {

  private static final int MANY = 2_000;

  @Override
  RoomsBuilder builder() {
    return super.builder().limits(Limits.builder().forLoadTests().build());
  }

  @Test
  void ofManyMessagesBothWaysNoneIsLostAndAllHearOneOrder() {
    SocketClient ann = join("ann");
    SocketClient bob = join("bob");
    for (int i = 0; i < MANY; i++) {
      ann.send(new Shout("ann " + i));
      bob.send(new Shout("bob " + i));
    }

    List<String> byAnn = shouts(ann, 2 * MANY);
    assertThat(shouts(bob, 2 * MANY)).isEqualTo(byAnn);
    for (String name : List.of("ann ", "bob ")) {
      assertThat(byAnn.stream().filter(text -> text.startsWith(name)))
          .containsExactlyElementsOf(IntStream.range(0, MANY).mapToObj(i -> name + i).toList());
    }
  }

  @Test
  void aMessageOfSixtyKibibytesGoesBothWays() {
    SocketClient ann = join("ann");
    SocketClient bob = join("bob");
    String long1 = "a€😀".repeat(60 * 1024 / 8);
    ann.send(new Shout(long1));

    assertThat(bob.next(Heard.class).text()).isEqualTo(long1);
    assertThat(ann.next(Heard.class).text()).isEqualTo(long1);
  }

  @Test
  void aFrameOfManyLongMessagesIsReadWhole() {
    SocketClient ann = join("ann");
    SocketClient bob = join("bob");
    String text = "ä".repeat(30_000);
    String message = "{\"type\":\"shout\",\"text\":\"" + text + "\"}\n";
    ann.frame(message.repeat(4));

    assertThat(shouts(bob, 4)).containsOnly(text);
  }

  @Test
  void aFrameInFragmentsIsOneFrame() {
    SocketClient ann = join("ann");
    SocketClient bob = join("bob");
    ann.part("{\"type\":\"shout\",\"te", false);
    ann.part("", false);
    ann.part("xt\":\"one\"}\n{\"type\":\"shout\",", false);
    ann.part("\"text\":\"two\"}", true);

    assertThat(shouts(bob, 2)).containsExactly("one", "two");
  }

  /** The cut is inside the emoji's four bytes, which JDK's client would not do. */
  @Test
  void aFragmentMayEndInsideACharacter() throws IOException {
    SocketClient bob = join("bob");
    byte[] payload = "{\"type\":\"shout\",\"text\":\"x😀y\"}".getBytes(StandardCharsets.UTF_8);
    RawSocket ann = raw(target());
    ann.readAnswer();
    for (int i = 0; i < payload.length; i++) {
      ann.send(
          i == 0 ? RawSocket.TEXT : RawSocket.CONTINUATION,
          i == payload.length - 1,
          new byte[] {payload[i]});
    }

    assertThat(bob.next(Heard.class).text()).isEqualTo("x😀y");
  }

  private static List<String> shouts(SocketClient client, int count) {
    return IntStream.range(0, count).mapToObj(i -> client.next(Heard.class).text()).toList();
  }
}
