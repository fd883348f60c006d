package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.rtp.RtpPacket;
import dev.rtcrooms.sfu.speech.Voice;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads how loud a packet is (RFC 6464 §3). */
final class AudioLevel {

  /** The level of silence: 127 dB below the loudest. */
  private static final int MOST_ATTENUATED = 0x7F;

  private AudioLevel() {}

  /**
   * Tells whether receivers get a packet: when many speak, only the loudest are heard.
   *
   * @param voice that it belongs to, or null if it is always heard
   * @param id of the extension, or 0
   * @param now as of {@link System#nanoTime}
   */
  static boolean isHeard(@Nullable Voice voice, RtpPacket packet, int id, long now) {
    if (voice == null) {
      return true;
    }
    int at = packet.extension(id);
    int level =
        at == RtpPacket.ABSENT
            ? Voice.UNKNOWN
            : MOST_ATTENUATED - (packet.bytes()[at] & MOST_ATTENUATED);
    return voice.receive(level, TimeUnit.NANOSECONDS.toMillis(now));
  }
}
