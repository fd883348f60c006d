package dev.rtcrooms.signaling;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Restart;
import dev.rtcrooms.message.Signal;
import dev.rtcrooms.sdp.AnswerCheck;
import dev.rtcrooms.sdp.SdpException;
import dev.rtcrooms.sdp.SdpLimits;
import dev.rtcrooms.sdp.SessionDescription;
import dev.rtcrooms.signaling.SignalingTable.Move;
import dev.rtcrooms.signaling.SignalingTable.Row;
import dev.rtcrooms.signaling.SignalingTable.Ruling;
import dev.rtcrooms.signaling.SignalingTable.Side;
import dev.rtcrooms.signaling.SignalingTable.State;
import dev.rtcrooms.spi.NegotiationOutcome;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The connection of two peers and the state of its negotiation, which follows {@link
 * SignalingTable}; for the room's mailbox only. A refused signal changes nothing here, except that
 * the candidates of an offer that lost in glare are dropped with it.
 */
final class Pair {

  private final MeshPeer impolite;
  private final MeshPeer polite;
  private final Trickle fromImpolite;
  private final Trickle fromPolite;
  private final NegotiationCounter negotiations;
  private final Consumer<? super NegotiationOutcome> outcomes;
  private final long opened;
  private final Set<Side> asking = EnumSet.noneOf(Side.class);
  private State state = State.STABLE;
  private long newest;

  /**
   * The offer that has yet to be answered; null if there is none. Its text, because a description
   * that was read takes many times as much memory.
   */
  private @Nullable String waiting;

  /** What a media server has told the client last; null for nothing. */
  private @Nullable Signal told;

  /**
   * A pair whose negotiation begins, or goes on.
   *
   * @param outcomes is told what becomes of each offer
   * @param kept the connection that both ends have already, or null
   */
  Pair(
      MeshPeer impolite,
      MeshPeer polite,
      NegotiationCounter negotiations,
      Consumer<? super NegotiationOutcome> outcomes,
      Claims.@Nullable Agreed kept,
      RoomTimer timer) {
    this.impolite = impolite;
    this.polite = polite;
    this.fromImpolite = new Trickle(impolite.peer(), polite.peer(), timer);
    this.fromPolite = new Trickle(polite.peer(), impolite.peer(), timer);
    this.negotiations = negotiations;
    this.outcomes = outcomes;
    if (kept == null) {
      this.opened = negotiations.next();
      this.newest = opened;
    } else {
      negotiations.atLeast(kept.newest());
      this.opened = kept.opened();
      this.newest = kept.newest();
    }
  }

  /** The first number of this connection; lower numbers belong to an earlier one. */
  long opened() {
    return opened;
  }

  State state() {
    return state;
  }

  MeshPeer impolite() {
    return impolite;
  }

  MeshPeer polite() {
    return polite;
  }

  boolean has(MeshPeer peer) {
    return peer == polite || peer == impolite;
  }

  MeshPeer otherThan(MeshPeer peer) {
    return peer == polite ? impolite : polite;
  }

  /** Tells both ends that the connection begins. */
  void connect() {
    connect(impolite);
    connect(polite);
  }

  private void connect(MeshPeer peer) {
    MeshPeer other = otherThan(peer);
    Connect connect = new Connect(other.id(), peer == polite, opened, other.maySubscribe());
    peer.peer().connect(connect.withLayers(other.peer().layers()));
  }

  /**
   * A peer has this connection still, and is reached again. It is sent the signals that it may have
   * missed: the other peer's offer, its candidates, its request to restart ICE, and what a media
   * server has told. An answer that was lost comes again, because the peer sends its own offer
   * again unless that still waits. Browsers take a candidate twice.
   */
  void resume(MeshPeer peer) {
    MeshPeer other = otherThan(peer);
    boolean offered = state == offeredBy(peer);
    Connect connect =
        new Connect(other.id(), peer == polite, newest, other.maySubscribe(), true, offered);
    peer.peer().connect(connect.withLayers(other.peer().layers()));
    if (waiting != null && state == offeredBy(other)) {
      peer.peer().receive(new Offer(other.id(), newest, waiting));
    }
    trickleFrom(other).repeat();
    if (asking.contains(side(other))) {
      peer.peer().receive(new Restart(other.id(), newest));
    }
    Signal news = told;
    if (news != null && news.peer().equals(other.id())) {
      peer.peer().receive(news.readdressed(other.id(), newest));
    }
  }

  private State offeredBy(MeshPeer peer) {
    return peer == polite ? State.POLITE_OFFERED : State.IMPOLITE_OFFERED;
  }

  void offer(MeshPeer from, Offer offer, SessionDescription description) {
    Row row = row(from, Move.OFFER);
    checkNumber(offer);
    Set<String> ufrags = description.ufrags();
    if (row.ruling() == Ruling.GLARE) {
      trickleFrom(from).dropped(ufrags);
      outcomes.accept(NegotiationOutcome.GLARE);
      throw new RefusalException(Refusal.GLARE, "The other peer's offer stands; answer it");
    }
    if (waiting != null) {
      boolean again = state == offeredBy(from);
      outcomes.accept(again ? NegotiationOutcome.REPLACED : NegotiationOutcome.GLARE);
    }
    newest = negotiations.next();
    state = row.next();
    waiting = offer.sdp();
    asking.remove(side(otherThan(from)));
    trickleFrom(otherThan(from)).rolledBack();
    relay(from, offer, newest);
    trickleFrom(from).offered(newest, ufrags);
  }

  void answer(MeshPeer from, Answer answer, SessionDescription description) {
    Row row = row(from, Move.ANSWER);
    if (row.ruling() == Ruling.STALE || answer.negotiation() != newest) {
      throw new RefusalException(
          Refusal.ofField(
              Refusal.STALE, "negotiation", "No offer of this number waits for an answer"));
    }
    checkMatch(description);
    outcomes.accept(NegotiationOutcome.ANSWERED);
    state = row.next();
    waiting = null;
    trickleFrom(otherThan(from)).accepted();
    relay(from, answer, newest);
    trickleFrom(from).answered(newest, description.ufrags());
  }

  void candidate(MeshPeer from, Candidate candidate, @Nullable String ufrag) {
    row(from, Move.CANDIDATE);
    checkNumber(candidate);
    trickleFrom(from).candidate(candidate, ufrag);
  }

  /** Asks the other peer once until it has offered, so that it does not restart again and again. */
  void restart(MeshPeer from, Restart restart) {
    row(from, Move.RESTART);
    checkNumber(restart);
    if (asking.add(side(from))) {
      relay(from, restart, newest);
    }
  }

  /** Relays a signal that changes nothing of the negotiation. */
  void pass(MeshPeer from, Signal signal) {
    checkNumber(signal);
    relay(from, signal, newest);
  }

  /** Relays what a media server tells a client, which replaces what it told before. */
  void tell(MeshPeer server, Signal signal) {
    pass(server, signal);
    told = signal.readdressed(server.id(), newest);
  }

  /**
   * A description of this peer is refused. The other peer is told too, because it would go on
   * waiting for it; but not of an answer that is late.
   */
  void refused(MeshPeer from, Signal signal, Refusal refusal) {
    boolean awaited =
        !(signal instanceof Answer) || (waiting != null && signal.negotiation() == newest);
    if (awaited && refusal.code().equals(Refusal.BAD_SDP)) {
      otherThan(from).peer().refuse(new Refused(null, refusal, from.id(), newest));
    }
  }

  /** Ends the connection, and tells both ends. */
  void close() {
    if (waiting != null) {
      outcomes.accept(NegotiationOutcome.UNANSWERED);
    }
    state = State.CLOSED;
    waiting = null;
    fromImpolite.close();
    fromPolite.close();
    impolite.peer().disconnect(new Disconnect(polite.id()));
    polite.peer().disconnect(new Disconnect(impolite.id()));
  }

  private void relay(MeshPeer from, Signal signal, long negotiation) {
    otherThan(from).peer().receive(signal.readdressed(from.id(), negotiation));
  }

  private Row row(MeshPeer from, Move move) {
    Row row = SignalingTable.row(state, side(from), move);
    if (row.ruling() == Ruling.GONE) {
      throw noSuchPeer();
    }
    return row;
  }

  static RefusalException noSuchPeer() {
    return new RefusalException(
        Refusal.ofField(Refusal.NO_SUCH_PEER, "peer", "No connection to this peer is open"));
  }

  /** RFC 3264 §6. */
  private void checkMatch(SessionDescription answer) {
    if (waiting != null) {
      try {
        AnswerCheck.check(SessionDescription.parse(waiting, SdpLimits.NONE), answer);
      } catch (SdpException e) {
        throw SignalCheck.badSdp(e);
      }
    }
  }

  /**
   * Checks the number of a signal other than an answer. It is the newest that the sender knew; an
   * answer carries the number of its offer.
   */
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

  private Side side(MeshPeer peer) {
    return peer == polite ? Side.POLITE : Side.IMPOLITE;
  }

  private Trickle trickleFrom(MeshPeer peer) {
    return peer == polite ? fromPolite : fromImpolite;
  }
}
