package dev.rtcrooms.sdp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What signaling must know of a session description before it relays it unchanged: its media
 * sections and their ICE generation. Reads each character a fixed number of times. Immutable.
 *
 * <p>Bounds: 65,536 characters, 4,096 lines of 4,096 characters, 64 media sections.
 */
public final class SdpScan {

  private static final int MAX_MEDIA = 64;

  private final List<MediaSection> media;
  private final Set<String> ufrags;

  private SdpScan(List<MediaSection> media, Set<String> ufrags) {
    this.media = List.copyOf(media);
    this.ufrags = Set.copyOf(ufrags);
  }

  /**
   * Scans a description.
   *
   * @param sdp the whole description
   * @return what was found
   * @throws SdpException if it is over a bound or malformed, holds keys ({@code a=crypto}), or
   *     describes a media section without a certificate's fingerprint; says which line and why, and
   *     quotes nothing
   */
  public static SdpScan of(String sdp) throws SdpException {
    SdpLines lines = new SdpLines(sdp);
    if (!lines.next() || lines.type() != 'v' || !lines.value().equals("0")) {
      throw lines.refusal("a description begins with v=0");
    }
    Section session = Section.session();
    List<Section> media = new ArrayList<>();
    List<Set<String>> bundles = new ArrayList<>();
    Section section = session;
    while (lines.next()) {
      if (lines.type() == 'm') {
        if (media.size() == MAX_MEDIA) {
          throw lines.refusal("more than " + MAX_MEDIA + " media sections");
        }
        section = Section.media(lines);
        media.add(section);
      } else if (lines.type() == 'a') {
        section.attribute(lines);
        if (section == session) {
          readBundle(lines.value(), bundles);
        }
      }
    }
    return finish(session, media, bundles);
  }

  /** {@code a=group:BUNDLE mid mid ...} (RFC 5888 §5, RFC 9143 §5). */
  private static void readBundle(String attribute, List<Set<String>> bundles) {
    String prefix = "group:BUNDLE ";
    if (attribute.startsWith(prefix)) {
      bundles.add(new HashSet<>(List.of(attribute.substring(prefix.length()).split(" ", -1))));
    }
  }

  private static SdpScan finish(Section session, List<Section> media, List<Set<String>> bundles)
      throws SdpException {
    Set<String> secured = secured(media, bundles);
    List<MediaSection> found = new ArrayList<>();
    Set<String> ufrags = new LinkedHashSet<>();
    for (Section section : media) {
      boolean fingerprint =
          session.hasFingerprint()
              || section.hasFingerprint()
              || (section.mid() != null && secured.contains(section.mid()));
      if (!section.rejected() && !fingerprint) {
        throw new SdpException(section.line(), "a media section without a fingerprint");
      }
      found.add(section.finish(session));
      String ufrag = section.ufrag() != null ? section.ufrag() : session.ufrag();
      if (ufrag != null) {
        ufrags.add(ufrag);
      }
    }
    return new SdpScan(found, ufrags);
  }

  /**
   * The sections that share a transport with one that has a fingerprint: of a bundle, only the
   * tagged section must give it (RFC 9143 §7.1.3).
   */
  private static Set<String> secured(List<Section> media, List<Set<String>> bundles) {
    Set<String> own = new HashSet<>();
    for (Section section : media) {
      if (section.hasFingerprint() && section.mid() != null) {
        own.add(section.mid());
      }
    }
    Set<String> shared = new HashSet<>();
    for (Set<String> bundle : bundles) {
      if (bundle.stream().anyMatch(own::contains)) {
        shared.addAll(bundle);
      }
    }
    return shared;
  }

  /**
   * The media sections.
   *
   * @return an unmodifiable list, in order
   */
  public List<MediaSection> media() {
    return media;
  }

  /**
   * The username fragments (RFC 8839 §5.4), by which candidates say that they belong to this
   * description.
   *
   * @return an unmodifiable set, empty if the description has no media
   */
  public Set<String> ufrags() {
    return ufrags;
  }
}
