package dev.rtcrooms.message;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import org.jspecify.annotations.Nullable;

/**
 * An ICE candidate (RFC 8838), or the end of all candidates.
 *
 * @param peer the other peer
 * @param negotiation see {@link Signal#negotiation()}
 * @param init the candidate; null when all candidates of the session have been sent
 */
public record Candidate(String peer, long negotiation, @Nullable Init init) implements Signal {

  /** A browser gathers about ten per peer, so a publisher may send hundreds at once. */
  private static final int SWARM = 4;

  /** On the wire: {@code candidate}. */
  public static final MessageType<Candidate> TYPE =
      MessageType.of("candidate", Candidate.class, Candidate::read, Candidate::write)
          .withAllowance(SWARM);

  /**
   * A W3C {@code RTCIceCandidateInit}.
   *
   * @param candidate the candidate attribute (RFC 8839 §5.1), relayed unchanged; empty at the end
   *     of a generation's candidates
   * @param sdpMid the media section's identification tag, or null
   * @param sdpMLineIndex the media section's index, from 0 to 65,535 (Web IDL's {@code unsigned
   *     short}), or null
   * @param usernameFragment identifies the generation of candidates, or null
   */
  public record Init(
      String candidate,
      @Nullable String sdpMid,
      @Nullable Integer sdpMLineIndex,
      @Nullable String usernameFragment) {
    private static final int MAX_INDEX = 0xFFFF;

    private static Init read(FieldReader fields) {
      return new Init(
          fields.text("candidate"),
          fields.optionalText("sdpMid").orElse(null),
          fields.optionalNumber("sdpMLineIndex").map(Init::place).orElse(null),
          fields.optionalText("usernameFragment").orElse(null));
    }

    private static int place(long index) {
      if (index < 0 || index > MAX_INDEX) {
        throw new RefusalException(
            Refusal.ofField(
                Refusal.BAD_FIELD, "sdpMLineIndex", "sdpMLineIndex is from 0 to " + MAX_INDEX));
      }
      return (int) index;
    }

    private static void write(Init init, FieldWriter fields) {
      fields.text("candidate", init.candidate).text("sdpMid", init.sdpMid);
      if (init.sdpMLineIndex != null) {
        fields.number("sdpMLineIndex", init.sdpMLineIndex);
      }
      fields.text("usernameFragment", init.usernameFragment);
    }

    /** Omits the address. */
    @Override
    public String toString() {
      return "Init[sdpMid=" + sdpMid + "]";
    }
  }

  @Override
  public Candidate readdressed(String peer, long negotiation) {
    return new Candidate(peer, negotiation, init);
  }

  private static Candidate read(FieldReader fields) {
    return new Candidate(
        fields.text("peer"),
        fields.number("negotiation"),
        fields.optionalObject("candidate", Init::read).orElse(null));
  }

  private static void write(Candidate candidate, FieldWriter fields) {
    fields
        .text("peer", candidate.peer)
        .number("negotiation", candidate.negotiation)
        .object("candidate", candidate.init, Init::write);
  }
}
