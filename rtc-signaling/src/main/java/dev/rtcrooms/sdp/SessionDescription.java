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
 * A session description (RFC 8866): its lines, and their meaning. {@link #toString()} returns the
 * text that was read, byte for byte; unknown lines stay untouched. Two descriptions are equal if
 * their texts are. Immutable; any thread.
 *
 * <p>Reading is strict where a decision depends on the result: the lines of the session and their
 * order, media lines, identification tags, groups, ICE credentials, fingerprints and DTLS roles. It
 * is tolerant where the RFCs or both Chromium and Firefox are: line endings, an empty session name,
 * the order of lines within a media section, spaces after most values. An attribute that no
 * decision depends on makes no description unreadable; {@link #malformed()} lists it.
 *
 * <p>Each character is read a fixed number of times, so the work grows with the length alone.
 */
public final class SessionDescription {

  private final List<SdpLine> lines;
  private final SessionOrigin origin;
  private final SdpAttributes attributes;
  private final List<MediaSection> media;
  private final List<SdpException> malformed;
  private final Map<String, MediaSection> byMid = new HashMap<>();
  private final Map<String, MediaSection> tagged = new HashMap<>();

  SessionDescription(
      List<SdpLine> lines,
      SessionOrigin origin,
      SdpAttributes attributes,
      List<MediaSection> media,
      List<SdpException> malformed) {
    this.malformed = List.copyOf(malformed);
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

  /**
   * The first section of a bundle describes the transport of all (RFC 9143 §7.1.3), unless it is
   * rejected: then it has no transport (RFC 9143 §7.2).
   */
  private void tag(Group bundle) {
    MediaSection first = bundle.mids().isEmpty() ? null : byMid.get(bundle.mids().get(0));
    if (first != null && !first.rejected()) {
      for (String mid : bundle.mids()) {
        tagged.putIfAbsent(mid, first);
      }
    }
  }

  /**
   * Reads a description within {@link SdpLimits#DEFAULT}.
   *
   * @param sdp the whole description
   * @return the description
   * @throws SdpException if it is over a limit or malformed; names the line and the reason, and
   *     quotes nothing
   */
  public static SessionDescription parse(String sdp) throws SdpException {
    return parse(sdp, SdpLimits.DEFAULT);
  }

  /**
   * Reads a description.
   *
   * @param sdp the whole description
   * @param limits the limits on its size
   * @return the description
   * @throws SdpException if it is over a limit or malformed; names the line and the reason, and
   *     quotes nothing
   */
  public static SessionDescription parse(String sdp, SdpLimits limits) throws SdpException {
    return new DescriptionReader(sdp, limits).read();
  }

  /**
   * The lines as they were written.
   *
   * @return an unmodifiable list, in order
   */
  public List<SdpLine> lines() {
    return lines;
  }

  /**
   * The session's creator and version (RFC 8866 §5.2).
   *
   * @return the {@code o=} line
   */
  public SessionOrigin origin() {
    return origin;
  }

  /**
   * The session's own attributes, those before the first media section.
   *
   * @return all of them, known or not
   */
  public SdpAttributes attributes() {
    return attributes;
  }

  /**
   * The known attributes whose values break their grammar, and are relayed all the same because no
   * decision here depends on them. The views leave them out. An application that uses the views,
   * such as a media server, may refuse the description for them.
   *
   * @return an unmodifiable list, in order, of the lines and the reasons
   */
  public List<SdpException> malformed() {
    return malformed;
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
   * The transport of a section: its own attributes, or else those of the first section of its
   * bundle, or else those of the session (RFC 9143 §7.1.3). A rejected section lends nothing.
   *
   * @param section a section of this description
   * @return its transport
   */
  public Transport transportOf(MediaSection section) {
    String mid = section.mid().orElse(null);
    MediaSection first = mid == null ? section : tagged.getOrDefault(mid, section);
    return new Transport(List.of(section.attributes(), first.attributes(), attributes));
  }

  /**
   * Tells whether the sender is an ICE lite agent (RFC 8839 §5.3).
   *
   * @return true if the session has {@code a=ice-lite}
   */
  public boolean iceLite() {
    return attributes.has(KnownAttributes.ICE_LITE);
  }

  /**
   * The username fragments, with which candidates refer to this description (RFC 8839 §5.4).
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
   * The same description with relayed addresses only, for a host that hides its users' addresses
   * from each other (RFC 8828, RFC 9429 §3.5.3). Candidates that are not relayed, or that cannot be
   * read, are dropped. Related addresses are hidden. A default destination that is not the address
   * of a relayed candidate becomes {@code 0.0.0.0} and port 9, as before any candidate (RFC 8840
   * §4.1.1). The {@code o=} line, which names the session, stays.
   *
   * @return the description, equal to this one if there is nothing to change
   */
  public SessionDescription relayOnly() {
    return new RelayOnlyWriter(this).write();
  }

  /** Returns the text that was read, byte for byte. */
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
