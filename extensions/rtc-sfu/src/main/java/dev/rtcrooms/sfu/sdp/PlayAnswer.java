package dev.rtcrooms.sfu.sdp;

import dev.rtcrooms.sdp.HeaderExtension;
import dev.rtcrooms.sdp.MediaSection;
import dev.rtcrooms.sdp.SessionDescription;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the answer to a client that offers to receive. */
public final class PlayAnswer {

  /** All tracks of an answer are in one MediaStream. */
  public static final String STREAM = "stream";

  /** The header of RFC 8285 with one byte has ids up to 14. */
  private static final int GREATEST_ID = 14;

  private PlayAnswer() {}

  /**
   * How a section is answered. Immutable.
   *
   * @param codec with the numbers of the offer
   * @param ssrc of media
   * @param repairSsrc of retransmissions
   */
  public record Sent(CodecFormat codec, int ssrc, int repairSsrc) {}

  /**
   * Finds the id that an offer gives to an extension.
   *
   * @param section of the offer
   * @param uri such as {@link UpOffer#ORIENTATION}
   * @return 0 if it has none that fits
   */
  public static int extension(MediaSection section, String uri) {
    for (HeaderExtension each : section.rtp().extensions()) {
      if (each.uri().equals(uri) && each.id() <= GREATEST_ID) {
        return each.id();
      }
    }
    return 0;
  }

  /**
   * Writes an answer.
   *
   * @param offer the client's
   * @param sent how each section is answered, by its tag; a section without an entry is rejected
   * @param local our transport
   * @param id of the session
   * @param version of the description, greater for each
   * @return an SDP text
   */
  public static String write(
      SessionDescription offer,
      Map<String, Sent> sent,
      LocalTransport local,
      long id,
      long version) {
    SdpWriter writer = new SdpWriter(local, "passive");
    List<String> mids = offer.media().stream().map(PlayAnswer::mid).toList();
    writer.session(id, version, mids.stream().filter(sent::containsKey).toList());
    for (MediaSection section : offer.media()) {
      write(writer, section, sent.get(mid(section)));
    }
    return writer.toString();
  }

  /**
   * Returns the tag of a section.
   *
   * @param section of an offer
   * @return empty without one
   */
  public static String mid(MediaSection section) {
    return section.mid().orElse("");
  }

  private static void write(SdpWriter writer, MediaSection section, @Nullable Sent sent) {
    if (sent == null) {
      writer.rejected(section.kind(), section.proto(), section.formats(), mid(section));
      return;
    }
    writer.media(section.kind(), sent.codec(), mid(section), "sendonly");
    String uri = sent.codec().isVideo() ? UpOffer.ORIENTATION : UpOffer.AUDIO_LEVEL;
    int extension = extension(section, uri);
    if (extension > 0) {
      writer.line("a=extmap:" + extension + " " + uri);
    }
    int arrivals = extension(section, UpOffer.TRANSPORT_CC);
    if (arrivals > 0) {
      writer.line("a=extmap:" + arrivals + " " + UpOffer.TRANSPORT_CC);
      writer.line("a=rtcp-fb:" + sent.codec().payloadType() + " transport-cc");
    }
    writer.line("a=msid:" + STREAM + " " + section.kind() + "-" + mid(section));
    writer.source(sent.codec(), sent.ssrc(), sent.repairSsrc(), STREAM);
  }
}
