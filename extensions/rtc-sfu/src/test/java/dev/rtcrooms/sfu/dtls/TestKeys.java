package dev.rtcrooms.sfu.dtls;

import dev.rtcrooms.sfu.srtp.SrtpProfile;

/** Keys without a handshake. */
public final class TestKeys {

  private TestKeys() {}

  /** The same each time. */
  public static SrtpKeys create() {
    SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
    byte[] material = new byte[SrtpKeys.length(profile)];
    for (int i = 0; i < material.length; i++) {
      material[i] = (byte) i; // those of both directions differ
    }
    return new SrtpKeys(profile, material);
  }
}
