package dev.rtcrooms.sfu.dtls;

import dev.rtcrooms.sfu.srtp.SrtpProfile;
import dev.rtcrooms.sfu.srtp.SrtpReceiver;
import dev.rtcrooms.sfu.srtp.SrtpSender;
import java.util.Arrays;

/** The keys that a handshake has negotiated, as exported by the server (RFC 5764 §4.2). */
public final class SrtpKeys {

  private final SrtpProfile profile;
  private final byte[] material;

  SrtpKeys(SrtpProfile profile, byte[] material) {
    this.profile = profile;
    this.material = material;
  }

  static int length(SrtpProfile profile) {
    return 2 * (SrtpProfile.KEY_BYTES + profile.saltBytes());
  }

  /**
   * Returns the profile.
   *
   * @return the profile that both sides support
   */
  public SrtpProfile profile() {
    return profile;
  }

  /**
   * Makes the receiver of what the client sends.
   *
   * @param sources the most SSRCs that it keeps
   * @return a new receiver
   */
  public SrtpReceiver receiver(int sources) {
    return new SrtpReceiver(profile, key(0), salt(0), sources);
  }

  /**
   * Makes the sender of what the server sends; only once, because it begins to count anew.
   *
   * @return a new sender
   */
  public SrtpSender sender() {
    return new SrtpSender(profile, key(1), salt(1));
  }

  private byte[] key(int side) {
    int from = side * SrtpProfile.KEY_BYTES;
    return Arrays.copyOfRange(material, from, from + SrtpProfile.KEY_BYTES);
  }

  private byte[] salt(int side) {
    int from = 2 * SrtpProfile.KEY_BYTES + side * profile.saltBytes();
    return Arrays.copyOfRange(material, from, from + profile.saltBytes());
  }

  /** Omits the keys. */
  @Override
  public String toString() {
    return "SrtpKeys[" + profile + "]";
  }
}
