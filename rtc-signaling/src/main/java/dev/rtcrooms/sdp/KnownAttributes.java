package dev.rtcrooms.sdp;

import static dev.rtcrooms.sdp.AttributeType.Level.BOTH;
import static dev.rtcrooms.sdp.AttributeType.Level.MEDIA;
import static dev.rtcrooms.sdp.AttributeType.Level.SESSION;
import static dev.rtcrooms.sdp.AttributeType.flag;
import static dev.rtcrooms.sdp.AttributeType.lenient;
import static dev.rtcrooms.sdp.AttributeType.strict;

import dev.rtcrooms.ice.IceCandidate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes that this package understands; any thread. */
final class KnownAttributes {

  // RFC 5888 §4, §5; RFC 9143 §6
  static final AttributeType<String> MID = strict("mid", MEDIA);
  static final AttributeType<Group> GROUP = strict("group", SESSION);
  static final AttributeType<Boolean> BUNDLE_ONLY = flag("bundle-only", MEDIA);

  // RFC 8866 §6.7: the four share one slot.
  static final AttributeType<Direction> DIRECTION = flag("sendrecv", BOTH);

  // RFC 8839 §5.1, §5.3, §5.4, §5.6; RFC 8840 §8.1
  static final AttributeType<Boolean> ICE_LITE = flag("ice-lite", SESSION);
  static final AttributeType<String> ICE_UFRAG = strict("ice-ufrag", BOTH);
  static final AttributeType<String> ICE_PWD = strict("ice-pwd", BOTH);
  static final AttributeType<List<String>> ICE_OPTIONS = lenient("ice-options", BOTH);
  static final AttributeType<IceCandidate> CANDIDATE = lenient("candidate", MEDIA);
  static final AttributeType<Boolean> END_OF_CANDIDATES = flag("end-of-candidates", BOTH);

  // RFC 8122 §5; RFC 4145 §4; RFC 5761 §5.1.1; RFC 8858 §3
  static final AttributeType<Fingerprint> FINGERPRINT = strict("fingerprint", BOTH);
  static final AttributeType<Setup> SETUP = strict("setup", BOTH);
  static final AttributeType<Boolean> RTCP_MUX = flag("rtcp-mux", MEDIA);
  static final AttributeType<Boolean> RTCP_MUX_ONLY = flag("rtcp-mux-only", MEDIA);

  // RFC 8866 §6.6, §6.15; RFC 4585 §4.2; RFC 8285 §8; RFC 5506 §5
  static final AttributeType<RtpMap> RTPMAP = lenient("rtpmap", MEDIA);
  static final AttributeType<FormatParameters> FMTP = lenient("fmtp", MEDIA);
  static final AttributeType<RtcpFeedback> RTCP_FB = lenient("rtcp-fb", MEDIA);
  static final AttributeType<HeaderExtension> EXTMAP = lenient("extmap", BOTH);
  static final AttributeType<Boolean> RTCP_RSIZE = flag("rtcp-rsize", MEDIA);

  // RFC 5576 §4.1, §4.2; RFC 8830 §2; RFC 8851 §10; RFC 8853 §5.1
  static final AttributeType<SourceAttribute> SSRC = lenient("ssrc", MEDIA);
  static final AttributeType<SourceGroup> SSRC_GROUP = lenient("ssrc-group", MEDIA);
  static final AttributeType<Msid> MSID = lenient("msid", MEDIA);
  static final AttributeType<Rid> RID = lenient("rid", MEDIA);
  static final AttributeType<Simulcast> SIMULCAST = lenient("simulcast", MEDIA);

  // RFC 8841 §5.2, §6.2
  static final AttributeType<Integer> SCTP_PORT = lenient("sctp-port", MEDIA);
  static final AttributeType<Long> MAX_MESSAGE_SIZE = lenient("max-message-size", MEDIA);

  private static final Map<String, AttributeType<?>> BY_NAME =
      byName(
          MID,
          GROUP,
          BUNDLE_ONLY,
          DIRECTION,
          DIRECTION.or("sendonly"),
          DIRECTION.or("recvonly"),
          DIRECTION.or("inactive"),
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
          MAX_MESSAGE_SIZE);

  private KnownAttributes() {}

  private static Map<String, AttributeType<?>> byName(AttributeType<?>... types) {
    Map<String, AttributeType<?>> byName = new HashMap<>();
    for (AttributeType<?> type : types) {
      byName.put(type.name(), type);
    }
    return byName;
  }

  /** Finds the attribute of this name, in this very case (RFC 8866 §5); null if unknown. */
  static @Nullable AttributeType<?> named(String name) {
    return BY_NAME.get(name);
  }

  /** Tells whether a name is known in another case only. */
  static boolean isMisspelt(String name) {
    return !BY_NAME.containsKey(name) && BY_NAME.containsKey(name.toLowerCase(Locale.ROOT));
  }
}
