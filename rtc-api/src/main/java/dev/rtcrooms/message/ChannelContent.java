package dev.rtcrooms.message;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What one message on a data channel carries: either a text or bytes. Immutable, any thread.
 *
 * @param text the text, or null
 * @param bytes the bytes in base64 (RFC 4648 §4), or null
 */
public record ChannelContent(@Nullable String text, @Nullable String bytes) {

  /**
   * Checks the content.
   *
   * @throws IllegalArgumentException if it has none or both, or if the bytes are not in base64
   */
  public ChannelContent {
    if ((text == null) == (bytes == null)) {
      throw new IllegalArgumentException("A message has either text or bytes");
    }
    if (bytes != null) {
      mustBeBase64(bytes);
    }
  }

  /** The decoder takes bytes without padding, too, which browsers do not. */
  private static void mustBeBase64(String bytes) {
    if (bytes.length() % 4 != 0) {
      throw new IllegalArgumentException("The bytes in base64 lack padding");
    }
    Base64.getDecoder().decode(bytes);
  }
}
