package dev.rtcrooms.sfu.srtp;

/** The protection profiles of DTLS-SRTP that are offered (RFC 5764 §4.1.2, RFC 7714 §14.2). */
public enum SrtpProfile {
  /** AES in Galois/Counter Mode with tags of 16 bytes. */
  AEAD_AES_128_GCM(7, 12),
  /** AES in counter mode, with HMAC-SHA1 tags of 10 bytes. */
  AES128_CM_SHA1_80(1, 14);

  /** The length of a master key in bytes. */
  public static final int KEY_BYTES = 16;

  private final int id;
  private final int saltBytes;

  SrtpProfile(int id, int saltBytes) {
    this.id = id;
    this.saltBytes = saltBytes;
  }

  /**
   * Returns the profile's number in DTLS.
   *
   * @return the number that IANA has registered
   */
  public int id() {
    return id;
  }

  /**
   * Returns the length of a master salt.
   *
   * @return bytes
   */
  public int saltBytes() {
    return saltBytes;
  }

  SrtpCipher cipher(KeyDerivation keys, boolean control, boolean encrypts) {
    return this == AEAD_AES_128_GCM
        ? new GcmCipher(keys.key(control), keys.salt(control, saltBytes), encrypts)
        : new CounterCipher(
            keys.key(control), keys.salt(control, saltBytes), keys.authentication(control));
  }
}
