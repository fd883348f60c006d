package dev.rtcrooms.signaling;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.ice.CandidateException;
import dev.rtcrooms.ice.IceCandidate;
import dev.rtcrooms.ice.RelayOnly;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.sdp.DescriptionCheck;
import dev.rtcrooms.sdp.MediaSection;
import dev.rtcrooms.sdp.SdpException;
import dev.rtcrooms.sdp.SdpLimits;
import dev.rtcrooms.sdp.SessionDescription;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what peers signal, and says what of it may be relayed: all of it unchanged, or, if
 * addresses are to be kept from others, relayed candidates alone. Immutable.
 */
final class SignalCheck {

  /** A mid has 3 bytes as a rule (RFC 9429 §5.2.1), a ufrag 256 at most (RFC 8839 §5.4). */
  private static final int MAX_NAME = 256;

  /** Web IDL's {@code unsigned short}. */
  private static final int MAX_INDEX = 0xFFFF;

  private final SdpLimits limits;
  private final boolean relayOnly;

  /** What of a candidate may be relayed, and which generation it names, if any. */
  record Trickled(Candidate candidate, @Nullable String ufrag) {}

  SignalCheck(Limits limits, boolean relayOnly) {
    SdpLimits usual = SdpLimits.DEFAULT;
    this.limits =
        new SdpLimits(
            limits.messageBytes(), usual.lines(), usual.lineBytes(), usual.mediaSections());
    this.relayOnly = relayOnly;
  }

  boolean relayOnly() {
    return relayOnly;
  }

  /** What of a description may be relayed. */
  SessionDescription description(String sdp) {
    try {
      SessionDescription description = SessionDescription.parse(sdp, limits);
      DescriptionCheck.check(description);
      return relayOnly ? description.relayOnly() : description;
    } catch (SdpException e) {
      throw badSdp(e);
    }
  }

  static RefusalException badSdp(SdpException problem) {
    return badSdp(String.valueOf(problem.getMessage()));
  }

  private static RefusalException badSdp(String text) {
    return new RefusalException(Refusal.ofField(Refusal.BAD_SDP, "sdp", text));
  }

  static void requireNothingSent(SessionDescription description, String why) {
    List<MediaSection> media = description.media();
    for (int i = 0; i < media.size(); i++) {
      MediaSection section = media.get(i);
      if (section.sends()) {
        throw badSdp(
            "line %d: media section %d would send, and %s".formatted(section.line(), i + 1, why));
      }
    }
  }

  /** What of a candidate may be relayed; empty if nothing of it may. */
  Optional<Trickled> candidate(Candidate candidate) {
    Candidate.Init init = candidate.init();
    if (init == null) {
      return Optional.of(new Trickled(candidate, null));
    }
    checkName(init.sdpMid());
    checkName(init.usernameFragment());
    String ufrag = init.usernameFragment();
    if (IceCandidate.isEnd(init.candidate())) {
      return Optional.of(new Trickled(candidate, ufrag));
    }
    IceCandidate read = read(init);
    String named = ufrag != null ? ufrag : read.ufrag().orElse(null);
    if (!relayOnly) {
      return Optional.of(new Trickled(candidate, named));
    }
    return RelayOnly.filter(read)
        .map(shown -> new Trickled(withText(candidate, init, shown.toString()), named));
  }

  private static IceCandidate read(Candidate.Init init) {
    Integer index = init.sdpMLineIndex();
    // W3C webrtc-pc, addIceCandidate, step 3.
    if (init.sdpMid() == null && index == null) {
      throw badCandidate("A candidate has sdpMid or sdpMLineIndex");
    }
    if (index != null && (index < 0 || index > MAX_INDEX)) {
      throw badCandidate("sdpMLineIndex is out of its bounds");
    }
    try {
      return IceCandidate.parse(init.candidate());
    } catch (CandidateException e) {
      throw badCandidate(String.valueOf(e.getMessage()));
    }
  }

  private static Candidate withText(Candidate original, Candidate.Init init, String text) {
    return new Candidate(
        original.peer(),
        original.negotiation(),
        new Candidate.Init(text, init.sdpMid(), init.sdpMLineIndex(), init.usernameFragment()));
  }

  private static void checkName(@Nullable String name) {
    if (name != null && name.length() > MAX_NAME) {
      throw badCandidate("A candidate's text has more than " + MAX_NAME + " characters");
    }
    if (name != null && name.chars().anyMatch(Character::isISOControl)) {
      throw badCandidate("A candidate has a control character");
    }
  }

  private static RefusalException badCandidate(String text) {
    return new RefusalException(Refusal.ofField(Refusal.BAD_FIELD, "candidate", text));
  }
}
