package dev.rtcrooms.sfu.sdp;

import dev.rtcrooms.sdp.FormatParameters;
import dev.rtcrooms.sdp.MediaSection;
import dev.rtcrooms.sdp.RtpMap;
import dev.rtcrooms.sfu.forward.TrackFormat;
import dev.rtcrooms.sfu.rtp.VideoCodec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The codec of a track, as a media section names it. Immutable; any thread.
 *
 * @param encoding its name, such as {@code VP8}
 * @param clockRate in Hz
 * @param channels {@code 2} for audio, null for video
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

  private static final String OPUS = "opus";
  private static final List<String> AUDIO = List.of(OPUS);
  private static final int VIDEO_RATE = 90_000;
  private static final int AUDIO_RATE = 48_000;
  private static final String OPUS_CHANNELS = "2";

  /** Browsers write less than 100; each receiver's offer has those of all publishers. */
  private static final int MAX_PARAMETERS = 256;

  /**
   * Chooses the codec of a media section that was offered. Receivers get what it says, so its name,
   * clock rate and channels are those of the codec's specification, and its parameters are short.
   *
   * @param section audio or video
   * @return the most preferred one, or empty if none is known
   */
  static Optional<CodecFormat> choose(MediaSection section) {
    for (String name : section.kind().equals("audio") ? AUDIO : VIDEO) {
      for (RtpMap map : section.rtp().maps()) {
        String parameters = parameters(section, map.payloadType()).orElse("");
        if (map.encoding().equalsIgnoreCase(name)
            && isSpecified(map)
            && UpOffer.isPrintable(parameters, MAX_PARAMETERS)
            && section.formats().contains(String.valueOf(map.payloadType()))) {
          return Optional.of(of(section, name, map, parameters));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isSpecified(RtpMap map) {
    return map.encoding().equalsIgnoreCase(OPUS)
        ? map.clockRate() == AUDIO_RATE && OPUS_CHANNELS.equals(map.parameters())
        : map.clockRate() == VIDEO_RATE;
  }

  private static CodecFormat of(MediaSection section, String name, RtpMap map, String parameters) {
    return new CodecFormat(
        name,
        map.clockRate(),
        name.equals(OPUS) ? OPUS_CHANNELS : null,
        map.payloadType(),
        repair(section, map.payloadType()),
        parameters);
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
    return !AUDIO.contains(encoding);
  }

  /**
   * Returns what the packet path needs to know.
   *
   * @return the format
   */
  public TrackFormat track() {
    VideoCodec codec = isVideo() ? VideoCodec.valueOf(encoding) : null;
    return new TrackFormat(codec, clockRate, payloadType, repairType);
  }
}
