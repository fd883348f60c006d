package dev.rtcrooms.signaling;

import static dev.rtcrooms.signaling.SignalingTable.Move.IMPOLITE_ANSWER;
import static dev.rtcrooms.signaling.SignalingTable.Move.IMPOLITE_OFFER;
import static dev.rtcrooms.signaling.SignalingTable.Move.POLITE_ANSWER;
import static dev.rtcrooms.signaling.SignalingTable.Move.POLITE_OFFER;
import static dev.rtcrooms.signaling.SignalingTable.Ruling.GLARE;
import static dev.rtcrooms.signaling.SignalingTable.Ruling.RELAY;
import static dev.rtcrooms.signaling.SignalingTable.Ruling.STALE;
import static dev.rtcrooms.signaling.SignalingTable.State.IMPOLITE_OFFERED;
import static dev.rtcrooms.signaling.SignalingTable.State.POLITE_OFFERED;
import static dev.rtcrooms.signaling.SignalingTable.State.STABLE;

import java.util.List;

/**
 * What becomes of an offer or an answer between two peers: the signaling states of both browsers
 * (W3C webrtc-pc §4.3.1) seen from between them. Immutable.
 */
final class SignalingTable {

  /** Whose offer waits for its answer. */
  enum State {
    /** Nobody's; both browsers are {@code stable}, or will be when they have heard all. */
    STABLE,
    /** The polite peer is in {@code have-local-offer}. */
    POLITE_OFFERED,
    /** The impolite peer is in {@code have-local-offer}; the polite one may be, until it hears. */
    IMPOLITE_OFFERED
  }

  /** What a peer sends. */
  enum Move {
    POLITE_OFFER,
    IMPOLITE_OFFER,
    POLITE_ANSWER,
    IMPOLITE_ANSWER
  }

  /** What becomes of it. */
  enum Ruling {
    /** The other peer hears it; an answer only if it carries the number of the waiting offer. */
    RELAY,
    /** Dropped: the other's offer stands. */
    GLARE,
    /** Dropped: it answers nothing that still waits. */
    STALE
  }

  /** Where a move leads from a state. */
  record Row(State state, Move move, Ruling ruling, State next) {}

  static final List<Row> ROWS =
      List.of(
          // RFC 3264 §5 and §8, RFC 9429 §3.2: stable, setLocal(OFFER), have-local-offer.
          new Row(STABLE, POLITE_OFFER, RELAY, POLITE_OFFERED),
          new Row(STABLE, IMPOLITE_OFFER, RELAY, IMPOLITE_OFFERED),
          // RFC 9429 §5.6: only one in have-local-offer takes an answer.
          new Row(STABLE, POLITE_ANSWER, STALE, STABLE),
          new Row(STABLE, IMPOLITE_ANSWER, STALE, STABLE),

          // RFC 9429 §4.1.10: an update to an offer that was not answered, perhaps after the
          // rollback of §4.1.10.2. RFC 3264 §4 would have it wait; but an offer that the other
          // browser could not take is never answered.
          new Row(POLITE_OFFERED, POLITE_OFFER, RELAY, POLITE_OFFERED),
          // W3C webrtc-pc, perfect negotiation: the impolite peer ignores the offer that it gets;
          // the polite peer rolls its own back (RFC 9429 §5.7) and takes this one.
          new Row(POLITE_OFFERED, IMPOLITE_OFFER, RELAY, IMPOLITE_OFFERED),
          // RFC 9429 §5.5: who has offered has no remote offer to answer.
          new Row(POLITE_OFFERED, POLITE_ANSWER, STALE, POLITE_OFFERED),
          // RFC 3264 §6, RFC 9429 §3.2: have-local-offer, setRemote(ANSWER), stable.
          new Row(POLITE_OFFERED, IMPOLITE_ANSWER, RELAY, STABLE),

          // RFC 3264 §4, glare. Perfect negotiation: the impolite peer would ignore this offer, and
          // the polite one rolls it back when it hears the one that stands.
          new Row(IMPOLITE_OFFERED, POLITE_OFFER, GLARE, IMPOLITE_OFFERED),
          // RFC 9429 §4.1.10, as above.
          new Row(IMPOLITE_OFFERED, IMPOLITE_OFFER, RELAY, IMPOLITE_OFFERED),
          // RFC 3264 §6, RFC 9429 §3.2, as above.
          new Row(IMPOLITE_OFFERED, POLITE_ANSWER, RELAY, STABLE),
          // RFC 9429 §5.5, as above.
          new Row(IMPOLITE_OFFERED, IMPOLITE_ANSWER, STALE, IMPOLITE_OFFERED));

  private SignalingTable() {}

  static Row row(State state, Move move) {
    for (Row row : ROWS) {
      if (row.state == state && row.move == move) {
        return row;
      }
    }
    throw new AssertionError(state + " has no row for " + move);
  }
}
