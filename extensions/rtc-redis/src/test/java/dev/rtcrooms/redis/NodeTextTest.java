package dev.rtcrooms.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.spi.cluster.NodeStatus;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NodeTextTest {

  private static final NodeStatus NODE =
      new NodeStatus("abc", true, 3, 40, Optional.of(URI.create("https://app.example/abc")));

  private final Envelopes envelopes = new Envelopes(new byte[32]);
  private final NodeText texts = new NodeText(envelopes);

  @Test
  void aNodeWithAnAddressAndOneWithoutAreReadAsTheyWereWritten() {
    assertThat(texts.read("abc.1", texts.write("abc.1", NODE))).contains(NODE);
    NodeStatus hidden = new NodeStatus("abc", false, 0, 0, Optional.empty());
    assertThat(texts.read("abc.1", texts.write("abc.1", hidden))).contains(hidden);
  }

  @Test
  void nobodyElseWritesTheAddressOfANode() {
    byte[] written = texts.write("abc.1", NODE);
    assertThat(texts.read("abc.2", written)).as("of another lease").isEmpty();
    Envelopes foreign = new Envelopes(new byte[] {1});
    assertThat(texts.read("abc.1", new NodeText(foreign).write("abc.1", NODE))).isEmpty();
    assertThat(texts.read("abc.1", "0 1 2 https://evil.example".getBytes(US_ASCII))).isEmpty();
  }

  @Test
  void whatAnotherVersionHasWrittenIsNoNode() {
    Stream.of("", "0 1", "0 one 2", "0 1 2 :")
        .map(text -> envelopes.wrap("abc.1", "abc", text.getBytes(US_ASCII)))
        .forEach(written -> assertThat(texts.read("abc.1", written)).isEmpty());
  }
}
