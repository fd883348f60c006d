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
    return new SrtpKeys(PROFILE, material(0));
  }

  /** Sends as the client of these keys. */
  public static SrtpSender client() {
    return client(material(0));
  }

  /** Other keys than those of {@link #create}; the same each time. */
  public static SrtpKeys another() {
    return new SrtpKeys(PROFILE, material(1));
  }

  /** Sends as the client of the other keys. */
  public static SrtpSender anotherClient() {
    return client(material(1));
  }

  private static SrtpSender client(byte[] material) {
    int salts = 2 * SrtpProfile.KEY_BYTES;
    return new SrtpSender(
        PROFILE,
        Arrays.copyOf(material, SrtpProfile.KEY_BYTES),
        Arrays.copyOfRange(material, salts, salts + PROFILE.saltBytes()));
  }

  private static byte[] material(int first) {
    byte[] material = new byte[SrtpKeys.length(PROFILE)];
    for (int i = 0; i < material.length; i++) {
      material[i] = (byte) (first + i); // those of both directions differ
    }
    return material;
  }
}
