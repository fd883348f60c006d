package dev.rtcrooms.sdp;

import java.util.List;
import java.util.Optional;

/** The RTP attributes of a media section. Immutable; any thread. */
public final class Rtp {

  private final SdpAttributes own;
  private final SdpAttributes session;

  Rtp(SdpAttributes own, SdpAttributes session) {
    this.own = own;
    this.session = session;
  }

  /**
   * The encodings of the payload types (RFC 8866 §6.6).
   *
   * @return an unmodifiable list, in order
   */
  public List<RtpMap> maps() {
    return own.values(KnownAttributes.RTPMAP);
  }

  /**
   * The formats' parameters (RFC 8866 §6.15).
   *
   * @return an unmodifiable list, in order
   */
  public List<FormatParameters> parameters() {
    return own.values(KnownAttributes.FMTP);
  }

  /**
   * The RTCP feedback that may be sent (RFC 4585 §4.2).
   *
   * @return an unmodifiable list, in order
   */
  public List<RtcpFeedback> feedback() {
    return own.values(KnownAttributes.RTCP_FB);
  }

  /**
   * Tells whether RTCP packets may be of reduced size (RFC 5506 §5).
   *
   * @return true if the section has {@code a=rtcp-rsize}
   */
  public boolean reducedSize() {
    return own.has(KnownAttributes.RTCP_RSIZE);
  }

  /**
   * The header extensions, of the section or else of the session (RFC 8285 §5).
   *
   * @return an unmodifiable list, in order
   */
  public List<HeaderExtension> extensions() {
    List<HeaderExtension> extensions = own.values(KnownAttributes.EXTMAP);
    return extensions.isEmpty() ? session.values(KnownAttributes.EXTMAP) : extensions;
  }

  /**
   * The properties of RTP streams (RFC 5576 §4.1).
   *
   * @return an unmodifiable list, in order
   */
  public List<SourceAttribute> sources() {
    return own.values(KnownAttributes.SSRC);
  }

  /**
   * The groups of RTP streams (RFC 5576 §4.2).
   *
   * @return an unmodifiable list, in order
   */
  public List<SourceGroup> sourceGroups() {
    return own.values(KnownAttributes.SSRC_GROUP);
  }

  /**
   * The {@code MediaStream}s that the section's track belongs to (RFC 8830 §2).
   *
   * @return an unmodifiable list, in order
   */
  public List<Msid> msids() {
    return own.values(KnownAttributes.MSID);
  }

  /**
   * The named RTP streams (RFC 8851 §4).
   *
   * @return an unmodifiable list, in order
   */
  public List<Rid> rids() {
    return own.values(KnownAttributes.RID);
  }

  /**
   * The streams of one source (RFC 8853 §5.1).
   *
   * @return the streams, or empty
   */
  public Optional<Simulcast> simulcast() {
    return own.value(KnownAttributes.SIMULCAST);
  }

  @Override
  public String toString() {
    return "Rtp[" + maps().size() + " maps]";
  }
}
