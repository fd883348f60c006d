package dev.rtcrooms.examples.hands;

import dev.rtcrooms.Peer;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Signal;
import dev.rtcrooms.sdp.MediaSection;
import dev.rtcrooms.sdp.SdpException;
import dev.rtcrooms.sdp.SessionDescription;
import dev.rtcrooms.testkit.TestClient;
import java.util.ArrayList;
import java.util.List;

/** As much of a browser as signaling needs: it offers, answers, and sends no media. */
final class Browser implements Peer {

  private final TestClient client;
  private final List<MediaSection> offered = new ArrayList<>();

  Browser(TestClient client) {
    this.client = client;
  }

  @Override
  public String id() {
    return client.id();
  }

  /** Hears what the server has relayed, in its order. */
  void hearSignals() {
    client.drain(Signal.class).forEach(this::receive);
  }

  @Override
  public void receive(Signal signal) {
    if (signal instanceof Offer offer) {
      try {
        offered.addAll(SessionDescription.parse(offer.sdp()).media());
      } catch (SdpException e) {
        throw new AssertionError("The server relays no such offer", e);
      }
      client.ask(new Answer(offer.peer(), offer.negotiation(), Sdp.of(id(), "recvonly")));
      client.ask(new Candidate(offer.peer(), offer.negotiation(), null)); // that were all
    }
  }

  /** Offers to the peer that the server has named. */
  void offer() {
    Connect connect = client.next(Connect.class);
    client.ask(new Offer(connect.peer(), connect.negotiation(), Sdp.of(id(), "sendonly")));
  }

  List<MediaSection> offered() {
    return offered;
  }
}
