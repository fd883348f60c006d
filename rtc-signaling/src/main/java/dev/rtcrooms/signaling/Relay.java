package dev.rtcrooms.signaling;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Restart;
import dev.rtcrooms.message.Signal;
import dev.rtcrooms.sdp.SessionDescription;
import dev.rtcrooms.signaling.Pairs.Link;

/** Takes signals from one peer of a mesh to another, if their roles allow; for the mailbox only. */
final class Relay {

  private static final String DOES_NOT_PUBLISH = "this client does not publish";
  private static final String DOES_NOT_RECEIVE = "the other may not receive";

  private final Mesh mesh;
  private final SignalCheck check;

  Relay(Mesh mesh, SignalCheck check) {
    this.mesh = mesh;
    this.check = check;
  }

  void relay(MeshPeer from, Signal signal) {
    if (signal instanceof Offer offer) {
      offer(from, offer);
    } else if (signal instanceof Answer answer) {
      answer(from, answer);
    } else if (signal instanceof Candidate candidate) {
      candidate(from, candidate);
    } else if (signal instanceof Restart restart) {
      restart(from, restart);
    }
  }

  private void offer(MeshPeer from, Offer offer) {
    if (!mesh.publishes(from)) {
      throw notAllowed("Only publishers offer, and " + DOES_NOT_PUBLISH);
    }
    Link link = mesh.link(from, offer.peer());
    if (!link.otherThan(from).maySubscribe()) {
      throw notAllowed("There is nothing to offer, since " + DOES_NOT_RECEIVE);
    }
    SessionDescription description = check.description(offer.sdp());
    Offer relayed = new Offer(offer.peer(), offer.negotiation(), description.toString());
    link.pair().offer(from.peer(), relayed, description);
  }

  private void answer(MeshPeer from, Answer answer) {
    Link link = mesh.link(from, answer.peer());
    SessionDescription description = check.description(answer.sdp());
    if (!mesh.publishes(from)) {
      SignalCheck.requireNothingSent(description, DOES_NOT_PUBLISH);
    } else if (!link.otherThan(from).maySubscribe()) {
      SignalCheck.requireNothingSent(description, DOES_NOT_RECEIVE);
    }
    Answer relayed = new Answer(answer.peer(), answer.negotiation(), description.toString());
    link.pair().answer(from.peer(), relayed, description);
  }

  private void candidate(MeshPeer from, Candidate candidate) {
    Link link = mesh.link(from, candidate.peer());
    check
        .candidate(candidate)
        .ifPresent(may -> link.pair().candidate(from.peer(), may.candidate(), may.ufrag()));
  }

  private void restart(MeshPeer from, Restart restart) {
    Link link = mesh.link(from, restart.peer());
    if (!mesh.publishes(link.otherThan(from))) {
      throw notAllowed("The other does not publish, so it could not offer");
    }
    link.pair().restart(from.peer(), restart);
  }

  private static RefusalException notAllowed(String text) {
    return new RefusalException(Refusal.NOT_ALLOWED, text);
  }
}
