package dev.rtcrooms.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a text frame, as UTF-8 bytes and as text; immutable, any thread. The text is
 * decoded when it is first requested.
 */
public final class Encoded {

  private final byte[] utf8;
  private volatile @Nullable String text;

  private Encoded(byte[] utf8) {
    this.utf8 = utf8;
  }

  /**
   * Wraps encoded bytes.
   *
   * @param utf8 well-formed UTF-8; owned by the new object from now on
   * @return the payload
   */
  public static Encoded ofUtf8(byte[] utf8) {
    return new Encoded(utf8);
  }

  /**
   * Encodes text.
   *
   * @param text without lone surrogates
   * @return the payload
   */
  public static Encoded ofText(String text) {
    Encoded encoded = new Encoded(text.getBytes(StandardCharsets.UTF_8));
    encoded.text = text;
    return encoded;
  }

  /**
   * Returns the length.
   *
   * @return UTF-8 bytes
   */
  public int size() {
    return utf8.length;
  }

  /**
   * Returns the bytes.
   *
   * @return a new read-only view, from position zero
   */
  public ByteBuffer utf8() {
    return ByteBuffer.wrap(utf8).asReadOnlyBuffer();
  }

  /**
   * Returns the text.
   *
   * @return the same object each time until {@link #forgetText}
   */
  public String text() {
    String known = text;
    if (known == null) {
      known = new String(utf8, StandardCharsets.UTF_8);
      text = known;
    }
    return known;
  }

  /**
   * Frees the memory of the text, because the payload has to wait. {@link #text} decodes the bytes
   * again.
   */
  public void forgetText() {
    text = null;
  }

  /**
   * Copies the bytes.
   *
   * @param target receives the bytes
   * @param offset the index of the first byte in the target
   */
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(utf8, 0, target, offset, utf8.length);
  }
}
