package dev.rtcrooms.sdp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A session description (RFC 8866): its lines as they came, and what they mean. {@link #toString()}
 * gives back what was read, byte for byte; lines that are not understood survive untouched. Two are
 * equal if their texts are.
 *
 * <p>Reading is strict where readers might differ, as RFC 9429 §5.8 asks: the order of lines, the
 * grammar of lines and of the attributes that this package understands. It is tolerant where the
 * RFCs are, or where everybody is: a line may end with a lone LF (RFC 8866 §5), the last one with
 * nothing, and a session's name may be empty. Line endings are kept as they are, even mixed ones.
 *
 * <p>Each character is read a fixed number of times, so that the work grows with the length alone.
 */
public final class SessionDescription {

  private final List<SdpLine> lines;
  private final Origin origin;
  private final Attributes attributes;
  private final List<MediaSection> media;
  private final Map<String, MediaSection> byMid = new HashMap<>();
  private final Map<String, MediaSection> tagged = new HashMap<>();

  SessionDescription(
      List<SdpLine> lines, Origin origin, Attributes attributes, List<MediaSection> media) {
    this.lines = List.copyOf(lines);
    this.origin = origin;
    this.attributes = attributes;
    this.media = List.copyOf(media);
    for (MediaSection section : media) {
      if (section.mid().isPresent()) {
        byMid.putIfAbsent(section.mid().get(), section);
      }
    }
    for (Group bundle : bundles()) {
      tag(bundle);
    }
  }

  /** The first section of a bundle speaks for all of them (RFC 9143 §7.1.3). */
  private void tag(Group bundle) {
    MediaSection first = bundle.mids().isEmpty() ? null : byMid.get(bundle.mids().get(0));
    if (first != null) {
      for (String mid : bundle.mids()) {
        tagged.putIfAbsent(mid, first);
      }
    }
  }

  /**
   * Reads a description within {@link SdpLimits#DEFAULT}.
   *
   * @param sdp the whole description
   * @return what it says
   * @throws SdpException if it is over a limit or malformed; says which line and why, and quotes
   *     nothing
   */
  public static SessionDescription parse(String sdp) throws SdpException {
    return parse(sdp, SdpLimits.DEFAULT);
  }

  /**
   * Reads a description.
   *
   * @param sdp the whole description
   * @param limits how large it may be
   * @return what it says
   * @throws SdpException if it is over a limit or malformed; says which line and why, and quotes
   *     nothing
   */
  public static SessionDescription parse(String sdp, SdpLimits limits) throws SdpException {
    return new DescriptionReader(sdp, limits).read();
  }

  /**
   * The lines as they came.
   *
   * @return an unmodifiable list, in order
   */
  public List<SdpLine> lines() {
    return lines;
  }

  /**
   * Who made the session and which version of it this is (RFC 8866 §5.2).
   *
   * @return what the {@code o=} line says
   */
  public Origin origin() {
    return origin;
  }

  /**
   * The session's own attributes, those before the first media section.
   *
   * @return all of them, understood or not
   */
  public Attributes attributes() {
    return attributes;
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
   * The media section of an identification tag.
   *
   * @param mid the tag (RFC 5888 §4)
   * @return the first section that has it, or empty
   */
  public Optional<MediaSection> media(String mid) {
    return Optional.ofNullable(byMid.get(mid));
  }

  /**
   * The groups of media sections (RFC 5888 §5).
   *
   * @return an unmodifiable list, in order
   */
  public List<Group> groups() {
    return attributes.values(KnownAttributes.GROUP);
  }

  /**
   * The groups whose sections share one transport (RFC 9143 §5).
   *
   * @return an unmodifiable list, in order
   */
  public List<Group> bundles() {
    List<Group> bundles = new ArrayList<>();
    for (Group group : groups()) {
      if (group.isBundle()) {
        bundles.add(group);
      }
    }
    return List.copyOf(bundles);
  }

  /**
   * How a section is to be reached: as it says itself, or else as the first section of its bundle
   * says, or else as the session says (RFC 9143 §7.1.3).
   *
   * @param section one of this description's
   * @return what is said of its transport
   */
  public Transport transportOf(MediaSection section) {
    String mid = section.mid().orElse(null);
    MediaSection speaker = mid == null ? section : tagged.getOrDefault(mid, section);
    return new Transport(List.of(section.attributes(), speaker.attributes(), attributes));
  }

  /**
   * Tells whether the sender is an ICE lite agent (RFC 8839 §5.3).
   *
   * @return true if the session says so
   */
  public boolean iceLite() {
    return attributes.has(KnownAttributes.ICE_LITE);
  }

  /**
   * The username fragments, by which candidates say that they belong to this description (RFC 8839
   * §5.4).
   *
   * @return an unmodifiable set, in order; empty if no section has one
   */
  public Set<String> ufrags() {
    Set<String> ufrags = new LinkedHashSet<>();
    for (MediaSection section : media) {
      if (section.transport().ufrag().isPresent()) {
        ufrags.add(section.transport().ufrag().get());
      }
    }
    return Collections.unmodifiableSet(ufrags);
  }

  /**
   * The same description with nothing but relayed addresses in it, for a host that keeps its users'
   * addresses from each other (RFC 8828, RFC 9429 §3.5.3): candidates that are not relayed are
   * dropped, related addresses hidden, and default destinations that are no relayed candidate's
   * become {@code 0.0.0.0} and port 9, as before any candidate (RFC 8840 §4.1.1). The {@code o=}
   * line, which names the session, stays as it is.
   *
   * @return the description, equal to this one if there is nothing to change
   */
  public SessionDescription relayOnly() {
    return new RelayOnlyWriter(this).write();
  }

  /** The text that was read, byte for byte. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (SdpLine line : lines) {
      line.appendTo(text);
    }
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SessionDescription that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }
}
