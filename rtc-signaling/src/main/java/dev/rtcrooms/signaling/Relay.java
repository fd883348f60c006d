package dev.rtcrooms.signaling;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Restart;
import dev.rtcrooms.message.Show;
import dev.rtcrooms.message.Signal;
import dev.rtcrooms.sdp.SessionDescription;

/**
 * Relays signals between the peers of a mesh, as far as their roles permit; for the mailbox only.
 */
final class Relay {

  private static final String DOES_NOT_PUBLISH = "this client does not publish";
  private static final String DOES_NOT_RECEIVE = "the other peer may not receive";

  private final Mesh mesh;
  private final SignalCheck check;

  Relay(Mesh mesh, SignalCheck check) {
    this.mesh = mesh;
    this.check = check;
  }

  void relay(MeshPeer from, Signal signal) {
    if (signal instanceof Offer && !mesh.publishes(from)) {
      throw notAllowed("Only publishers offer, and " + DOES_NOT_PUBLISH);
    }
    Pair pair = mesh.pair(from, signal.peer());
    try {
      if (signal instanceof Offer offer) {
        offer(from, pair, offer);
      } else if (signal instanceof Answer answer) {
        answer(from, pair, answer);
      } else if (signal instanceof Candidate candidate) {
        candidate(from, pair, candidate);
      } else if (signal instanceof Restart restart) {
        restart(from, pair, restart);
      } else if (signal instanceof Show) {
        pair.pass(from, signal);
      } else if (mesh.isServer(from)) {
        pair.tell(from, signal);
      } else {
        throw notAllowed("Only a media server says so");
      }
    } catch (RefusalException e) {
      pair.refused(from, signal, e.refusal());
      throw e;
    }
  }

  private void offer(MeshPeer from, Pair pair, Offer offer) {
    if (!pair.otherThan(from).maySubscribe()) {
      throw notAllowed("There is nothing to offer, since " + DOES_NOT_RECEIVE);
    }
    SessionDescription description =
        mesh.isServer(from) ? check.trusted(offer.sdp()) : check.description(offer.sdp());
    Offer relayed = new Offer(offer.peer(), offer.negotiation(), description.toString());
    pair.offer(from, relayed, description);
  }

  private void answer(MeshPeer from, Pair pair, Answer answer) {
    SessionDescription description = check.description(answer.sdp());
    if (!mesh.publishes(from)) {
      SignalCheck.requireNothingSent(description, DOES_NOT_PUBLISH);
    } else if (!pair.otherThan(from).maySubscribe()) {
      SignalCheck.requireNothingSent(description, DOES_NOT_RECEIVE);
    }
    Answer relayed = new Answer(answer.peer(), answer.negotiation(), description.toString());
    pair.answer(from, relayed, description);
  }

  private void candidate(MeshPeer from, Pair pair, Candidate candidate) {
    check
        .candidate(candidate)
        .ifPresent(checked -> pair.candidate(from, checked.candidate(), checked.ufrag()));
  }

  private void restart(MeshPeer from, Pair pair, Restart restart) {
    if (!mesh.publishes(pair.otherThan(from))) {
      throw notAllowed("The other peer does not publish, so it cannot offer");
    }
    pair.restart(from, restart);
  }

  private static RefusalException notAllowed(String text) {
    return new RefusalException(Refusal.NOT_ALLOWED, text);
  }
}
