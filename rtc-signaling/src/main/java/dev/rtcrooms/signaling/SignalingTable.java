package dev.rtcrooms.signaling;

import static dev.rtcrooms.signaling.SignalingTable.Move.ANSWER;
import static dev.rtcrooms.signaling.SignalingTable.Move.CANDIDATE;
import static dev.rtcrooms.signaling.SignalingTable.Move.LEAVE;
import static dev.rtcrooms.signaling.SignalingTable.Move.OFFER;
import static dev.rtcrooms.signaling.SignalingTable.Move.RESTART;
import static dev.rtcrooms.signaling.SignalingTable.Ruling.CLOSE;
import static dev.rtcrooms.signaling.SignalingTable.Ruling.GLARE;
import static dev.rtcrooms.signaling.SignalingTable.Ruling.GONE;
import static dev.rtcrooms.signaling.SignalingTable.Ruling.RELAY;
import static dev.rtcrooms.signaling.SignalingTable.Ruling.STALE;
import static dev.rtcrooms.signaling.SignalingTable.Ruling.TRICKLE;
import static dev.rtcrooms.signaling.SignalingTable.State.CLOSED;
import static dev.rtcrooms.signaling.SignalingTable.State.IMPOLITE_OFFERED;
import static dev.rtcrooms.signaling.SignalingTable.State.POLITE_OFFERED;
import static dev.rtcrooms.signaling.SignalingTable.State.STABLE;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The transitions of a pair: the signaling states of both browsers (W3C webrtc-pc §4.3.1) as seen
 * from the server between them. Immutable; any thread.
 *
 * <p>All offers are alike here. An offer may propose the session or renegotiate it (RFC 3264 §8):
 * add or remove a track, share a screen, change a direction. It may also restart ICE (RFC 8445 §9),
 * which {@link Trickle} recognizes by new username fragments. Muting a track needs no signal. A
 * rollback is not a signal either: the polite browser rolls back its own offer when it receives the
 * offer that stands (RFC 9429 §5.7). A peer that wants to withdraw an offer sends another one.
 * Provisional answers are not relayed, because no browser makes them by itself.
 */
final class SignalingTable {

  /** The offer that has yet to be answered. */
  enum State {
    /** None. Both browsers are {@code stable}, or will be when all signals have arrived. */
    STABLE,
    /** The polite peer is in {@code have-local-offer}. */
    POLITE_OFFERED,
    /** The impolite peer is in {@code have-local-offer}; the polite peer may be for a moment. */
    IMPOLITE_OFFERED,
    /** One peer has left. The other browser is {@code closed}, or will be soon. */
    CLOSED
  }

  /** The sender. */
  enum Side {
    POLITE,
    IMPOLITE
  }

  /** The signal, or the event. */
  enum Move {
    OFFER,
    ANSWER,
    CANDIDATE,
    /** Asks the other peer to restart ICE. */
    RESTART,
    /** The sender has left or vanished, or the connection is no longer needed. */
    LEAVE
  }

  /** The server's reaction. */
  enum Ruling {
    /**
     * The other peer receives it: an answer if it has the number of the waiting offer, a restart if
     * none has been relayed since the other peer's last offer.
     */
    RELAY,
    /** Relayed, kept or dropped, depending on the generation that it names. */
    TRICKLE,
    /** Refused: the other peer's offer stands. */
    GLARE,
    /** Refused: no offer waits for this answer. */
    STALE,
    /** Both are told to close. */
    CLOSE,
    /** Refused: there is no such connection. */
    GONE
  }

  /** One transition, for one side or both. */
  record Row(State state, Set<Side> from, Move move, Ruling ruling, State next) {}

  private static final Set<Side> POLITE = EnumSet.of(Side.POLITE);
  private static final Set<Side> IMPOLITE = EnumSet.of(Side.IMPOLITE);
  private static final Set<Side> EITHER = EnumSet.allOf(Side.class);

  static final List<Row> ROWS =
      List.of(
          // RFC 3264 §5 and §8, RFC 9429 §3.2: stable, setLocal(OFFER), have-local-offer.
          new Row(STABLE, POLITE, OFFER, RELAY, POLITE_OFFERED),
          new Row(STABLE, IMPOLITE, OFFER, RELAY, IMPOLITE_OFFERED),
          // RFC 9429 §5.6: only a browser in have-local-offer accepts an answer.
          new Row(STABLE, EITHER, ANSWER, STALE, STABLE),
          // RFC 8838 §4: candidates may arrive at any time, even before their description.
          new Row(STABLE, EITHER, CANDIDATE, TRICKLE, STABLE),
          // W3C webrtc-pc, restartIce: negotiation is needed, and begins when the browser is
          // stable.
          new Row(STABLE, EITHER, RESTART, RELAY, STABLE),

          // RFC 9429 §4.1.10: an update to an offer that was not answered, perhaps after the
          // rollback of §4.1.10.2. RFC 3264 §4 would have it wait; but an offer that the other
          // browser could not take is never answered.
          new Row(POLITE_OFFERED, POLITE, OFFER, RELAY, POLITE_OFFERED),
          // W3C webrtc-pc, perfect negotiation: the impolite peer ignores the offer that it gets;
          // the polite peer rolls its own back (RFC 9429 §5.7) and takes this one.
          new Row(POLITE_OFFERED, IMPOLITE, OFFER, RELAY, IMPOLITE_OFFERED),
          // RFC 9429 §5.5: a browser that has offered has no remote offer to answer.
          new Row(POLITE_OFFERED, POLITE, ANSWER, STALE, POLITE_OFFERED),
          // RFC 3264 §6, RFC 9429 §3.2: have-local-offer, setRemote(ANSWER), stable.
          new Row(POLITE_OFFERED, IMPOLITE, ANSWER, RELAY, STABLE),
          new Row(POLITE_OFFERED, EITHER, CANDIDATE, TRICKLE, POLITE_OFFERED),
          // The browser restarts when this offer is answered, or rolled back.
          new Row(POLITE_OFFERED, EITHER, RESTART, RELAY, POLITE_OFFERED),

          // RFC 3264 §4, glare. Perfect negotiation: the impolite peer would ignore this offer, and
          // the polite one rolls it back when it hears the one that stands.
          new Row(IMPOLITE_OFFERED, POLITE, OFFER, GLARE, IMPOLITE_OFFERED),
          // RFC 9429 §4.1.10, as above.
          new Row(IMPOLITE_OFFERED, IMPOLITE, OFFER, RELAY, IMPOLITE_OFFERED),
          // RFC 3264 §6, RFC 9429 §3.2, as above.
          new Row(IMPOLITE_OFFERED, POLITE, ANSWER, RELAY, STABLE),
          // RFC 9429 §5.5, as above.
          new Row(IMPOLITE_OFFERED, IMPOLITE, ANSWER, STALE, IMPOLITE_OFFERED),
          new Row(IMPOLITE_OFFERED, EITHER, CANDIDATE, TRICKLE, IMPOLITE_OFFERED),
          new Row(IMPOLITE_OFFERED, EITHER, RESTART, RELAY, IMPOLITE_OFFERED),

          // RFC 9429 §3.2 has close() from every state; waiting signals are dropped.
          new Row(STABLE, EITHER, LEAVE, CLOSE, CLOSED),
          new Row(POLITE_OFFERED, EITHER, LEAVE, CLOSE, CLOSED),
          new Row(IMPOLITE_OFFERED, EITHER, LEAVE, CLOSE, CLOSED),
          // Signals that were under way when the other peer vanished.
          new Row(CLOSED, EITHER, OFFER, GONE, CLOSED),
          new Row(CLOSED, EITHER, ANSWER, GONE, CLOSED),
          new Row(CLOSED, EITHER, CANDIDATE, GONE, CLOSED),
          new Row(CLOSED, EITHER, RESTART, GONE, CLOSED),
          new Row(CLOSED, EITHER, LEAVE, GONE, CLOSED));

  private SignalingTable() {}

  static Row row(State state, Side from, Move move) {
    for (Row row : ROWS) {
      if (row.state == state && row.from.contains(from) && row.move == move) {
        return row;
      }
    }
    throw new AssertionError(state + " has no row for " + from + " " + move);
  }
}
