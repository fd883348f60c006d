package dev.rtcrooms.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Limits;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.User;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Restart;
import dev.rtcrooms.message.Signal;
import dev.rtcrooms.sdp.SessionDescription;
import dev.rtcrooms.signaling.MeshPeer.Rank;
import dev.rtcrooms.signaling.SignalingTable.Move;
import dev.rtcrooms.signaling.SignalingTable.Row;
import dev.rtcrooms.signaling.SignalingTable.Ruling;
import dev.rtcrooms.signaling.SignalingTable.Side;
import dev.rtcrooms.signaling.SignalingTable.State;
import dev.rtcrooms.spi.NegotiationOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Walks every state with every signal, whether its number is right or wrong. */
class PairTest {

  private static final String POLITE_UFRAG = "pppp";
  private static final String IMPOLITE_UFRAG = "iiii";

  private final QuietPeer impolite = new QuietPeer("impolite");
  private final QuietPeer polite = new QuietPeer("polite");
  private final List<NegotiationOutcome> outcomes = new ArrayList<>();
  private final NegotiationCounter negotiations = new NegotiationCounter();
  private final FakeRoomTimer timer = new FakeRoomTimer();
  private final MeshPeer meshImpolite = inMesh(impolite, 1);
  private final MeshPeer meshPolite = inMesh(polite, 2);
  private final Pair pair = pair();
  private long newest = pair.opened();

  private Pair pair() {
    negotiations.next();
    return new Pair(meshImpolite, meshPolite, negotiations, outcomes::add, null, timer);
  }

  private static MeshPeer inMesh(QuietPeer peer, long joined) {
    return new MeshPeer(peer, User.of(peer.id()), Grants::none, new Rank(true, joined));
  }

  @Test
  void theTableHasOneRowForEachStateAndMove() {
    for (State state : State.values()) {
      for (Side side : Side.values()) {
        for (Move move : Move.values()) {
          assertThat(SignalingTable.ROWS)
              .filteredOn(r -> r.state() == state && r.from().contains(side) && r.move() == move)
              .hasSize(1);
        }
      }
    }
    assertThat(SignalingTable.ROWS.stream().mapToInt(row -> row.from().size()).sum())
        .isEqualTo(State.values().length * Side.values().length * Move.values().length);
    assertThat(SignalingTable.ROWS)
        .filteredOn(row -> !Set.of(Ruling.RELAY, Ruling.CLOSE).contains(row.ruling()))
        .allMatch(row -> row.next() == row.state());
    assertThat(SignalingTable.ROWS).extracting(Row::next).contains(State.values());
  }

  /**
   * Numbers: {@code newest} is the newest of the pair, {@code before} an earlier connection's,
   * {@code opened} where this connection began, {@code ahead} one that was never given.
   */
  @ParameterizedTest(name = "{0}: {1} {2} ({3}) is {4}, then {5}")
  @CsvSource({
    // from, who, what, number, becomes, state
    "NEW, polite, offer, newest, relayed, POLITE_OFFERED",
    "NEW, polite, offer, before, stale, STABLE",
    "NEW, polite, offer, ahead, bad-field, STABLE",
    "NEW, polite, answer, newest, stale, STABLE",
    "NEW, polite, answer, before, stale, STABLE",
    "NEW, polite, answer, ahead, stale, STABLE",
    "NEW, polite, candidate, newest, held, STABLE",
    "NEW, polite, candidate, before, stale, STABLE",
    "NEW, polite, candidate, ahead, bad-field, STABLE",
    "NEW, impolite, offer, newest, relayed, IMPOLITE_OFFERED",
    "NEW, impolite, offer, before, stale, STABLE",
    "NEW, impolite, offer, ahead, bad-field, STABLE",
    "NEW, impolite, answer, newest, stale, STABLE",
    "NEW, impolite, answer, before, stale, STABLE",
    "NEW, impolite, answer, ahead, stale, STABLE",
    "NEW, impolite, candidate, newest, held, STABLE",
    "NEW, impolite, candidate, before, stale, STABLE",
    "NEW, impolite, candidate, ahead, bad-field, STABLE",
    "POLITE_OFFERED, polite, offer, opened, relayed, POLITE_OFFERED",
    "POLITE_OFFERED, polite, offer, newest, relayed, POLITE_OFFERED",
    "POLITE_OFFERED, polite, offer, before, stale, POLITE_OFFERED",
    "POLITE_OFFERED, polite, offer, ahead, bad-field, POLITE_OFFERED",
    "POLITE_OFFERED, polite, answer, newest, stale, POLITE_OFFERED",
    "POLITE_OFFERED, polite, answer, before, stale, POLITE_OFFERED",
    "POLITE_OFFERED, polite, candidate, opened, relayed, POLITE_OFFERED",
    "POLITE_OFFERED, polite, candidate, before, stale, POLITE_OFFERED",
    "POLITE_OFFERED, impolite, offer, opened, relayed, IMPOLITE_OFFERED",
    "POLITE_OFFERED, impolite, offer, newest, relayed, IMPOLITE_OFFERED",
    "POLITE_OFFERED, impolite, offer, before, stale, POLITE_OFFERED",
    "POLITE_OFFERED, impolite, answer, newest, relayed, STABLE",
    "POLITE_OFFERED, impolite, answer, opened, stale, POLITE_OFFERED",
    "POLITE_OFFERED, impolite, answer, ahead, stale, POLITE_OFFERED",
    "POLITE_OFFERED, impolite, candidate, newest, held, POLITE_OFFERED",
    "IMPOLITE_OFFERED, polite, offer, opened, glare, IMPOLITE_OFFERED",
    "IMPOLITE_OFFERED, polite, offer, newest, glare, IMPOLITE_OFFERED",
    "IMPOLITE_OFFERED, polite, offer, before, stale, IMPOLITE_OFFERED",
    "IMPOLITE_OFFERED, polite, answer, newest, relayed, STABLE",
    "IMPOLITE_OFFERED, polite, answer, opened, stale, IMPOLITE_OFFERED",
    "IMPOLITE_OFFERED, polite, candidate, newest, held, IMPOLITE_OFFERED",
    "IMPOLITE_OFFERED, impolite, offer, opened, relayed, IMPOLITE_OFFERED",
    "IMPOLITE_OFFERED, impolite, offer, before, stale, IMPOLITE_OFFERED",
    "IMPOLITE_OFFERED, impolite, answer, newest, stale, IMPOLITE_OFFERED",
    "IMPOLITE_OFFERED, impolite, candidate, opened, relayed, IMPOLITE_OFFERED",
    // Glare: the impolite offer took the place of the polite one.
    "REPLACED, polite, offer, newest, glare, IMPOLITE_OFFERED",
    "REPLACED, polite, answer, newest, relayed, STABLE",
    "REPLACED, polite, answer, opened, stale, IMPOLITE_OFFERED",
    "REPLACED, polite, candidate, newest, dropped, IMPOLITE_OFFERED",
    "REPLACED, impolite, offer, newest, relayed, IMPOLITE_OFFERED",
    "REPLACED, impolite, answer, replaced, stale, IMPOLITE_OFFERED",
    "REPLACED, impolite, candidate, opened, relayed, IMPOLITE_OFFERED",
    // Glare: the polite offer was refused.
    "GLARE, polite, offer, newest, glare, IMPOLITE_OFFERED",
    "GLARE, polite, answer, newest, relayed, STABLE",
    "GLARE, polite, candidate, newest, dropped, IMPOLITE_OFFERED",
    "GLARE, impolite, offer, opened, relayed, IMPOLITE_OFFERED",
    "GLARE, impolite, answer, newest, stale, IMPOLITE_OFFERED",
    "GLARE, impolite, candidate, opened, relayed, IMPOLITE_OFFERED",
    "NEW, polite, restart, newest, relayed, STABLE",
    "NEW, polite, restart, before, stale, STABLE",
    "NEW, polite, restart, ahead, bad-field, STABLE",
    "NEW, impolite, restart, newest, relayed, STABLE",
    "NEW, impolite, restart, before, stale, STABLE",
    "NEW, impolite, restart, ahead, bad-field, STABLE",
    "POLITE_OFFERED, polite, restart, newest, relayed, POLITE_OFFERED",
    "POLITE_OFFERED, polite, restart, before, stale, POLITE_OFFERED",
    "POLITE_OFFERED, polite, restart, ahead, bad-field, POLITE_OFFERED",
    "POLITE_OFFERED, impolite, restart, newest, relayed, POLITE_OFFERED",
    "POLITE_OFFERED, impolite, restart, before, stale, POLITE_OFFERED",
    "POLITE_OFFERED, impolite, restart, ahead, bad-field, POLITE_OFFERED",
    "IMPOLITE_OFFERED, polite, restart, newest, relayed, IMPOLITE_OFFERED",
    "IMPOLITE_OFFERED, polite, restart, before, stale, IMPOLITE_OFFERED",
    "IMPOLITE_OFFERED, polite, restart, ahead, bad-field, IMPOLITE_OFFERED",
    "IMPOLITE_OFFERED, impolite, restart, newest, relayed, IMPOLITE_OFFERED",
    "IMPOLITE_OFFERED, impolite, restart, before, stale, IMPOLITE_OFFERED",
    "IMPOLITE_OFFERED, impolite, restart, ahead, bad-field, IMPOLITE_OFFERED",
    "REPLACED, polite, restart, newest, relayed, IMPOLITE_OFFERED",
    "REPLACED, polite, restart, before, stale, IMPOLITE_OFFERED",
    "REPLACED, polite, restart, ahead, bad-field, IMPOLITE_OFFERED",
    "REPLACED, impolite, restart, newest, relayed, IMPOLITE_OFFERED",
    "REPLACED, impolite, restart, before, stale, IMPOLITE_OFFERED",
    "REPLACED, impolite, restart, ahead, bad-field, IMPOLITE_OFFERED",
    "GLARE, polite, restart, newest, relayed, IMPOLITE_OFFERED",
    "GLARE, polite, restart, before, stale, IMPOLITE_OFFERED",
    "GLARE, polite, restart, ahead, bad-field, IMPOLITE_OFFERED",
    "GLARE, impolite, restart, newest, relayed, IMPOLITE_OFFERED",
    "GLARE, impolite, restart, before, stale, IMPOLITE_OFFERED",
    "GLARE, impolite, restart, ahead, bad-field, IMPOLITE_OFFERED",
    "DONE, polite, restart, newest, relayed, STABLE",
    "DONE, polite, restart, before, stale, STABLE",
    "DONE, polite, restart, ahead, bad-field, STABLE",
    "DONE, impolite, restart, newest, relayed, STABLE",
    "DONE, impolite, restart, before, stale, STABLE",
    "DONE, impolite, restart, ahead, bad-field, STABLE",
    // Asked already, and the other has not offered since.
    "ASKED, polite, restart, newest, dropped, STABLE",
    "ASKED, impolite, restart, newest, relayed, STABLE",
    "ASKED_BEFORE_THE_OFFER, polite, restart, newest, relayed, IMPOLITE_OFFERED",
    // The polite peer has vanished while its offer was waiting, or the impolite one has.
    "GONE_WAITING, polite, offer, newest, no-such-peer, CLOSED",
    "GONE_WAITING, polite, answer, newest, no-such-peer, CLOSED",
    "GONE_WAITING, polite, candidate, newest, no-such-peer, CLOSED",
    "GONE_WAITING, polite, restart, newest, no-such-peer, CLOSED",
    "GONE_WAITING, impolite, offer, newest, no-such-peer, CLOSED",
    "GONE_WAITING, impolite, answer, newest, no-such-peer, CLOSED",
    "GONE_WAITING, impolite, candidate, newest, no-such-peer, CLOSED",
    "GONE_WAITING, impolite, restart, newest, no-such-peer, CLOSED",
    "GONE_ANSWERING, polite, offer, newest, no-such-peer, CLOSED",
    "GONE_ANSWERING, polite, answer, newest, no-such-peer, CLOSED",
    "GONE_ANSWERING, polite, candidate, newest, no-such-peer, CLOSED",
    "GONE_ANSWERING, polite, restart, newest, no-such-peer, CLOSED",
    "GONE_ANSWERING, impolite, offer, newest, no-such-peer, CLOSED",
    "GONE_ANSWERING, impolite, answer, newest, no-such-peer, CLOSED",
    "GONE_ANSWERING, impolite, candidate, newest, no-such-peer, CLOSED",
    "GONE_ANSWERING, impolite, restart, newest, no-such-peer, CLOSED",
    "GONE_DONE, polite, offer, newest, no-such-peer, CLOSED",
    "GONE_DONE, polite, answer, newest, no-such-peer, CLOSED",
    "GONE_DONE, polite, candidate, newest, no-such-peer, CLOSED",
    "GONE_DONE, polite, restart, newest, no-such-peer, CLOSED",
    "GONE_DONE, impolite, offer, newest, no-such-peer, CLOSED",
    "GONE_DONE, impolite, answer, newest, no-such-peer, CLOSED",
    "GONE_DONE, impolite, candidate, newest, no-such-peer, CLOSED",
    "GONE_DONE, impolite, restart, newest, no-such-peer, CLOSED",
    "DONE, polite, offer, newest, relayed, POLITE_OFFERED",
    "DONE, polite, offer, opened, relayed, POLITE_OFFERED",
    "DONE, polite, offer, before, stale, STABLE",
    "DONE, polite, answer, newest, stale, STABLE",
    "DONE, polite, candidate, newest, relayed, STABLE",
    "DONE, polite, candidate, before, stale, STABLE",
    "DONE, impolite, offer, newest, relayed, IMPOLITE_OFFERED",
    "DONE, impolite, answer, newest, stale, STABLE",
    "DONE, impolite, candidate, newest, relayed, STABLE",
  })
  void everySignalInEveryState(
      String from, String who, String what, String number, String becomes, State state) {
    reach(from);
    QuietPeer sender = who.equals("polite") ? polite : impolite;
    QuietPeer other = who.equals("polite") ? impolite : polite;

    assertThat(send(sender, signal(sender, other, what, number))).isEqualTo(refusal(becomes));

    assertThat(pair.state()).isEqualTo(state);
    assertThat(sender.drain()).isEmpty();
    List<Signal> heard = other.drain();
    if (becomes.equals("relayed")) {
      assertThat(heard)
          .singleElement()
          .isInstanceOf(signal(sender, other, what, number).getClass());
      assertThat(heard.get(0).peer()).isEqualTo(sender.id());
      assertThat(heard.get(0).negotiation()).isEqualTo(what.equals("offer") ? newest + 1 : newest);
    } else {
      assertThat(heard).isEmpty();
    }
    assertThat(timer.waiting()).isEqualTo(becomes.equals("held") ? 1 : 0);
    pair.close();
    assertThat(timer.waiting()).isZero();
  }

  @ParameterizedTest(name = "{0}, then the end: {1}")
  @CsvSource({
    "NEW, ''",
    "POLITE_OFFERED, UNANSWERED",
    "IMPOLITE_OFFERED, UNANSWERED",
    "REPLACED, GLARE UNANSWERED",
    "GLARE, GLARE UNANSWERED",
    "OFFERED_AGAIN, REPLACED UNANSWERED",
    "DONE, ANSWERED",
  })
  void whatBecomesOfEachOfferIsToldOnce(String from, String expected) {
    reach(from);
    pair.close();

    assertThat(outcomes).map(NegotiationOutcome::name).containsExactly(words(expected));
  }

  private static String[] words(String text) {
    return text.isEmpty() ? new String[0] : text.split(" ");
  }

  private void reach(String from) {
    switch (from) {
      case "POLITE_OFFERED" -> offers(polite);
      case "IMPOLITE_OFFERED" -> offers(impolite);
      case "OFFERED_AGAIN" -> {
        offers(polite);
        offers(polite);
      }
      case "REPLACED" -> {
        offers(polite);
        offers(impolite);
      }
      case "GLARE" -> {
        offers(impolite);
        assertThat(send(polite, signal(polite, impolite, "offer", "opened"))).isEqualTo("glare");
      }
      case "DONE" -> {
        offers(impolite);
        assertThat(send(polite, signal(polite, impolite, "answer", "newest"))).isEmpty();
      }
      case "ASKED" -> asks(polite);
      case "ASKED_BEFORE_THE_OFFER" -> {
        asks(polite);
        offers(impolite);
      }
      case "GONE_WAITING" -> {
        offers(polite);
        send(polite, signal(polite, impolite, "candidate", "newest"));
        send(impolite, signal(impolite, polite, "candidate", "newest"));
        pair.close();
      }
      case "GONE_ANSWERING" -> {
        offers(impolite);
        pair.close();
      }
      case "GONE_DONE" -> {
        reach("DONE");
        pair.close();
      }
      default -> assertThat(from).isEqualTo("NEW");
    }
    polite.drain();
    impolite.drain();
  }

  private void asks(QuietPeer sender) {
    QuietPeer other = sender == polite ? impolite : polite;
    assertThat(send(sender, signal(sender, other, "restart", "newest"))).isEmpty();
  }

  private void offers(QuietPeer sender) {
    QuietPeer other = sender == polite ? impolite : polite;
    assertThat(send(sender, signal(sender, other, "offer", "opened"))).isEmpty();
    newest++;
  }

  private Signal signal(QuietPeer sender, QuietPeer to, String what, String number) {
    long negotiation =
        switch (number) {
          case "before" -> pair.opened() - 1;
          case "opened" -> pair.opened();
          case "replaced" -> newest - 1;
          case "ahead" -> newest + 1;
          default -> newest;
        };
    return switch (what) {
      case "offer" -> new Offer(to.id(), negotiation, Sdp.sending(ufrag(sender)));
      case "answer" -> new Answer(to.id(), negotiation, Sdp.sendingBack(ufrag(sender)));
      case "restart" -> new Restart(to.id(), negotiation);
      default -> new Candidate(to.id(), negotiation, Sdp.candidate(ufrag(sender)));
    };
  }

  private static String ufrag(QuietPeer sender) {
    return sender.id().equals("polite") ? POLITE_UFRAG : IMPOLITE_UFRAG;
  }

  private static String refusal(String becomes) {
    return switch (becomes) {
      case "relayed", "held", "dropped" -> "";
      default -> becomes;
    };
  }

  /** The refusal's code, or nothing. */
  private String send(QuietPeer sender, Signal signal) {
    MeshPeer from = sender == polite ? meshPolite : meshImpolite;
    try {
      if (signal instanceof Offer offer) {
        pair.offer(from, offer, read(offer.sdp()));
      } else if (signal instanceof Answer answer) {
        pair.answer(from, answer, read(answer.sdp()));
      } else if (signal instanceof Restart restart) {
        pair.restart(from, restart);
      } else if (signal instanceof Candidate candidate) {
        pair.candidate(from, candidate, ufrag(sender));
      }
      return "";
    } catch (RefusalException e) {
      return e.refusal().code();
    }
  }

  private static SessionDescription read(String sdp) {
    return new SignalCheck(Limits.defaults(), false).description(sdp);
  }
}
