package dev.rtcrooms.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Wraps what is published to a node: a version, the sender's name, and the start of an HMAC-SHA-256
 * over the receiver, the sender and the content. So nobody but nodes can send. Any thread.
 */
final class Envelopes {

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte VERSION = 1;
  private static final int MAC_BYTES = 16;

  private final SecretKeySpec key;

  /**
   * The envelopes of a cluster.
   *
   * @param key is secret, and the same on all nodes
   */
  Envelopes(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** What was in an envelope. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Opened(String from, byte[] content) {}

  byte[] wrap(String to, String from, byte[] content) {
    byte[] sender = ascii(from);
    return ByteBuffer.allocate(2 + sender.length + MAC_BYTES + content.length)
        .put(VERSION)
        .put((byte) sender.length)
        .put(sender)
        .put(mac(to, sender, content))
        .put(content)
        .array();
  }

  /** Null if no node has sent it, or to another node, or in a version that is not known. */
  @Nullable Opened open(String to, byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message);
    if (message.length < 2 || in.get() != VERSION) {
      return null;
    }
    byte[] sender = new byte[in.get() & 0x7f];
    byte[] mac = new byte[MAC_BYTES];
    if (in.remaining() < sender.length + mac.length) {
      return null;
    }
    in.get(sender).get(mac);
    byte[] content = Arrays.copyOfRange(message, in.position(), message.length);
    return MessageDigest.isEqual(mac, mac(to, sender, content))
        ? new Opened(new String(sender, StandardCharsets.US_ASCII), content)
        : null;
  }

  private byte[] mac(String to, byte[] sender, byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(ascii(to));
      mac.update((byte) 0);
      mac.update(sender);
      mac.update((byte) 0);
      return Arrays.copyOf(mac.doFinal(content), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
