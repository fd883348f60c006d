package dev.rtcrooms.sdp;

/**
 * The grammars of the attributes that {@link KnownAttributes} lists. One switch and not a function
 * in each of them: the first description that a process reads would wait for all these functions to
 * be linked, which takes longer than reading.
 */
final class AttributeSyntax {

  private static final int MIN_UFRAG = 4;
  private static final int MIN_PWD = 22;
  private static final int MAX_SCTP_PORT = 65_535;

  private AttributeSyntax() {}

  /** What is made of the value of the attribute of that name, as its {@link AttributeType} says. */
  static Object read(String name, Cursor value) throws SdpException {
    return switch (name) {
      case "bundle-only", "ice-lite", "end-of-candidates", "rtcp-mux", "rtcp-mux-only" -> true;
      case "rtcp-rsize" -> true;
      case "sendrecv" -> Direction.SENDRECV;
      case "sendonly" -> Direction.SENDONLY;
      case "recvonly" -> Direction.RECVONLY;
      case "inactive" -> Direction.INACTIVE;
      case "mid" -> value.token();
      case "group" -> Group.read(value);
      case "ice-ufrag" -> IceSyntax.word(value, MIN_UFRAG);
      case "ice-pwd" -> IceSyntax.word(value, MIN_PWD);
      case "ice-options" -> IceSyntax.options(value);
      case "candidate" -> IceSyntax.candidate(value);
      case "fingerprint" -> Fingerprint.read(value);
      case "setup" -> Setup.read(value);
      case "sctp-port" -> value.number(MAX_SCTP_PORT);
      case "max-message-size" -> value.number(Long.MAX_VALUE);
      default -> rtp(name, value);
    };
  }

  private static Object rtp(String name, Cursor value) throws SdpException {
    return switch (name) {
      case "rtpmap" -> RtpMap.read(value);
      case "fmtp" -> FormatParameters.read(value);
      case "rtcp-fb" -> RtcpFeedback.read(value);
      case "extmap" -> HeaderExtension.read(value);
      case "ssrc" -> SourceAttribute.read(value);
      case "ssrc-group" -> SourceGroup.read(value);
      case "msid" -> Msid.read(value);
      case "rid" -> Rid.read(value);
      case "simulcast" -> Simulcast.read(value);
      default -> throw new IllegalArgumentException("There is no grammar of a=" + name);
    };
  }
}
