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
  public static Optional<CodecFormat> choose(MediaSection section) {
    for (String name : section.kind().equals("audio") ? AUDIO : VIDEO) {
      for (RtpMap map : section.rtp().maps()) {
        Optional<CodecFormat> format = read(section, name, map);
        if (format.isPresent()) {
          return format;
        }
      }
    }
    return Optional.empty();
  }

  /** Reads a format of a media section; empty if it is not of this name, or not well-formed. */
  private static Optional<CodecFormat> read(MediaSection section, String name, RtpMap map) {
    String parameters = parameters(section, map.payloadType()).orElse("");
    return map.encoding().equalsIgnoreCase(name)
            && isSpecified(map)
            && UpOffer.isPrintable(parameters, MAX_PARAMETERS)
            && section.formats().contains(String.valueOf(map.payloadType()))
        ? Optional.of(of(section, name, map, parameters))
        : Optional.empty();
  }

  private static boolean isSpecified(RtpMap map) {
    return map.encoding().equalsIgnoreCase(OPUS)
        ? map.clockRate() == AUDIO_RATE && OPUS_CHANNELS.equals(map.parameters())
        : map.clockRate() == VIDEO_RATE;
  }

  /**
   * Finds the format of a media section in which a receiver can play what a publisher sends.
   *
   * @param section audio or video
   * @param sent as the publisher sends it
   * @return the format with the numbers of the section, or empty if there is none
   */
  public static Optional<CodecFormat> playing(MediaSection section, CodecFormat sent) {
    for (RtpMap map : section.rtp().maps()) {
      Optional<CodecFormat> format =
          read(section, sent.encoding, map).filter(each -> each.plays(sent));
      if (format.isPresent()) {
        return format;
      }
    }
    return Optional.empty();
  }

  /**
   * Tells whether a receiver that negotiated this format can play another. H264 must have the same
   * profile and packetization (RFC 6184 §8.2.2).
   *
   * @param sent as a publisher sends it
   * @return false for another codec or profile
   */
  public boolean plays(CodecFormat sent) {
    return encoding.equalsIgnoreCase(sent.encoding)
        && clockRate == sent.clockRate
        && (!encoding.equalsIgnoreCase("H264")
            || (profile().equals(sent.profile()) && packetization() == sent.packetization()));
  }

  /**
   * Tells whether the answer to an offer of this format takes it.
   *
   * @param section of the answer
   * @return false if it lacks the payload type, or names another profile of H264
   */
  public boolean isTakenBy(MediaSection section) {
    if (section.rejected() || !section.formats().contains(String.valueOf(payloadType))) {
      return false;
    }
    return !encoding.equalsIgnoreCase("H264")
        || new CodecFormat(
                encoding,
                clockRate,
                channels,
                payloadType,
                repairType,
                parameters(section, payloadType).orElse(""))
            .plays(this);
  }

  private boolean packetization() {
    return parameter("packetization-mode").filter("1"::equals).isPresent();
  }

  /** The profile and its constraints: the first two of three bytes; Baseline by default. */
  private String profile() {
    String id = parameter("profile-level-id").orElse("42000a").toLowerCase(Locale.ROOT);
    return id.substring(0, Math.min(4, id.length()));
  }

  private Optional<String> parameter(String name) {
    for (String each : parameters.split(";", -1)) {
      String parameter = each.strip();
      if (parameter.startsWith(name + "=")) {
        return Optional.of(parameter.substring(name.length() + 1));
      }
    }
    return Optional.empty();
  }

  /**
   * The same codec with the parameters of another.
   *
   * @param others from which the parameters are
   * @return a changed copy
   */
  public CodecFormat described(CodecFormat others) {
    return new CodecFormat(
        encoding, clockRate, channels, payloadType, repairType, others.parameters);
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
