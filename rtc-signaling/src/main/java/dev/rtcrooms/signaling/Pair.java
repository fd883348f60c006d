package dev.rtcrooms.signaling;

import dev.rtcrooms.Peer;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Signal;
import dev.rtcrooms.signaling.SignalingTable.Move;
import dev.rtcrooms.signaling.SignalingTable.Row;
import dev.rtcrooms.signaling.SignalingTable.Ruling;
import dev.rtcrooms.signaling.SignalingTable.State;
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
  private State state = State.STABLE;
  private long newest;

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

  void offer(Peer from, Offer offer, Set<String> ufrags) {
    checkNumber(offer);
    Row row = SignalingTable.row(state, isPolite(from) ? Move.POLITE_OFFER : Move.IMPOLITE_OFFER);
    if (row.ruling() == Ruling.GLARE) {
      trickleFrom(from).dropped(ufrags);
      throw new RefusalException(Refusal.GLARE, "The other peer's offer stands; answer it");
    }
    newest = negotiations.next();
    state = row.next();
    trickleFrom(otherThan(from)).rolledBack();
    otherThan(from).receive(offer.readdressed(from.id(), newest));
    trickleFrom(from).offered(newest, ufrags);
  }

  void answer(Peer from, Answer answer, Set<String> ufrags) {
    Row row = SignalingTable.row(state, isPolite(from) ? Move.POLITE_ANSWER : Move.IMPOLITE_ANSWER);
    if (row.ruling() == Ruling.STALE || answer.negotiation() != newest) {
      throw new RefusalException(
          Refusal.ofField(Refusal.STALE, "negotiation", "No such offer waits for this answer"));
    }
    state = row.next();
    trickleFrom(otherThan(from)).accepted();
    otherThan(from).receive(answer.readdressed(from.id(), newest));
    trickleFrom(from).answered(newest, ufrags);
  }

  void candidate(Peer from, Candidate candidate, @Nullable String ufrag) {
    checkNumber(candidate);
    trickleFrom(from).candidate(candidate, ufrag);
  }

  void close() {
    fromImpolite.close();
    fromPolite.close();
  }

  /** An offer or candidate carries what its sender knew; an answer carries its offer's number. */
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

  private boolean isPolite(Peer peer) {
    return peer == polite;
  }

  private Peer otherThan(Peer peer) {
    return peer == polite ? impolite : polite;
  }

  private Trickle trickleFrom(Peer peer) {
    return peer == polite ? fromPolite : fromImpolite;
  }
}
