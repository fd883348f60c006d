package dev.rtcrooms.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Offers of permessage-deflate, as RFC 7692 §7.1 has them, and what is sent then. */
class CompressionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permessage-deflate",
        "permessage-deflate; client_max_window_bits",
        "permessage-deflate; client_max_window_bits=10; server_no_context_takeover",
        "permessage-deflate;client_no_context_takeover ; server_max_window_bits=\"15\"",
        "x-other; y, permessage-deflate",
        "permessage-deflate; server_max_window_bits=9, permessage-deflate",
      })
  void anOfferThatCanBeMetIsAccepted(String header) {
    assertThat(Compression.offeredIn(List.of(header))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x-webkit-deflate-frame",
        "permessage-deflate; server_max_window_bits=10",
        "permessage-deflate; server_max_window_bits",
        "permessage-deflate; client_max_window_bits=7",
        "permessage-deflate; client_max_window_bits=16",
        "permessage-deflate; client_max_window_bits=010",
        "permessage-deflate; client_max_window_bits; client_max_window_bits=12",
        "permessage-deflate; server_no_context_takeover=1",
        "permessage-deflate; unknown",
        "permessage-deflate;",
      })
  void anyOtherIsNot(String header) {
    assertThat(Compression.offeredIn(List.of(header))).isFalse();
  }

  @Test
  void offersMayStandInSeveralHeaders() {
    assertThat(Compression.offeredIn(List.of("x-other", "permessage-deflate"))).isTrue();
    assertThat(Compression.offeredIn(List.of())).isFalse();
  }

  @Test
  void whatIsCompressedIsShortAndInflatesToTheSame() throws Violation {
    Deflation deflation = new Deflation();
    for (int length : new int[] {1, 300, 4_096, 100_000}) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; text.length() < length; i++) {
        text.append(i * 31 % 101).append(' ');
      }
      byte[] message = text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
      ByteBuffer compressed = deflation.deflate(ByteBuffer.wrap(message));

      assertThat(compressed.remaining()).isLessThan(length + 10);
      assertThat(inflated(compressed, length)).isEqualTo(message);
    }
  }

  private static byte[] inflated(ByteBuffer compressed, int length) throws Violation {
    Inflation inflation = new Inflation();
    ByteBuffer whole = ByteBuffer.allocate(length + 1);
    byte[] piece = new byte[1000];
    inflation.feed(compressed);
    for (int n = inflation.next(piece); n > 0; n = inflation.next(piece)) {
      whole.put(piece, 0, n);
    }
    inflation.feedTail();
    for (int n = inflation.next(piece); n > 0; n = inflation.next(piece)) {
      whole.put(piece, 0, n);
    }
    inflation.end();
    byte[] bytes = new byte[whole.flip().remaining()];
    whole.get(bytes);
    return bytes;
  }
}
