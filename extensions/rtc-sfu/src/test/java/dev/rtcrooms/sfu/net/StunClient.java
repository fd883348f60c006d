package dev.rtcrooms.sfu.net;

import dev.rtcrooms.sfu.stun.IceCredentials;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Writes checks as a full, controlling agent does, by code of its own. */
public final class StunClient {

  /** The bytes of MESSAGE-INTEGRITY and FINGERPRINT. */
  private static final int SIGNATURE = 24 + 8;

  private StunClient() {}

  /** A check with ICE-CONTROLLING, and with USE-CANDIDATE if it nominates. */
  public static byte[] check(IceCredentials remote, boolean nominates) {
    return check(remote.ufrag() + ":me", remote.password(), 0x802A, nominates);
  }

  /** A check by an agent that claims the controlled role. */
  public static byte[] controlled(IceCredentials remote) {
    return check(remote.ufrag() + ":me", remote.password(), 0x8029, false);
  }

  static byte[] check(String username, String password, int role, boolean nominates) {
    byte[] name = username.getBytes(StandardCharsets.UTF_8);
    ByteBuffer message = ByteBuffer.allocate(512);
    message.putShort((short) 1).putShort((short) 0).putInt(0x2112A442);
    message.putInt(1).putInt(2).putInt(3);
    message.putShort((short) 6).putShort((short) name.length).put(name);
    message.position((message.position() + 3) & ~3);
    message.putShort((short) 0x24).putShort((short) 4).putInt(0x6e0001ff);
    message.putShort((short) role).putShort((short) 8).putLong(99);
    if (nominates) {
      message.putShort((short) 0x25).putShort((short) 0);
    }
    return sign(message, password);
  }

  /** The success response to a check, from where it was sent. */
  static byte[] answer(byte[] check, String password) {
    ByteBuffer message = ByteBuffer.allocate(512);
    message.putShort((short) 0x101).putShort((short) 0).put(check, 4, 16);
    message.putShort((short) 0x20).putShort((short) 8).putInt(0x00012112).putInt(0x5E12A443);
    return sign(message, password);
  }

  /** A message without its last two attributes, which {@link #signed} adds. */
  static byte[] unsigned(byte[] message) {
    return Arrays.copyOf(message, message.length - SIGNATURE);
  }

  /** A message with integrity and fingerprint, whatever it consists of. */
  static byte[] signed(byte[] unsigned, String password) {
    ByteBuffer message = ByteBuffer.allocate(Math.max(20, unsigned.length) + SIGNATURE);
    message.put(unsigned).position(Math.max(20, unsigned.length));
    return sign(message, password);
  }

  private static byte[] sign(ByteBuffer message, String password) {
    message.putShort(2, (short) (message.position() + 24 - 20));
    byte[] signed = Arrays.copyOf(message.array(), message.position());
    message.putShort((short) 8).putShort((short) 20).put(hmac(signed, password));
    message.putShort(2, (short) (message.position() + 8 - 20));
    CRC32 crc = new CRC32();
    crc.update(message.array(), 0, message.position());
    message.putShort((short) 0x8028).putShort((short) 4);
    message.putInt((int) crc.getValue() ^ 0x5354554E);
    return Arrays.copyOf(message.array(), message.position());
  }

  private static byte[] hmac(byte[] bytes, String password) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
