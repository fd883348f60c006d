package dev.rtcrooms.ice;

/** What must hold of any input whatsoever, read or refused. */
final class EveryCandidate {

  private EveryCandidate() {}

  /** Tells whether it could be read. */
  static boolean of(String text) {
    IceCandidate candidate;
    try {
      candidate = IceCandidate.parse(text);
    } catch (CandidateException refusal) {
      return false;
    }
    if (!candidate.toString().equals(text) || text.length() > IceCandidate.MAX_CHARS) {
      throw new AssertionError("It comes back changed, or is too long");
    }
    look(candidate);
    RelayOnly.filter(candidate).ifPresent(EveryCandidate::hidden);
    return true;
  }

  private static void look(IceCandidate candidate) {
    boolean bounded =
        candidate.component() >= 0
            && candidate.priority() >= 0
            && candidate.priority() < 1L << 32
            && candidate.port() >= 0
            && candidate.port() <= 65_535
            && !candidate.address().isEmpty();
    if (!bounded || candidate.addressKind() == null) {
      throw new AssertionError("It is out of its bounds");
    }
    if (candidate.ufrag().isPresent() != candidate.extensions().containsKey("ufrag")) {
      throw new AssertionError("It loses its ufrag");
    }
  }

  private static void hidden(IceCandidate shown) {
    String related = shown.relatedAddress().orElse("::");
    if (!related.equals("::") && !related.equals("0.0.0.0")) {
      throw new AssertionError("It shows an address that is to be hidden");
    }
  }
}
