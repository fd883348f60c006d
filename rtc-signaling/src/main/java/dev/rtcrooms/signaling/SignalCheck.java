package dev.rtcrooms.signaling;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.grammar.ControlCharacters;
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
 * Checks the signals of peers before they are relayed. They stay unchanged, unless addresses are to
 * be hidden; then only relayed candidates pass. Immutable; any thread.
 */
final class SignalCheck {

  /** A mid usually has 3 bytes (RFC 9429 §5.2.1), and a ufrag at most 256 (RFC 8839 §5.4). */
  private static final int MAX_NAME = 256;

  /** How many characters the ufrags of a description have together; browsers use four each. */
  private static final int MAX_UFRAGS = 4096;

  /** Web IDL's {@code unsigned short}. */
  private static final int MAX_INDEX = 0xFFFF;

  private final SdpLimits limits;
  private final boolean relayOnly;

  /** A candidate as it may be relayed, and the generation that it names, if any. */
  record Checked(Candidate candidate, @Nullable String ufrag) {}

  SignalCheck(Limits limits, boolean relayOnly) {
    SdpLimits base = SdpLimits.DEFAULT;
    this.limits =
        new SdpLimits(limits.messageBytes(), base.lines(), base.lineBytes(), base.mediaSections());
    this.relayOnly = relayOnly;
  }

  boolean relayOnly() {
    return relayOnly;
  }

  /** Reads and checks a description, and returns it as it may be relayed. */
  SessionDescription description(String sdp) {
    return description(sdp, limits);
  }

  /** The same of a media server, which describes many streams at once: without limits. */
  SessionDescription trusted(String sdp) {
    return description(sdp, SdpLimits.NONE);
  }

  private SessionDescription description(String sdp, SdpLimits most) {
    try {
      SessionDescription description = SessionDescription.parse(sdp, most);
      DescriptionCheck.check(description);
      if (description.ufrags().stream().mapToInt(String::length).sum() > MAX_UFRAGS) {
        throw badSdp("the ICE user names have more than " + MAX_UFRAGS + " characters together");
      }
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

  /** Reads and checks a candidate, and returns it as it may be relayed; empty if it may not. */
  Optional<Checked> candidate(Candidate candidate) {
    Candidate.Init init = candidate.init();
    if (init == null) {
      return Optional.of(new Checked(candidate, null));
    }
    checkName(init.sdpMid());
    checkName(init.usernameFragment());
    String ufrag = init.usernameFragment();
    if (IceCandidate.isEnd(init.candidate())) {
      return Optional.of(new Checked(candidate, ufrag));
    }
    IceCandidate read = read(init);
    String named = ufrag != null ? ufrag : read.ufrag().orElse(null);
    if (!relayOnly) {
      return Optional.of(new Checked(candidate, named));
    }
    return RelayOnly.filter(read)
        .map(shown -> new Checked(withText(candidate, init, shown.toString()), named));
  }

  private static IceCandidate read(Candidate.Init init) {
    Integer index = init.sdpMLineIndex();
    // W3C webrtc-pc, addIceCandidate, step 3.
    if (init.sdpMid() == null && index == null) {
      throw badCandidate("A candidate needs sdpMid or sdpMLineIndex");
    }
    if (index != null && (index < 0 || index > MAX_INDEX)) {
      throw badCandidate("sdpMLineIndex must be from 0 to " + MAX_INDEX);
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
      throw badCandidate(
          "sdpMid and usernameFragment must have at most " + MAX_NAME + " characters");
    }
    if (name != null && ControlCharacters.isIn(name)) {
      throw badCandidate("sdpMid or usernameFragment has a control character");
    }
  }

  private static RefusalException badCandidate(String text) {
    return new RefusalException(Refusal.ofField(Refusal.BAD_FIELD, "candidate", text));
  }
}
