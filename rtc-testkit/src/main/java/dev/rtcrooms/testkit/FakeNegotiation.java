package dev.rtcrooms.testkit;

import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Signal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a {@link FakePeer} knows of its connection to one other peer; for the test's thread. */
final class FakeNegotiation {

  private final String ufrag;
  private long newest;
  private int generation = 1;
  private @Nullable Offer offer;

  /**
   * Begins with the number of a {@code connect}.
   *
   * @param own the id of the peer that knows this
   */
  FakeNegotiation(String own, long newest) {
    ufrag = own.replace('-', '+').replace('_', '/'); // ice-char (RFC 8839 §5.4)
    this.newest = newest;
  }

  /** An offer that restarts ICE makes both sides restart (RFC 8445 §9). */
  void hear(Signal signal) {
    if (signal instanceof Offer next) {
      if (offer != null
          && !FakeDescription.ufrag(offer.sdp()).equals(FakeDescription.ufrag(next.sdp()))) {
        restart();
      }
      newest = next.negotiation();
      offer = next;
    } else if (signal instanceof Answer answer) {
      newest = answer.negotiation();
    }
  }

  /** The next descriptions and candidates have other credentials. */
  void restart() {
    generation++;
  }

  /** The highest number that is known. */
  long newest() {
    return newest;
  }

  /** The newest offer of the other peer. */
  Optional<Offer> offer() {
    return Optional.ofNullable(offer);
  }

  /** The user name fragment of the present generation. */
  String ufrag() {
    return ufrag + generation;
  }
}
