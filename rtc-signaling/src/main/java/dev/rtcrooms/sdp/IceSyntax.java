package dev.rtcrooms.sdp;

import dev.rtcrooms.ice.CandidateException;
import dev.rtcrooms.ice.IceCandidate;
import java.util.ArrayList;
import java.util.List;

/** Reads what ICE puts into attributes (RFC 8839 §5). */
final class IceSyntax {

  /** The longest {@code ufrag} and {@code password}. */
  private static final int MAX = 256;

  private IceSyntax() {}

  static String word(Cursor value, int min) throws SdpException {
    String word = value.some(CharClass.ICE, "a value");
    if (word.length() < min || word.length() > MAX) {
      throw value.refusal("has fewer than " + min + " or more than " + MAX + " characters");
    }
    return word;
  }

  /** {@code ice-options}; wider than the grammar, since {@code google-ice} is out there. */
  static List<String> options(Cursor value) throws SdpException {
    List<String> words = new ArrayList<>();
    do {
      words.add(value.word());
    } while (value.skip(' '));
    return List.copyOf(words);
  }

  static IceCandidate candidate(Cursor value) throws SdpException {
    try {
      return IceCandidate.parse(IceCandidate.PREFIX + value.rest());
    } catch (CandidateException e) {
      throw value.refusal(e.reason());
    }
  }
}
