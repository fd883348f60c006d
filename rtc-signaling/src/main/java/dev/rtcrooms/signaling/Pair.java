package dev.rtcrooms.signaling;

import dev.rtcrooms.Peer;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Restart;
import dev.rtcrooms.message.Signal;
import dev.rtcrooms.sdp.AnswerCheck;
import dev.rtcrooms.sdp.SdpException;
import dev.rtcrooms.sdp.SessionDescription;
import dev.rtcrooms.signaling.SignalingTable.Move;
import dev.rtcrooms.signaling.SignalingTable.Row;
import dev.rtcrooms.signaling.SignalingTable.Ruling;
import dev.rtcrooms.signaling.SignalingTable.Side;
import dev.rtcrooms.signaling.SignalingTable.State;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What two peers negotiate, as {@link SignalingTable} has it, from the opening of their connection
 * to its close; for the room's mailbox only. A signal that is refused changes nothing here, but
 * that the candidates of an offer that lost in glare are dropped with it.
 */
final class Pair {

  private final Peer impolite;
  private final Peer polite;
  private final Trickle fromImpolite;
  private final Trickle fromPolite;
  private final Negotiations negotiations;
  private final long opened;
  private final Set<Side> asking = EnumSet.noneOf(Side.class);
  private State state = State.STABLE;
  private long newest;

  /** The offer that waits for its answer; null if none does. */
  private @Nullable SessionDescription waiting;

  Pair(Peer impolite, Peer polite, Negotiations negotiations, Timer timer) {
    this.impolite = impolite;
    this.polite = polite;
    this.fromImpolite = new Trickle(impolite, polite, timer);
    this.fromPolite = new Trickle(polite, impolite, timer);
    this.negotiations = negotiations;
    this.opened = negotiations.next();
    this.newest = opened;
  }

  /** Where the numbering begins; signals with lower numbers belong to an earlier connection. */
  long opened() {
    return opened;
  }

  State state() {
    return state;
  }

  void offer(Peer from, Offer offer, SessionDescription description) {
    Row row = row(from, Move.OFFER);
    checkNumber(offer);
    Set<String> ufrags = description.ufrags();
    if (row.ruling() == Ruling.GLARE) {
      trickleFrom(from).dropped(ufrags);
      throw new RefusalException(Refusal.GLARE, "The other peer's offer stands; answer it");
    }
    newest = negotiations.next();
    state = row.next();
    waiting = description;
    asking.remove(side(otherThan(from)));
    trickleFrom(otherThan(from)).rolledBack();
    otherThan(from).receive(offer.readdressed(from.id(), newest));
    trickleFrom(from).offered(newest, ufrags);
  }

  void answer(Peer from, Answer answer, SessionDescription description) {
    Row row = row(from, Move.ANSWER);
    if (row.ruling() == Ruling.STALE || answer.negotiation() != newest) {
      throw new RefusalException(
          Refusal.ofField(Refusal.STALE, "negotiation", "No such offer waits for this answer"));
    }
    checkMatch(description);
    state = row.next();
    waiting = null;
    trickleFrom(otherThan(from)).accepted();
    otherThan(from).receive(answer.readdressed(from.id(), newest));
    trickleFrom(from).answered(newest, description.ufrags());
  }

  void candidate(Peer from, Candidate candidate, @Nullable String ufrag) {
    row(from, Move.CANDIDATE);
    checkNumber(candidate);
    trickleFrom(from).candidate(candidate, ufrag);
  }

  /** The other is asked once, until it has offered; more would have it restart again and again. */
  void restart(Peer from, Restart restart) {
    row(from, Move.RESTART);
    checkNumber(restart);
    if (asking.add(side(from))) {
      otherThan(from).receive(restart.readdressed(from.id(), newest));
    }
  }

  void close() {
    state = State.CLOSED;
    waiting = null;
    fromImpolite.close();
    fromPolite.close();
  }

  private Row row(Peer from, Move move) {
    Row row = SignalingTable.row(state, side(from), move);
    if (row.ruling() == Ruling.GONE) {
      throw noSuchPeer();
    }
    return row;
  }

  static RefusalException noSuchPeer() {
    return new RefusalException(
        Refusal.ofField(Refusal.NO_SUCH_PEER, "peer", "No connection to such a peer is open"));
  }

  /** RFC 3264 §6. */
  private void checkMatch(SessionDescription answer) {
    if (waiting != null) {
      try {
        AnswerCheck.check(waiting, answer);
      } catch (SdpException e) {
        throw SignalCheck.badSdp(e);
      }
    }
  }

  /** Any other signal carries what its sender knew; an answer carries its offer's number. */
  private void checkNumber(Signal signal) {
    if (signal.negotiation() < opened) {
      throw new RefusalException(
          Refusal.ofField(
              Refusal.STALE, "negotiation", "An earlier connection to this peer is over"));
    }
    if (signal.negotiation() > newest) {
      throw new RefusalException(
          Refusal.ofField(Refusal.BAD_FIELD, "negotiation", "No negotiation has this number yet"));
    }
  }

  private Side side(Peer peer) {
    return peer == polite ? Side.POLITE : Side.IMPOLITE;
  }

  private Peer otherThan(Peer peer) {
    return peer == polite ? impolite : polite;
  }

  private Trickle trickleFrom(Peer peer) {
    return peer == polite ? fromPolite : fromImpolite;
  }
}
