package dev.rtcrooms.sdp;

import dev.rtcrooms.grammar.CharClass;
import dev.rtcrooms.grammar.Decimal;
import dev.rtcrooms.ice.CandidateException;
import dev.rtcrooms.ice.IceCandidate;
import java.util.ArrayList;
import java.util.List;

/**
 * The grammars of the attributes that {@link KnownAttributes} lists; any thread. They are one
 * switch instead of a function in each attribute, because linking all these functions would take
 * longer than reading the first description.
 */
final class AttributeGrammar {

  private static final int MIN_UFRAG = 4;
  private static final int MIN_PWD = 22;

  /** The longest {@code ufrag} and {@code password} (RFC 8839 §5.4). */
  private static final int MAX_ICE_CREDENTIAL = 256;

  private AttributeGrammar() {}

  /** The value of an attribute that has none: its presence, or the direction that it names. */
  static Object flag(String name) {
    Direction direction = Direction.named(name);
    return direction == null ? true : direction;
  }

  /** Reads the value of the attribute of that name, as its {@link AttributeType} says. */
  static Object read(String name, Cursor value) throws SdpException {
    return switch (name) {
      case "mid" -> value.token();
      case "group" -> Group.read(value);
      case "ice-ufrag" -> credential(value, MIN_UFRAG);
      case "ice-pwd" -> credential(value, MIN_PWD);
      case "ice-options" -> words(value);
      case "candidate" -> candidate(value);
      case "fingerprint" -> Fingerprint.read(value);
      case "setup" -> Setup.read(value);
      case "sctp-port" -> value.number(Decimal.MAX_PORT);
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

  private static String credential(Cursor value, int min) throws SdpException {
    String credential = value.some(CharClass.ICE_CREDENTIAL, "a value");
    if (credential.length() < min || credential.length() > MAX_ICE_CREDENTIAL) {
      throw value.refusal(
          "has fewer than " + min + " or more than " + MAX_ICE_CREDENTIAL + " characters");
    }
    return credential;
  }

  /** {@code ice-options}; wider than the grammar, because old Chromium sends {@code google-ice}. */
  private static List<String> words(Cursor value) throws SdpException {
    List<String> words = new ArrayList<>();
    do {
      words.add(value.word());
    } while (value.skip(' '));
    return List.copyOf(words);
  }

  private static IceCandidate candidate(Cursor value) throws SdpException {
    try {
      return IceCandidate.parse(IceCandidate.PREFIX + value.rest());
    } catch (CandidateException e) {
      throw value.refusal(e.reason());
    }
  }
}
