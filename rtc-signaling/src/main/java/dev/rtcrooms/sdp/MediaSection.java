package dev.rtcrooms.sdp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One media section of a session description (RFC 8866 §5.14). */
public final class MediaSection {

  private final int line;
  private final MediaLine media;
  private final Attributes attributes;
  private final Attributes session;

  MediaSection(int line, MediaLine media, Attributes attributes, Attributes session) {
    this.line = line;
    this.media = media;
    this.attributes = attributes;
    this.session = session;
  }

  /**
   * Where it begins.
   *
   * @return the number of its {@code m=} line, from 1
   */
  public int line() {
    return line;
  }

  /**
   * What it carries.
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
   * Which way its media flows: as it says itself, or else as the session says (RFC 8866 §6.7).
   *
   * @return the direction, both ways if nothing is said
   */
  public Direction direction() {
    Direction ofSession = session.value(KnownAttributes.DIRECTION).orElse(Direction.SENDRECV);
    return attributes.value(KnownAttributes.DIRECTION).orElse(ofSession);
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
   * Tells whether the section wants to be accepted only as part of its bundle (RFC 9143 §6).
   *
   * @return true if it says so
   */
  public boolean bundleOnly() {
    return attributes.has(KnownAttributes.BUNDLE_ONLY);
  }

  /**
   * Tells whether it is refused or ended: its port is zero (RFC 3264 §6, §8.2), though not because
   * it waits to be bundled (RFC 9143 §6).
   *
   * @return true if it carries nothing
   */
  public boolean rejected() {
    return port() == 0 && !bundleOnly();
  }

  /**
   * Tells whether the one who describes it sends media. Data channels have no direction (RFC 8841
   * §9.2) and are no media.
   *
   * @return true if media is sent in this section
   */
  public boolean sends() {
    return !data() && !rejected() && direction().sends();
  }

  /**
   * How it is to be reached.
   *
   * @return what it, or else the session, says
   */
  public Transport transport() {
    return new Transport(List.of(attributes, session));
  }

  /**
   * What it says of RTP.
   *
   * @return the view, with empty lists if there is nothing
   */
  public Rtp rtp() {
    return new Rtp(attributes, session);
  }

  /**
   * What it says of SCTP.
   *
   * @return the view, or empty if it describes no data channels
   */
  public Optional<Sctp> sctp() {
    return data() ? Optional.of(new Sctp(attributes)) : Optional.empty();
  }

  /**
   * All its attributes.
   *
   * @return its own, understood or not
   */
  public Attributes attributes() {
    return attributes;
  }

  @Override
  public String toString() {
    return "MediaSection[" + line + ", " + kind() + ", " + mid().orElse("no mid") + "]";
  }
}
