package dev.rtcrooms.sfu.srtp;

import dev.rtcrooms.sfu.bytes.BigEndian;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AEAD_AES_128_GCM (RFC 7714). Not thread-safe. */
final class GcmCipher implements SrtpCipher {

  private static final int TAG = 16;
  private static final int IV = 12;
  private static final int CONTROL_HEADER = 8;
  private static final int CONTROL_INDEX = 4;

  private final SecretKeySpec key;
  private final byte[] salt;
  private final int mode;
  private final Cipher cipher;
  private final byte[] iv = new byte[IV];
  private final byte[] word = new byte[CONTROL_INDEX];

  GcmCipher(byte[] key, byte[] salt, boolean encrypts) {
    this.key = new SecretKeySpec(key, "AES");
    this.salt = salt.clone();
    this.mode = encrypts ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has AES/GCM", e);
    }
  }

  @Override
  public int overhead() {
    return TAG;
  }

  @Override
  public int protect(byte[] packet, int offset, int header, int length, int ssrc, long index) {
    vector(ssrc, index);
    return header + run(packet, offset, header, offset + header, length - header, false);
  }

  @Override
  public int unprotect(byte[] packet, int offset, int header, int length, int ssrc, long index) {
    if (length < header + TAG) {
      return FORGED;
    }
    vector(ssrc, index);
    int open = run(packet, offset, header, offset + header, length - header, false);
    return open < 0 ? FORGED : header + open;
  }

  @Override
  public int protectControl(byte[] packet, int offset, int length, int ssrc, int index) {
    vector(ssrc, index);
    BigEndian.put32(word, 0, index | 0x80000000);
    int end =
        CONTROL_HEADER
            + run(
                packet,
                offset,
                CONTROL_HEADER,
                offset + CONTROL_HEADER,
                length - CONTROL_HEADER,
                true);
    System.arraycopy(word, 0, packet, offset + end, CONTROL_INDEX);
    return end + CONTROL_INDEX;
  }

  @Override
  public int unprotectControl(byte[] packet, int offset, int length, int ssrc) {
    int end = length - CONTROL_INDEX;
    if (end < CONTROL_HEADER + TAG || packet[offset + end] >= 0) {
      return FORGED; // without the E bit it would only be authenticated, which nobody sends
    }
    vector(ssrc, controlIndex(packet, offset, length));
    System.arraycopy(packet, offset + end, word, 0, CONTROL_INDEX);
    int open =
        run(packet, offset, CONTROL_HEADER, offset + CONTROL_HEADER, end - CONTROL_HEADER, true);
    return open < 0 ? FORGED : CONTROL_HEADER + open;
  }

  @Override
  public int controlIndex(byte[] packet, int offset, int length) {
    return BigEndian.int32(packet, offset + length - CONTROL_INDEX) & 0x7FFFFFFF;
  }

  /** RFC 7714 §8.1 and §9.1: SSRC and index, of which RTCP's has 31 bits. */
  private void vector(int ssrc, long index) {
    iv[0] = 0;
    iv[1] = 0;
    BigEndian.put32(iv, 2, ssrc);
    BigEndian.put16(iv, 6, (int) (index >> 32));
    BigEndian.put32(iv, 8, (int) index);
    for (int i = 0; i < IV; i++) {
      iv[i] ^= salt[i];
    }
  }

  private int run(byte[] packet, int aad, int aadLength, int at, int length, boolean control) {
    try {
      cipher.init(mode, key, new GCMParameterSpec(TAG * 8, iv));
      cipher.updateAAD(packet, aad, aadLength);
      if (control) {
        cipher.updateAAD(word);
      }
      return cipher.doFinal(packet, at, length, packet, at);
    } catch (AEADBadTagException e) {
      return FORGED;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES/GCM has failed", e);
    }
  }
}
