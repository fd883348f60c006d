package dev.rtcrooms.sfu.stun;

import dev.rtcrooms.sfu.bytes.BigEndian;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Writes what STUN messages begin and end with, above all their check sums. Any thread. */
final class StunIntegrity {

  /** RFC 8489 §14.7. */
  private static final int FINGERPRINT_XOR = 0x5354554E;

  private StunIntegrity() {}

  /**
   * Begins a message (RFC 8489 §5).
   *
   * @param attributes how long those are that come before the integrity, in bytes
   * @param transaction its id, of 12 bytes
   * @return the message, whose attributes are still to be written
   */
  static byte[] begin(int type, int attributes, byte[] transaction) {
    int length = attributes + 4 + StunMessage.INTEGRITY_BYTES + 8;
    byte[] message = new byte[StunMessage.HEADER + length];
    BigEndian.put16(message, 0, type);
    BigEndian.put16(message, 2, length);
    BigEndian.put32(message, 4, StunMessage.MAGIC_COOKIE);
    System.arraycopy(transaction, 0, message, 8, StunMessage.TRANSACTION_BYTES);
    return message;
  }

  /** Writes the MESSAGE-INTEGRITY and the FINGERPRINT of a message that was begun. */
  static byte[] finish(byte[] message, String password) {
    int print = message.length - 8;
    int at = print - 4 - StunMessage.INTEGRITY_BYTES;
    byte[] code = integrity(message, at, password);
    BigEndian.put16(message, at, StunMessage.MESSAGE_INTEGRITY);
    BigEndian.put16(message, at + 2, code.length);
    System.arraycopy(code, 0, message, at + 4, code.length);
    BigEndian.put16(message, print, StunMessage.FINGERPRINT);
    BigEndian.put16(message, print + 2, 4);
    BigEndian.put32(message, print + 4, fingerprint(message, print));
    return message;
  }

  /** The FINGERPRINT of what precedes it; the header already has the final length. */
  static int fingerprint(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue() ^ FINGERPRINT_XOR;
  }

  /** The MESSAGE-INTEGRITY at a place, as if nothing followed it (RFC 8489 §14.5). */
  static byte[] integrity(byte[] bytes, int at, String password) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      byte[] length = new byte[2];
      BigEndian.put16(length, 0, at + 4 + StunMessage.INTEGRITY_BYTES - StunMessage.HEADER);
      mac.update(bytes, 0, 2);
      mac.update(length);
      mac.update(bytes, 4, at - 4);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA1", e);
    }
  }
}
