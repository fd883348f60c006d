package dev.rtcrooms.sfu.sdp;

import dev.rtcrooms.sdp.FormatParameters;
import dev.rtcrooms.sdp.MediaSection;
import dev.rtcrooms.sdp.RtpMap;
import dev.rtcrooms.sfu.forward.TrackFormat;
import dev.rtcrooms.sfu.rtp.VideoCodec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The codec of a track, as a media section names it. Immutable; any thread.
 *
 * @param encoding its name, such as {@code VP8}
 * @param clockRate in Hz
 * @param channels what follows the clock rate, such as {@code 2}, or null
 * @param payloadType of media
 * @param repairType of retransmissions, or -1 without any
 * @param parameters what {@code a=fmtp} says, or an empty text
 */
public record CodecFormat(
    String encoding,
    int clockRate,
    @Nullable String channels,
    int payloadType,
    int repairType,
    String parameters) {

  /** By preference: what all browsers can decode comes first. */
  private static final List<String> VIDEO = List.of("VP8", "H264", "VP9", "AV1");

  private static final List<String> AUDIO = List.of("OPUS");

  /**
   * Chooses the codec of a media section that was offered.
   *
   * @param section audio or video
   * @return the most preferred one, or empty if none is known
   */
  static Optional<CodecFormat> choose(MediaSection section) {
    for (String name : section.kind().equals("audio") ? AUDIO : VIDEO) {
      for (RtpMap map : section.rtp().maps()) {
        if (map.encoding().toUpperCase(Locale.ROOT).equals(name)
            && section.formats().contains(String.valueOf(map.payloadType()))) {
          return Optional.of(of(section, map));
        }
      }
    }
    return Optional.empty();
  }

  private static CodecFormat of(MediaSection section, RtpMap map) {
    return new CodecFormat(
        map.encoding(),
        map.clockRate(),
        map.parameters(),
        map.payloadType(),
        repair(section, map.payloadType()),
        parameters(section, map.payloadType()).orElse(""));
  }

  private static Optional<String> parameters(MediaSection section, int payloadType) {
    for (FormatParameters each : section.rtp().parameters()) {
      if (each.format().equals(String.valueOf(payloadType))) {
        return Optional.of(each.parameters());
      }
    }
    return Optional.empty();
  }

  private static int repair(MediaSection section, int payloadType) {
    for (RtpMap map : section.rtp().maps()) {
      if (map.encoding().equalsIgnoreCase("rtx")) {
        for (FormatParameters each : section.rtp().parameters()) {
          if (each.format().equals(String.valueOf(map.payloadType()))
              && each.value("apt").equals(Optional.of(String.valueOf(payloadType)))) {
            return map.payloadType();
          }
        }
      }
    }
    return -1;
  }

  /**
   * The same codec with other payload types.
   *
   * @param media the payload type of media
   * @param repair the payload type of retransmissions, or -1
   * @return a changed copy
   */
  CodecFormat numbered(int media, int repair) {
    return new CodecFormat(encoding, clockRate, channels, media, repair, parameters);
  }

  /**
   * Tells whether it is a video codec.
   *
   * @return false for audio
   */
  public boolean isVideo() {
    return !AUDIO.contains(encoding.toUpperCase(Locale.ROOT));
  }

  /**
   * Returns what the packet path needs to know.
   *
   * @return the format
   */
  public TrackFormat track() {
    VideoCodec codec = isVideo() ? VideoCodec.valueOf(encoding.toUpperCase(Locale.ROOT)) : null;
    return new TrackFormat(codec, clockRate, payloadType, repairType);
  }
}
