package dev.rtcrooms.sdp;

import java.util.List;

/**
 * Checks that each media section has what its transport needs (RFC 9429 §5.1.1, §5.8.3): ICE
 * credentials, a fingerprint that browsers can compare, and RTCP on the port of RTP. Chromium and
 * Firefox both refuse a description without these. Any thread.
 */
final class TransportCheck {

  private TransportCheck() {}

  static void check(SessionDescription description) throws SdpException {
    for (MediaSection section : description.media()) {
      if (!section.rejected()) {
        check(description, section);
      }
    }
  }

  private static void check(SessionDescription description, MediaSection section)
      throws SdpException {
    Transport transport = description.transportOf(section);
    fingerprints(description, section, transport.fingerprints());
    require(section, transport.ufrag().isPresent(), KnownAttributes.ICE_UFRAG);
    require(section, transport.pwd().isPresent(), KnownAttributes.ICE_PWD);
    require(section, transport.rtcpMux() || !section.overRtp(), KnownAttributes.RTCP_MUX);
  }

  private static void require(MediaSection section, boolean found, AttributeType<?> type)
      throws SdpException {
    if (!found) {
      throw new SdpException(section.line(), "a media section without a=" + type.name());
    }
  }

  private static void fingerprints(
      SessionDescription description, MediaSection section, List<Fingerprint> fingerprints)
      throws SdpException {
    for (Fingerprint fingerprint : fingerprints) {
      if (fingerprint.isUsable()) {
        return;
      }
    }
    if (fingerprints.isEmpty()) {
      throw new SdpException(section.line(), "a media section without a fingerprint");
    }
    throw new SdpException(
        lineOfFingerprint(description, section),
        "a=fingerprint has a hash function that browsers do not accept");
  }

  /** The line of the section's own fingerprint, or else of the session's; else its own first. */
  private static int lineOfFingerprint(SessionDescription description, MediaSection section) {
    for (SdpAttributes attributes : List.of(section.attributes(), description.attributes())) {
      List<SdpAttribute> found = attributes.named(KnownAttributes.FINGERPRINT.name());
      if (!found.isEmpty()) {
        return found.get(0).line();
      }
    }
    return section.line();
  }
}
