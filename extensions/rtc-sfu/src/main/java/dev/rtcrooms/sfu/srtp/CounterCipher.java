package dev.rtcrooms.sfu.srtp;

import dev.rtcrooms.sfu.bytes.BigEndian;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES_CM_128_HMAC_SHA1_80 (RFC 3711 §4.1.1, §4.2.1). The key stream is made by ECB of counter
 * blocks, which needs no new state for each packet. Not thread-safe.
 */
final class CounterCipher implements SrtpCipher {

  private static final int TAG = 10;
  private static final int BLOCK = 16;
  private static final int CONTROL_HEADER = 8;
  private static final int CONTROL_INDEX = 4;
  private static final int MAX_BLOCKS = 128;

  private final byte[] salt;
  private final Cipher aes;
  private final Mac mac;
  private final byte[] blocks = new byte[MAX_BLOCKS * BLOCK];
  private final byte[] stream = new byte[MAX_BLOCKS * BLOCK];
  private final byte[] code = new byte[20];
  private final byte[] word = new byte[4];

  CounterCipher(byte[] key, byte[] salt, byte[] authentication) {
    this.salt = salt.clone();
    try {
      this.aes = Cipher.getInstance("AES/ECB/NoPadding");
      aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
      this.mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(authentication, "HmacSHA1"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has AES and HmacSHA1", e);
    }
  }

  @Override
  public int overhead() {
    return TAG;
  }

  @Override
  public int protect(byte[] packet, int offset, int header, int length, int ssrc, long index) {
    encrypt(packet, offset + header, length - header, ssrc, index);
    authenticate(packet, offset, length, (int) (index >> 16));
    System.arraycopy(code, 0, packet, offset + length, TAG);
    return length + TAG;
  }

  @Override
  public int unprotect(byte[] packet, int offset, int header, int length, int ssrc, long index) {
    int end = length - TAG;
    if (end < header) {
      return FORGED;
    }
    authenticate(packet, offset, end, (int) (index >> 16));
    if (!isTag(packet, offset + end)) {
      return FORGED;
    }
    encrypt(packet, offset + header, end - header, ssrc, index);
    return end;
  }

  @Override
  public int protectControl(byte[] packet, int offset, int length, int ssrc, int index) {
    encrypt(packet, offset + CONTROL_HEADER, length - CONTROL_HEADER, ssrc, index);
    BigEndian.put32(packet, offset + length, index | 0x80000000);
    authenticate(packet, offset, length, index | 0x80000000);
    System.arraycopy(code, 0, packet, offset + length + CONTROL_INDEX, TAG);
    return length + CONTROL_INDEX + TAG;
  }

  @Override
  public int unprotectControl(byte[] packet, int offset, int length, int ssrc) {
    int end = length - TAG - CONTROL_INDEX;
    if (end < CONTROL_HEADER || packet[offset + end] >= 0) {
      return FORGED; // without the E bit it would only be authenticated, which nobody sends
    }
    int index = controlIndex(packet, offset, length);
    authenticate(packet, offset, end, index | 0x80000000);
    if (!isTag(packet, offset + end + CONTROL_INDEX)) {
      return FORGED;
    }
    encrypt(packet, offset + CONTROL_HEADER, end - CONTROL_HEADER, ssrc, index);
    return end;
  }

  @Override
  public int controlIndex(byte[] packet, int offset, int length) {
    return BigEndian.int32(packet, offset + length - TAG - CONTROL_INDEX) & 0x7FFFFFFF;
  }

  private boolean isTag(byte[] packet, int at) {
    int difference = 0;
    for (int i = 0; i < TAG; i++) {
      difference |= packet[at + i] ^ code[i];
    }
    return difference == 0;
  }

  /** HMAC of the packet and of the ROC, or of RTCP's index with its E bit. */
  private void authenticate(byte[] packet, int offset, int length, int suffix) {
    BigEndian.put32(word, 0, suffix);
    mac.update(packet, offset, length);
    mac.update(word, 0, 4);
    try {
      mac.doFinal(code, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA1 has failed", e);
    }
  }

  private void encrypt(byte[] packet, int at, int length, int ssrc, long index) {
    int count = (length + BLOCK - 1) / BLOCK;
    if (count == 0) {
      return;
    }
    // RFC 3711 §4.1.1: salt · 2^16 xor SSRC · 2^64 xor index · 2^16
    System.arraycopy(salt, 0, blocks, 0, salt.length);
    blocks[14] = 0;
    blocks[15] = 0;
    xor32(4, ssrc);
    xor32(8, (int) (index >> 16));
    blocks[12] ^= (byte) (index >> 8);
    blocks[13] ^= (byte) index;
    for (int i = 1; i < count; i++) {
      System.arraycopy(blocks, 0, blocks, i * BLOCK, BLOCK - 2);
      BigEndian.put16(blocks, i * BLOCK + BLOCK - 2, i);
    }
    try {
      aes.update(blocks, 0, count * BLOCK, stream, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES has failed", e);
    }
    for (int i = 0; i < length; i++) {
      packet[at + i] ^= stream[i];
    }
  }

  private void xor32(int at, int value) {
    blocks[at] ^= (byte) (value >> 24);
    blocks[at + 1] ^= (byte) (value >> 16);
    blocks[at + 2] ^= (byte) (value >> 8);
    blocks[at + 3] ^= (byte) value;
  }
}
