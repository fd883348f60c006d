package dev.rtcrooms.signaling;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * What signaling must know of a candidate before it relays it unchanged: that it is bounded, and
 * which generation it belongs to. Immutable.
 *
 * @param ufrag the generation's username fragment, or null if it names none
 */
record CandidateScan(@Nullable String ufrag) {

  /** Several times the longest that a browser makes. */
  private static final int MAX_CHARS = 1024;

  /** A mid has 3 bytes as a rule (RFC 9429 §5.2.1), a ufrag 256 at most (RFC 8839 §5.4). */
  private static final int MAX_NAME = 256;

  private static final int MAX_INDEX = 65_535;

  static CandidateScan of(Candidate candidate) {
    Candidate.Init init = candidate.init();
    if (init == null) {
      return new CandidateScan(null);
    }
    checkText(init.candidate(), MAX_CHARS);
    checkText(init.sdpMid(), MAX_NAME);
    checkText(init.usernameFragment(), MAX_NAME);
    Integer index = init.sdpMLineIndex();
    if (index != null && (index < 0 || index > MAX_INDEX)) {
      throw refusal("sdpMLineIndex is out of its bounds");
    }
    if (!init.candidate().isEmpty()) {
      // RFC 9429 §3.5.2.1: the candidate-attribute of RFC 8839 §5.1, without "a=".
      if (!init.candidate().startsWith("candidate:")) {
        throw refusal("A candidate begins with candidate:");
      }
      // W3C webrtc-pc, addIceCandidate, step 3.
      if (init.sdpMid() == null && index == null) {
        throw refusal("A candidate has sdpMid or sdpMLineIndex");
      }
    }
    String ufrag = init.usernameFragment();
    return new CandidateScan(ufrag != null ? ufrag : extension(init.candidate()));
  }

  private static void checkText(@Nullable String text, int max) {
    if (text == null) {
      return;
    }
    if (text.length() > max) {
      throw refusal("A candidate's text has more than " + max + " characters");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw refusal("A candidate has a control character");
    }
  }

  /** The extension {@code ufrag} (RFC 8838 §4.2): names and values follow the eighth field. */
  private static @Nullable String extension(String candidate) {
    String[] fields = candidate.split(" ", -1);
    for (int i = 8; i + 1 < fields.length; i += 2) {
      if (fields[i].equals("ufrag")) {
        return fields[i + 1];
      }
    }
    return null;
  }

  private static RefusalException refusal(String text) {
    return new RefusalException(Refusal.ofField(Refusal.BAD_FIELD, "candidate", text));
  }
}
