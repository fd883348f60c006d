package dev.rtcrooms.sfu.sdp;

import dev.rtcrooms.sdp.Group;
import dev.rtcrooms.sdp.HeaderExtension;
import dev.rtcrooms.sdp.MediaSection;
import dev.rtcrooms.sdp.SessionDescription;
import dev.rtcrooms.sfu.forward.ExtensionIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A publisher's offer, and the answer to it: which sections are accepted, and with which codec. All
 * that is accepted is in one bundle. Immutable; any thread.
 */
public final class UpOffer {

  /** The header extension of the transport-wide sequence number. */
  public static final String TRANSPORT_CC =
      "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";

  private static final String MID = "urn:ietf:params:rtp-hdrext:sdes:mid";
  private static final String RID = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id";
  private static final String REPAIRED_RID =
      "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id";

  /** The URI of the extension with the loudness (RFC 6464). */
  public static final String AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";

  /** The URI of the extension with the rotation of video (3GPP TS 26.114 §7.4.5). */
  public static final String ORIENTATION = "urn:3gpp:video-orientation";

  private static final List<String> EXTENSIONS =
      List.of(MID, RID, REPAIRED_RID, TRANSPORT_CC, AUDIO_LEVEL, ORIENTATION);

  private static final int MAX_MID = 16;
  private static final int MAX_STREAM = 128;
  private static final int MAX_CONTENT = 32;

  private final List<Section> sections;
  private final RemoteTransport transport;

  /**
   * A media section of an offer. Immutable; any thread.
   *
   * @param kind {@code audio}, {@code video} or another
   * @param proto its transport protocol
   * @param formats its formats, as offered
   * @param mid its identification tag, or an empty text
   * @param codec what it is accepted with; null if it is rejected, as also one with names that are
   *     too long for the offers to receivers
   * @param sending whether the publisher sends, and may
   * @param stream the id of its MediaStream; empty without one
   * @param content what the picture shows (RFC 4796), such as {@code slides}, or null
   * @param extensions the ids of the known header extensions, by URI
   * @param rids the names of the layers that are sent (RFC 8853), in order; empty without simulcast
   * @param sources the SSRCs of media that it names, in order
   * @param repairs for each SSRC of retransmissions, the SSRC of the media
   */
  public record Section(
      String kind,
      String proto,
      List<String> formats,
      String mid,
      @Nullable CodecFormat codec,
      boolean sending,
      String stream,
      @Nullable String content,
      Map<String, Integer> extensions,
      List<String> rids,
      List<Integer> sources,
      Map<Integer, Integer> repairs) {}

  private UpOffer(List<Section> sections, RemoteTransport transport) {
    this.sections = List.copyOf(sections);
    this.transport = transport;
  }

  /**
   * Reads an offer that was checked.
   *
   * @param offer the publisher's
   * @param videos the most video tracks; what is beyond is answered as inactive
   * @param audios the most audio tracks
   * @param layers the most layers of a track
   * @return what it offers
   */
  public static UpOffer read(SessionDescription offer, int videos, int audios, int layers) {
    List<String> bundled = new ArrayList<>();
    for (Group bundle : offer.bundles()) {
      if (bundled.isEmpty()) {
        bundled.addAll(bundle.mids());
      }
    }
    List<Section> sections = new ArrayList<>();
    RemoteTransport transport = RemoteTransport.NONE;
    Map<String, Integer> left = new HashMap<>(Map.of("video", videos, "audio", audios));
    for (MediaSection section : offer.media()) {
      String mid = section.mid().orElse("");
      boolean alone = bundled.isEmpty() && transport.fingerprints().isEmpty();
      boolean usable = !section.rejected() && (alone || bundled.contains(mid));
      CodecFormat codec =
          usable && left.containsKey(section.kind()) && hasShortNames(section)
              ? CodecFormat.choose(section).orElse(null)
              : null;
      boolean sending =
          codec != null && section.sends() && left.getOrDefault(section.kind(), 0) > 0;
      if (sending) {
        left.merge(section.kind(), -1, Integer::sum);
      }
      if (codec != null && transport.fingerprints().isEmpty()) {
        transport = RemoteTransport.of(offer, section);
      }
      sections.add(section(section, mid, codec, sending, layers));
    }
    return new UpOffer(sections, transport);
  }

  /** Whether all names that go on to receivers are short and without spaces. */
  private static boolean hasShortNames(MediaSection section) {
    String content = content(section);
    return isToken(section.mid().orElse(""), MAX_MID)
        && isToken(stream(section), MAX_STREAM)
        && isToken(content == null ? "" : content, MAX_CONTENT);
  }

  private static boolean isToken(String text, int longest) {
    return isPrintable(text, longest) && text.indexOf(' ') < 0;
  }

  /** Tells whether a text is short, and of ASCII characters that can be printed. */
  static boolean isPrintable(String text, int longest) {
    return text.length() <= longest
        && text.chars().allMatch(character -> character >= ' ' && character <= '~');
  }

  private static String stream(MediaSection section) {
    return section.rtp().msids().isEmpty() ? "" : section.rtp().msids().get(0).stream();
  }

  private static @Nullable String content(MediaSection section) {
    return section.attributes().named("content").stream()
        .findFirst()
        .map(attribute -> attribute.value())
        .orElse(null);
  }

  private static Section section(
      MediaSection section, String mid, @Nullable CodecFormat codec, boolean sending, int layers) {
    Map<String, Integer> extensions = new HashMap<>();
    for (HeaderExtension each : section.rtp().extensions()) {
      if (EXTENSIONS.contains(each.uri()) && each.id() > 0 && each.id() < 256) {
        extensions.putIfAbsent(each.uri(), each.id());
      }
    }
    Map<Integer, Integer> repairs = new HashMap<>();
    section.rtp().sourceGroups().stream()
        .filter(group -> group.semantics().equals("FID") && group.ssrcs().size() == 2)
        .forEach(
            group -> repairs.put(group.ssrcs().get(1).intValue(), group.ssrcs().get(0).intValue()));
    List<Integer> sources =
        section.rtp().sources().stream()
            .map(source -> (int) source.ssrc())
            .distinct()
            .filter(ssrc -> !repairs.containsKey(ssrc))
            .toList();
    return new Section(
        section.kind(),
        section.proto(),
        section.formats(),
        mid,
        codec,
        sending,
        stream(section),
        content(section),
        Map.copyOf(extensions),
        OfferedLayers.read(section, layers),
        sources,
        Map.copyOf(repairs));
  }

  /**
   * Returns all sections in order.
   *
   * @return unmodifiable
   */
  public List<Section> sections() {
    return sections;
  }

  /**
   * Returns the transport of what is accepted, which is in one bundle.
   *
   * @return without fingerprints if no section is accepted
   */
  public RemoteTransport transport() {
    return transport;
  }

  /**
   * Returns the header extensions; a bundle has one id for each.
   *
   * @return the ids
   */
  public ExtensionIds extensions() {
    Map<String, Integer> ids = new HashMap<>();
    for (Section section : sections) {
      if (section.codec() != null) {
        section.extensions().forEach(ids::putIfAbsent);
      }
    }
    return new ExtensionIds(
        ids.getOrDefault(MID, 0),
        ids.getOrDefault(RID, 0),
        ids.getOrDefault(REPAIRED_RID, 0),
        ids.getOrDefault(TRANSPORT_CC, 0),
        ids.getOrDefault(AUDIO_LEVEL, 0),
        ids.getOrDefault(ORIENTATION, 0));
  }

  /**
   * Writes the answer.
   *
   * @param local our transport
   * @param id of the session
   * @param version of the description, greater for each
   * @return an SDP text
   */
  public String answer(LocalTransport local, long id, long version) {
    SdpWriter writer = new SdpWriter(local, "passive");
    writer.session(
        id,
        version,
        sections.stream().filter(section -> section.codec() != null).map(Section::mid).toList());
    for (Section section : sections) {
      CodecFormat codec = section.codec();
      if (codec == null) {
        writer.rejected(section.kind(), section.proto(), section.formats(), section.mid());
      } else {
        writer.media(
            section.kind(), codec, section.mid(), section.sending() ? "recvonly" : "inactive");
        if (section.extensions().containsKey(TRANSPORT_CC)) {
          writer.line("a=rtcp-fb:" + codec.payloadType() + " transport-cc");
        }
        for (String uri : EXTENSIONS) {
          Integer extension = section.extensions().get(uri);
          boolean ofLayers = uri.equals(RID) || uri.equals(REPAIRED_RID);
          if (extension != null && !(ofLayers && section.rids().isEmpty())) {
            writer.line("a=extmap:" + extension + " " + uri);
          }
        }
        if (section.sending()) {
          OfferedLayers.answer(section.rids(), writer);
        }
      }
    }
    return writer.toString();
  }
}
