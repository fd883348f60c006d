package dev.rtcrooms.sdp;

import static dev.rtcrooms.sdp.AttributeType.Level.BOTH;
import static dev.rtcrooms.sdp.AttributeType.Level.MEDIA;
import static dev.rtcrooms.sdp.AttributeType.Level.SESSION;
import static dev.rtcrooms.sdp.AttributeType.flag;
import static dev.rtcrooms.sdp.AttributeType.valued;

import dev.rtcrooms.ice.IceCandidate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The attributes that this package understands, each with its grammar. */
final class KnownAttributes {

  private static final int MIN_UFRAG = 4;
  private static final int MIN_PWD = 22;
  private static final int MAX_SCTP_PORT = 65_535;

  // RFC 5888 §4, §5; RFC 9143 §6
  static final AttributeType<String> MID = valued("mid", MEDIA, Cursor::token).onlyOnce();
  static final AttributeType<Group> GROUP = valued("group", SESSION, Group::read);
  static final AttributeType<Boolean> BUNDLE_ONLY = flag("bundle-only", MEDIA);

  // RFC 8866 §6.7: one of the four.
  static final AttributeType<Direction> DIRECTION =
      valued("sendrecv", BOTH, value -> Direction.SENDRECV).onlyOnce();

  // RFC 8839 §5.1, §5.3, §5.4, §5.6; RFC 8840 §8.1
  static final AttributeType<Boolean> ICE_LITE = flag("ice-lite", SESSION);
  static final AttributeType<String> ICE_UFRAG =
      valued("ice-ufrag", BOTH, value -> IceSyntax.word(value, MIN_UFRAG)).onlyOnce();
  static final AttributeType<String> ICE_PWD =
      valued("ice-pwd", BOTH, value -> IceSyntax.word(value, MIN_PWD)).onlyOnce();
  static final AttributeType<List<String>> ICE_OPTIONS =
      valued("ice-options", BOTH, IceSyntax::options);
  static final AttributeType<IceCandidate> CANDIDATE =
      valued("candidate", MEDIA, IceSyntax::candidate);
  static final AttributeType<Boolean> END_OF_CANDIDATES = flag("end-of-candidates", BOTH);

  // RFC 8122 §5; RFC 4145 §4; RFC 5761 §5.1.1; RFC 8858 §3
  static final AttributeType<Fingerprint> FINGERPRINT =
      valued("fingerprint", BOTH, Fingerprint::read);
  static final AttributeType<Setup> SETUP = valued("setup", BOTH, Setup::read).onlyOnce();
  static final AttributeType<Boolean> RTCP_MUX = flag("rtcp-mux", MEDIA);
  static final AttributeType<Boolean> RTCP_MUX_ONLY = flag("rtcp-mux-only", MEDIA);

  // RFC 8866 §6.6, §6.15; RFC 4585 §4.2; RFC 8285 §8; RFC 5506 §5
  static final AttributeType<RtpMap> RTPMAP = valued("rtpmap", MEDIA, RtpMap::read);
  static final AttributeType<FormatParameters> FMTP = valued("fmtp", MEDIA, FormatParameters::read);
  static final AttributeType<RtcpFeedback> RTCP_FB = valued("rtcp-fb", MEDIA, RtcpFeedback::read);
  static final AttributeType<HeaderExtension> EXTMAP =
      valued("extmap", BOTH, HeaderExtension::read);
  static final AttributeType<Boolean> RTCP_RSIZE = flag("rtcp-rsize", MEDIA);

  // RFC 5576 §4.1, §4.2; RFC 8830 §2; RFC 8851 §10; RFC 8853 §5.1
  static final AttributeType<SourceAttribute> SSRC = valued("ssrc", MEDIA, SourceAttribute::read);
  static final AttributeType<SourceGroup> SSRC_GROUP =
      valued("ssrc-group", MEDIA, SourceGroup::read);
  static final AttributeType<Msid> MSID = valued("msid", MEDIA, Msid::read);
  static final AttributeType<Rid> RID = valued("rid", MEDIA, Rid::read);
  static final AttributeType<Simulcast> SIMULCAST =
      valued("simulcast", MEDIA, Simulcast::read).onlyOnce();

  // RFC 8841 §5.2, §6.2
  static final AttributeType<Integer> SCTP_PORT =
      valued("sctp-port", MEDIA, value -> value.number(MAX_SCTP_PORT)).onlyOnce();
  static final AttributeType<Long> MAX_MESSAGE_SIZE =
      valued("max-message-size", MEDIA, value -> value.number(Long.MAX_VALUE)).onlyOnce();

  private static final Map<String, AttributeType<?>> BY_NAME =
      List.of(
              MID,
              GROUP,
              BUNDLE_ONLY,
              DIRECTION,
              DIRECTION.or("sendonly", Direction.SENDONLY),
              DIRECTION.or("recvonly", Direction.RECVONLY),
              DIRECTION.or("inactive", Direction.INACTIVE),
              ICE_LITE,
              ICE_UFRAG,
              ICE_PWD,
              ICE_OPTIONS,
              CANDIDATE,
              END_OF_CANDIDATES,
              FINGERPRINT,
              SETUP,
              RTCP_MUX,
              RTCP_MUX_ONLY,
              RTPMAP,
              FMTP,
              RTCP_FB,
              EXTMAP,
              RTCP_RSIZE,
              SSRC,
              SSRC_GROUP,
              MSID,
              RID,
              SIMULCAST,
              SCTP_PORT,
              MAX_MESSAGE_SIZE)
          .stream()
          .collect(Collectors.toUnmodifiableMap(AttributeType::name, Function.identity()));

  private KnownAttributes() {}

  /** The attribute of this name, in this very case (RFC 8866 §5). */
  static @Nullable AttributeType<?> named(String name) {
    return BY_NAME.get(name);
  }

  /** Whether this would be the name of a known one, if case did not matter. */
  static boolean isMisspelt(String name) {
    return !BY_NAME.containsKey(name) && BY_NAME.containsKey(name.toLowerCase(Locale.ROOT));
  }
}
