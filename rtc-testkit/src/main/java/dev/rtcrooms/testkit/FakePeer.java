package dev.rtcrooms.testkit;

import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Published;
import dev.rtcrooms.message.Restart;
import dev.rtcrooms.message.Signal;
import dev.rtcrooms.message.Unpublished;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The signaling of a browser without its media: makes offers, answers and candidates for a {@link
 * TestClient}. It does nothing by itself. For the test's thread.
 *
 * <p>{@link #offer}, {@link #answer} and {@link #agree} do what a browser does. The methods whose
 * names end in {@code To} make a signal as the client knows the negotiation now, and do not send
 * it. A test that sends it later is late; one that makes offers of both peers before it sends them
 * causes a glare; one that changes it before lies:
 *
 * <pre>{@code
 * Offer late = bob.offerTo(ann);
 * ann.offer(bob);
 * assertThat(bob.client().refusal(late).code()).isEqualTo(Refusal.GLARE);
 * }</pre>
 */
public final class FakePeer {

  private final TestClient client;
  private final Map<String, FakeNegotiation> negotiations = new HashMap<>();
  private List<String> sections = List.of("audio sendrecv", "video sendrecv");
  private List<String> answers = List.of();
  private UnaryOperator<String> change = UnaryOperator.identity();
  private boolean publishes;
  private int heard;

  private FakePeer(TestClient client) {
    this.client = client;
  }

  /**
   * Creates the peer of a client.
   *
   * @param client which stays the test's: the peer takes no event away from it
   * @return a peer that publishes nothing and has no connection yet
   */
  public static FakePeer of(TestClient client) {
    return new FakePeer(client);
  }

  /**
   * Returns the client.
   *
   * @return sends the signals, and hears those of the others
   */
  public TestClient client() {
    return client;
  }

  /**
   * Returns the id by which others name this peer.
   *
   * @return the client's id
   */
  public String id() {
    return client.id();
  }

  /**
   * Sets the media sections of the following offers. Default: {@code audio sendrecv} and {@code
   * video sendrecv}.
   *
   * @param media for each section its kind, a space, and {@code sendrecv}, {@code sendonly}, {@code
   *     recvonly}, {@code inactive} or {@code rejected}
   * @return this peer
   */
  public FakePeer offering(String... media) {
    sections = List.of(media);
    return this;
  }

  /**
   * Sets the media sections of the following answers. Default: those of the offer, each with the
   * direction that permits most (RFC 3264 §6.1); they send if this peer publishes.
   *
   * @param media as for {@link #offering}, whether they match the offer or not; none for the
   *     default
   * @return this peer
   */
  public FakePeer answering(String... media) {
    answers = List.of(media);
    return this;
  }

  /**
   * Changes each description that this peer makes from now on, so that it lies.
   *
   * @param lie gets the session description, whose lines end with CR and LF, and returns another
   *     one; {@link UnaryOperator#identity()} to be honest again
   * @return this peer
   */
  public FakePeer changing(UnaryOperator<String> lie) {
    change = lie;
    return this;
  }

  /**
   * Publishes, offers to another peer, and is answered by it.
   *
   * @param other answers
   * @throws AssertionError if anything of this is refused or not relayed
   */
  public void agree(FakePeer other) {
    if (!publishes()) {
      client.ask(new Publish());
    }
    offer(other);
    other.answer(this);
    hear();
    if (negotiation(other).newest() != other.negotiation(this).newest()) {
      throw new AssertionError(client + " heard no answer of " + other.client);
    }
  }

  /**
   * Sends an offer.
   *
   * @param other to which the server has connected this peer
   * @throws AssertionError if there is no connection, or the offer is refused
   */
  public void offer(FakePeer other) {
    client.ask(offerTo(other));
  }

  /**
   * Answers the newest offer.
   *
   * @param other has offered
   * @throws AssertionError if no offer has come, or the answer is refused
   */
  public void answer(FakePeer other) {
    client.ask(answerTo(other));
  }

  /**
   * Restarts ICE (RFC 8445 §9): the following descriptions and candidates for this peer have new
   * credentials.
   *
   * @param other the peer
   */
  public void restartIce(FakePeer other) {
    negotiation(other).restart();
  }

  /**
   * Makes an offer with the newest number that this client knows.
   *
   * @param other to which the server has connected this peer
   * @return not sent yet
   * @throws AssertionError if there is no connection
   */
  public Offer offerTo(FakePeer other) {
    FakeNegotiation negotiation = negotiation(other);
    String sdp = FakeDescription.offer(sections, negotiation.ufrag());
    return new Offer(other.id(), negotiation.newest(), change.apply(sdp));
  }

  /**
   * Makes an answer to the newest offer.
   *
   * @param other has offered
   * @return not sent yet
   * @throws AssertionError if no offer has come
   */
  public Answer answerTo(FakePeer other) {
    FakeNegotiation negotiation = negotiation(other);
    Offer offer = negotiation.offer().orElse(null);
    if (offer == null) {
      throw new AssertionError(client + " has heard no offer of " + other.client);
    }
    String sdp =
        answers.isEmpty()
            ? FakeDescription.answer(offer.sdp(), negotiation.ufrag(), publishes())
            : FakeDescription.answer(answers, negotiation.ufrag());
    return new Answer(other.id(), offer.negotiation(), change.apply(sdp));
  }

  /**
   * Makes a candidate of the present generation.
   *
   * @param other to which the server has connected this peer
   * @return not sent yet; a host candidate of an address for documentation (RFC 5737)
   * @throws AssertionError if there is no connection
   */
  public Candidate candidateTo(FakePeer other) {
    FakeNegotiation negotiation = negotiation(other);
    return new Candidate(
        other.id(),
        negotiation.newest(),
        new Candidate.Init(
            "candidate:1 1 udp 2122260223 192.0.2.7 54321 typ host", "0", 0, negotiation.ufrag()));
  }

  /**
   * Makes the request of a peer that only receives to restart ICE.
   *
   * @param other publishes
   * @return not sent yet
   * @throws AssertionError if there is no connection
   */
  public Restart restartTo(FakePeer other) {
    return new Restart(other.id(), negotiation(other).newest());
  }

  /** The server has said how the two are connected, or nothing can be made. */
  private FakeNegotiation negotiation(FakePeer other) {
    hear();
    FakeNegotiation negotiation = negotiations.get(other.id());
    if (negotiation == null) {
      throw new AssertionError(client + " is not connected with " + other.client);
    }
    return negotiation;
  }

  private boolean publishes() {
    hear();
    return publishes;
  }

  /** Takes in what has come since the last call. */
  private void hear() {
    List<Event> all = client.heard();
    while (heard < all.size()) {
      hear(all.get(heard++));
    }
  }

  private void hear(Event event) {
    if (event instanceof Connect connect) {
      negotiations.put(connect.peer(), new FakeNegotiation(id(), connect.negotiation()));
    } else if (event instanceof Disconnect disconnect) {
      negotiations.remove(disconnect.peer());
    } else if (event instanceof Signal signal) {
      FakeNegotiation negotiation = negotiations.get(signal.peer());
      if (negotiation != null) {
        negotiation.hear(signal);
      }
    } else if (event instanceof Published published) {
      publishes |= published.member().equals(client.member());
    } else if (event instanceof Unpublished unpublished) {
      publishes &= !unpublished.member().equals(client.member());
    }
  }

  /** {@return the client's name} */
  @Override
  public String toString() {
    return client.toString();
  }
}
