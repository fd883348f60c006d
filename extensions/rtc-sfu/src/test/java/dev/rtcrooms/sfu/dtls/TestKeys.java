package dev.rtcrooms.sfu.dtls;

import dev.rtcrooms.sfu.srtp.SrtpProfile;
import dev.rtcrooms.sfu.srtp.SrtpSender;
import java.util.Arrays;

/** Keys without a handshake. */
public final class TestKeys {

  private static final SrtpProfile PROFILE = SrtpProfile.AEAD_AES_128_GCM;

  private TestKeys() {}

  /** The same each time. */
  public static SrtpKeys create() {
    return new SrtpKeys(PROFILE, material());
  }

  /** Sends as the client of these keys. */
  public static SrtpSender client() {
    int salts = 2 * SrtpProfile.KEY_BYTES;
    return new SrtpSender(
        PROFILE,
        Arrays.copyOf(material(), SrtpProfile.KEY_BYTES),
        Arrays.copyOfRange(material(), salts, salts + PROFILE.saltBytes()));
  }

  private static byte[] material() {
    byte[] material = new byte[SrtpKeys.length(PROFILE)];
    for (int i = 0; i < material.length; i++) {
      material[i] = (byte) i; // those of both directions differ
    }
    return material;
  }
}
