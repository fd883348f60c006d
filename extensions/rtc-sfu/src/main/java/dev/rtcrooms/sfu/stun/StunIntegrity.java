package dev.rtcrooms.sfu.stun;

import dev.rtcrooms.sfu.bytes.BigEndian;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The check sums of STUN messages. Any thread. */
final class StunIntegrity {

  /** RFC 8489 §14.7. */
  private static final int FINGERPRINT_XOR = 0x5354554E;

  private StunIntegrity() {}

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
