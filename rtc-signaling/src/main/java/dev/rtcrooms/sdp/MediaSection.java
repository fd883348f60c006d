package dev.rtcrooms.sdp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A media section of a session description (RFC 8866 §5.14). Immutable; any thread. */
public final class MediaSection {

  private final int line;
  private final MediaLine media;
  private final SdpAttributes attributes;
  private final SdpAttributes session;

  MediaSection(int line, MediaLine media, SdpAttributes attributes, SdpAttributes session) {
    this.line = line;
    this.media = media;
    this.attributes = attributes;
    this.session = session;
  }

  /**
   * The line at which it begins.
   *
   * @return the number of its {@code m=} line, from 1
   */
  public int line() {
    return line;
  }

  /**
   * The kind of its media.
   *
   * @return {@code audio}, {@code video} or {@code application}, as a rule
   */
  public String kind() {
    return media.kind();
  }

  /**
   * The port of its default destination.
   *
   * @return from 0 to 65,535; 9 if there is none yet (RFC 8840 §4.1.1)
   */
  public int port() {
    return media.port();
  }

  /**
   * Its transport protocol.
   *
   * @return such as {@code UDP/TLS/RTP/SAVPF}
   */
  public String proto() {
    return media.proto();
  }

  /**
   * Its media formats.
   *
   * @return payload types for RTP; unmodifiable, in order of preference, at least one
   */
  public List<String> formats() {
    return media.formats();
  }

  /**
   * Its identification tag (RFC 5888 §4).
   *
   * @return a token, or empty if it has none
   */
  public Optional<String> mid() {
    return attributes.value(KnownAttributes.MID);
  }

  /**
   * The direction of its media: its own, or else the session's (RFC 8866 §6.7). Of several the last
   * counts, as in Chromium and Firefox.
   *
   * @return the direction; both ways by default
   */
  public Direction direction() {
    return SdpAttributes.last(directions()).orElse(Direction.SENDRECV);
  }

  private List<Direction> directions() {
    List<Direction> own = attributes.values(KnownAttributes.DIRECTION);
    return own.isEmpty() ? session.values(KnownAttributes.DIRECTION) : own;
  }

  /**
   * Tells whether it describes data channels (RFC 8841 §4) and not media.
   *
   * @return true if it runs over SCTP
   */
  public boolean data() {
    return kind().equalsIgnoreCase("application")
        && proto().toUpperCase(Locale.ROOT).endsWith("DTLS/SCTP");
  }

  /**
   * Tells whether the section is to be accepted only as part of its bundle (RFC 9143 §6).
   *
   * @return true if it has {@code a=bundle-only}
   */
  public boolean bundleOnly() {
    return attributes.has(KnownAttributes.BUNDLE_ONLY);
  }

  /**
   * Tells whether it is rejected or ended: its port is zero (RFC 3264 §6, §8.2), and it does not
   * wait to be bundled (RFC 9143 §6).
   *
   * @return true if it carries nothing
   */
  public boolean rejected() {
    return port() == 0 && !bundleOnly();
  }

  /**
   * Tells whether the sender of the description sends media. Data channels have no direction (RFC
   * 8841 §9.2) and are not media. If there are several directions, one that sends is enough, since
   * another reader might use another one than {@link #direction()}.
   *
   * @return true if media is sent in this section
   */
  public boolean sends() {
    if (data() || rejected()) {
      return false;
    }
    for (Direction direction : directions()) {
      if (direction.sends()) {
        return true;
      }
    }
    return directions().isEmpty();
  }

  /** Tells whether it carries RTP; data channels and obsolete protocols do not. */
  boolean overRtp() {
    return proto().toUpperCase(Locale.ROOT).contains("RTP/");
  }

  /**
   * Its transport, without what its bundle adds; see {@link SessionDescription#transportOf}.
   *
   * @return its own attributes, or else the session's
   */
  public Transport transport() {
    return new Transport(List.of(attributes, session));
  }

  /**
   * Its RTP attributes.
   *
   * @return the view, with empty lists if there are none
   */
  public Rtp rtp() {
    return new Rtp(attributes, session);
  }

  /**
   * Its SCTP attributes.
   *
   * @return the view, or empty if it describes no data channels
   */
  public Optional<Sctp> sctp() {
    return data() ? Optional.of(new Sctp(attributes)) : Optional.empty();
  }

  /**
   * Its own attributes.
   *
   * @return all of them, known or not
   */
  public SdpAttributes attributes() {
    return attributes;
  }

  @Override
  public String toString() {
    return "MediaSection[" + line + ", " + kind() + ", " + mid().orElse("no mid") + "]";
  }
}
