package dev.rtcrooms.sfu.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** Derives session keys from a master key, without re-keying (RFC 3711 §4.3). Any thread. */
final class KeyDerivation {

  private static final int LABEL_AT = 7;
  private static final int SALT_AREA = 14;
  private static final int AUTHENTICATION_BYTES = 20;

  private final byte[] masterKey;
  private final byte[] masterSalt;

  KeyDerivation(byte[] masterKey, byte[] masterSalt) {
    this.masterKey = masterKey.clone();
    this.masterSalt = masterSalt.clone();
  }

  byte[] key(boolean control) {
    return derive(control ? 3 : 0, SrtpProfile.KEY_BYTES);
  }

  byte[] authentication(boolean control) {
    return derive(control ? 4 : 1, AUTHENTICATION_BYTES);
  }

  byte[] salt(boolean control, int length) {
    return derive(control ? 5 : 2, length);
  }

  private byte[] derive(int label, int length) {
    byte[] block = new byte[16];
    // RFC 7714 §11: a salt of 12 bytes is followed by zeros.
    System.arraycopy(masterSalt, 0, block, 0, Math.min(masterSalt.length, SALT_AREA));
    block[LABEL_AT] ^= (byte) label;
    byte[] blocks = new byte[32];
    System.arraycopy(block, 0, blocks, 0, 16);
    System.arraycopy(block, 0, blocks, 16, 16);
    blocks[31] = 1;
    try {
      Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
      aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(masterKey, "AES"));
      return Arrays.copyOf(aes.doFinal(blocks), length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has AES", e);
    }
  }
}
