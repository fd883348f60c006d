package dev.rtcrooms.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What nodes send each other, and what others could have sent in their name. */
class EnvelopesTest {

  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

  private final Envelopes envelopes = new Envelopes(new byte[32]);

  @Test
  void aNodeKnowsWhoHasSentWhat() {
    Envelopes.Opened opened = envelopes.open("to", envelopes.wrap("to", "from", CONTENT));

    assertThat(opened.from()).isEqualTo("from");
    assertThat(opened.content()).isEqualTo(CONTENT);
    assertThat(envelopes.open("to", envelopes.wrap("to", "from", new byte[0])).content()).isEmpty();
  }

  @Test
  void nothingIsAcceptedThatNoNodeHasSentToThisOne() {
    byte[] sent = envelopes.wrap("to", "from", CONTENT);
    byte[] otherKey = new byte[32];
    otherKey[0] = 1;

    assertThat(envelopes.open("another", sent)).isNull();
    assertThat(envelopes.open("to", new Envelopes(otherKey).wrap("to", "from", CONTENT))).isNull();
    for (int at = 0; at < sent.length; at++) {
      byte[] changed = sent.clone();
      changed[at] ^= 1;
      assertThat(envelopes.open("to", changed)).as("byte %d", at).isNull();
    }
  }

  @Test
  void whatIsTooShortIsNotRead() {
    byte[] sent = envelopes.wrap("to", "from", CONTENT);
    for (int length = 0; length < sent.length; length++) {
      assertThat(envelopes.open("to", Arrays.copyOf(sent, length))).as("%d bytes", length).isNull();
    }
  }
}
