package dev.rtcrooms.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Published;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Restart;
import dev.rtcrooms.message.Signal;
import dev.rtcrooms.message.Unpublish;
import dev.rtcrooms.message.Unpublished;
import dev.rtcrooms.signaling.SimulatedConnection.Description;
import dev.rtcrooms.signaling.SimulatedConnection.State;
import dev.rtcrooms.testkit.TestClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A page that follows the Perfect Negotiation Example of W3C webrtc-pc, over the room's signaling:
 * both directions of its connection are queues that the test moves on.
 */
final class SimulatedBrowser {

  /** All descriptions of a run by their SDP, in place of a parser. */
  private final Map<String, Description> descriptions;

  private final TestClient client;
  private final Deque<Event> inbound = new ArrayDeque<>();
  private final Deque<Command> outbound = new ArrayDeque<>();
  private final Map<String, Offer> offered = new HashMap<>();
  private boolean publishing;
  private int track;
  private int sent;
  @Nullable Talk talk;
  final List<String> refusals = new ArrayList<>();
  int ignoredOffers;
  int restartsHeard;

  SimulatedBrowser(TestClient client, Map<String, Description> descriptions) {
    this.client = client;
    this.descriptions = descriptions;
  }

  /** One connection and the example's variables. */
  final class Talk {
    final SimulatedConnection pc;
    private final String peer;
    private final boolean polite;
    private long newest;
    private boolean makingOffer;
    private boolean ignoreOffer;
    private boolean isSettingRemoteAnswerPending;
    private String ignoredUfrag = "";

    Talk(Connect connect) {
      pc = new SimulatedConnection(client.toString() + connect.negotiation() + "+");
      peer = connect.peer();
      polite = connect.polite();
      newest = connect.negotiation();
      pc.onNegotiationNeeded = this::negotiate;
      pc.onCandidate = ufrag -> outbound.add(new Candidate(peer, newest, Sdp.candidate(ufrag)));
    }

    private void negotiate() {
      if (!publishing) {
        return;
      }
      makingOffer = true;
      pc.setLocalDescription(
          () -> {
            send(newest);
            makingOffer = false;
          });
    }

    private void send(long number) {
      Description local = pc.localDescription();
      descriptions.put(local.sdp(), local);
      outbound.add(
          local.offer()
              ? new Offer(peer, number, local.sdp())
              : new Answer(peer, number, local.sdp()));
    }

    private void description(Description description, long number) {
      boolean readyForOffer =
          !makingOffer && (pc.state == State.STABLE || isSettingRemoteAnswerPending);
      ignoreOffer = !polite && description.offer() && !readyForOffer;
      if (ignoreOffer) {
        ignoredUfrag = description.ufrag();
        ignoredOffers++;
        return;
      }
      isSettingRemoteAnswerPending = !description.offer();
      pc.setRemoteDescription(
          description,
          () -> {
            isSettingRemoteAnswerPending = false;
            if (description.offer()) {
              pc.setLocalDescription(() -> send(number));
            }
          });
    }

    private void candidate(Candidate candidate) {
      String ufrag = Objects.requireNonNull(candidate.init()).usernameFragment();
      pc.addIceCandidate(
          Objects.requireNonNull(ufrag),
          refused -> {
            if (refused && !ufrag.equals(ignoredUfrag) && !pc.wasOf(ufrag)) {
              throw new AssertionError(client + " was given a candidate of " + ufrag);
            }
          });
    }
  }

  boolean isPublishing() {
    return publishing;
  }

  void publish() {
    outbound.add(new Publish());
  }

  void unpublish() {
    publishing = false;
    outbound.add(new Unpublish());
  }

  void addTrack() {
    if (publishing && talk != null) {
      talk.pc.addTrack(++track);
    }
  }

  void restartIce() {
    if (publishing && talk != null) {
      talk.pc.restartIce();
    } else if (talk != null) {
      outbound.add(new Restart(talk.peer, talk.newest));
    }
  }

  /** What could happen next here. */
  List<Runnable> steps() {
    inbound.addAll(client.drain());
    List<Runnable> steps = new ArrayList<>();
    if (!outbound.isEmpty()) {
      steps.add(this::sendNext);
    }
    if (!inbound.isEmpty()) {
      steps.add(() -> hear(inbound.remove()));
    }
    if (talk != null && talk.pc.hasOperation()) {
      steps.add(talk.pc::finishOperation);
    }
    if (talk != null && talk.pc.hasTask()) {
      steps.add(talk.pc::runTask);
    }
    return steps;
  }

  private void sendNext() {
    Command command = outbound.remove();
    String ref = "sent-" + ++sent;
    if (command instanceof Offer offer) {
      offered.put(ref, offer);
    }
    client.send(command, ref);
  }

  private void hear(Event event) {
    if (event instanceof Connect connect) {
      if (talk != null) {
        throw new AssertionError(client + " is connected already");
      }
      talk = new Talk(connect);
      addTrack();
    } else if (event instanceof Disconnect) {
      Objects.requireNonNull(talk);
      talk = null;
    } else if (event instanceof Signal signal) {
      Talk current = Objects.requireNonNull(talk);
      current.newest = Math.max(current.newest, signal.negotiation());
      if (signal instanceof Offer offer) {
        current.description(
            Objects.requireNonNull(descriptions.get(offer.sdp())), offer.negotiation());
      } else if (signal instanceof Answer answer) {
        current.description(
            Objects.requireNonNull(descriptions.get(answer.sdp())), answer.negotiation());
      } else if (signal instanceof Candidate candidate) {
        current.candidate(candidate);
      } else if (signal instanceof Restart && publishing) {
        restartsHeard++;
        current.pc.restartIce();
      }
    } else if (event instanceof Published published && published.member().equals(client.member())) {
      publishing = true;
      addTrack();
    } else if (event instanceof Unpublished gone && gone.member().equals(client.member())) {
      publishing = false;
    } else if (event instanceof Refused refused) {
      refused(refused);
    }
  }

  private void refused(Refused refused) {
    String code = refused.refusal().code();
    refusals.add(code);
    Offer offer = offered.get(refused.ref());
    if (offer != null && talk != null && !code.equals(Refusal.GLARE)) {
      Description description = Objects.requireNonNull(descriptions.get(offer.sdp()));
      // In glare the other's offer comes and rolls this one back; nothing else would.
      assertThat(talk.pc.pendingLocal).isNotEqualTo(description);
    }
  }
}
