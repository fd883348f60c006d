package dev.rtcrooms.examples.hands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.examples.hands.Hands.CallOn;
import dev.rtcrooms.examples.hands.Hands.CalledOn;
import dev.rtcrooms.examples.hands.Hands.Hand;
import dev.rtcrooms.examples.hands.Hands.HandsUp;
import dev.rtcrooms.examples.hands.Hands.Place;
import dev.rtcrooms.examples.hands.Hands.RaiseHand;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.message.Granted;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.testkit.Arrival;
import dev.rtcrooms.testkit.Fault;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.testkit.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HandsTest {

  private static final RaiseHand QUESTION = new RaiseHand(true, "a question");

  private CompletableFuture<Boolean> etiquette = CompletableFuture.completedFuture(true);

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(time -> Hands.addTo(RtcRooms.builder(), user -> etiquette));

  @Test
  void everybodySeesAHandGoUpAndDown() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient watcher = rooms.watch("lobby", "wim");

    ann.ask(QUESTION);
    assertThat(watcher.latest(HandsUp.class).hands())
        .containsExactly(new Hand(ann.id(), "ann", "a question"));

    ann.ask(new RaiseHand(false, ""));
    assertThat(watcher.latest(HandsUp.class).hands()).isEmpty();
  }

  @Test
  void whoRaisesAHandIsToldItsPlace() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");

    assertThat(ann.ask(QUESTION, Place.class)).isEqualTo(new Place(1));
    assertThat(bob.ask(QUESTION, Place.class)).isEqualTo(new Place(2));
    assertThat(ann.ask(QUESTION, Place.class)).isEqualTo(new Place(1));
  }

  @Test
  void aHandGoesDownWithItsClient() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.ask(QUESTION);

    ann.vanish(); // no close frame: the network just ends
    rooms.advance(Duration.ofMinutes(1));

    assertThat(bob.latest(HandsUp.class).hands()).isEmpty();
  }

  @Test
  void aHandGrowsTired() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.ask(QUESTION);

    rooms.advance(Hands.PATIENCE.minusMillis(1));
    assertThat(ann.latest(HandsUp.class).hands()).hasSize(1);
    assertThat(rooms.time().now()).isEqualTo(VirtualTime.START.plus(Hands.PATIENCE).minusMillis(1));
    rooms.advance(Duration.ofMillis(1));

    assertThat(ann.latest(HandsUp.class).hands()).isEmpty();
  }

  @Test
  void aHandThatWentUpAgainHasItsWholePatience() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.ask(QUESTION);
    rooms.advance(Hands.PATIENCE.dividedBy(2));
    ann.ask(new RaiseHand(false, ""));
    ann.ask(QUESTION);

    rooms.advance(Hands.PATIENCE.dividedBy(2));

    assertThat(ann.latest(HandsUp.class).hands()).hasSize(1);
  }

  @Test
  void theAnswerWaitsForTheEtiquette() {
    etiquette = new CompletableFuture<>();
    TestClient ann = rooms.join("lobby", "ann");

    ann.send(QUESTION, "r");
    assertThat(ann.answers("r")).isEmpty();
    etiquette.complete(true);
    rooms.settle();

    Replied reply = (Replied) ann.answers("r").get(0);
    assertThat(ann.data(QUESTION, reply, Place.class)).isEqualTo(new Place(1));
    assertThat(ann.latest(HandsUp.class).hands()).hasSize(1);
  }

  @Test
  void whoHasLeftBeforeTheEtiquetteAnsweredRaisesNoHand() {
    etiquette = new CompletableFuture<>();
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.send(QUESTION);
    ann.crash();

    etiquette.complete(true);

    assertThat(bob.latest(HandsUp.class).hands()).isEmpty();
  }

  @Test
  void whatIsNotProperIsRefused() {
    etiquette = CompletableFuture.completedFuture(false);
    TestClient ann = rooms.join("lobby", "ann");

    assertThat(ann.refusal(QUESTION).code()).isEqualTo("not-proper");
  }

  @Test
  void aDatabaseThatFailsIsRefusedAsInternal() {
    etiquette = CompletableFuture.failedFuture(new IOException("the database is gone"));
    TestClient ann = rooms.join("lobby", "ann");

    assertThat(ann.refusal(QUESTION).code()).isEqualTo(Refusal.INTERNAL);
  }

  @Test
  void onlyWhoModeratesCallsOnSomebody() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.ask(QUESTION);
    assertThat(bob.refusal(new CallOn(ann.id())).code()).isEqualTo(Refusal.NOT_ALLOWED);

    rooms.execute("lobby", bob, client -> client.renew(client.grants().with(Grants.MODERATE)));
    assertThat(bob.next(Granted.class).grants().allows(Grants.MODERATE)).isTrue();
    Replied reply = bob.ask(new CallOn(ann.id()));

    assertThat(reply.recorded()).isEqualTo(1);
    assertThat(ann.next(CalledOn.class).hand().topic()).isEqualTo("a question");
    assertThat(bob.refusal(new CallOn(ann.id())).field()).contains("client");
  }

  @Test
  void whoComesBackHearsWhoWasCalledOn() {
    TestClient ann = rooms.join("lobby", "ann");
    Arrival bobs = rooms.arrival("lobby", "bob").session("bobs-session-0001");
    TestClient bob = bobs.join();
    ann.ask(QUESTION);
    bob.crash();

    rooms.execute("lobby", ann, client -> client.renew(client.grants().with(Grants.MODERATE)));
    ann.ask(new CallOn(ann.id()));
    TestClient again = bobs.resuming(bob.position()).join();

    assertThat(again.hello().recovered()).isTrue();
    assertThat(again.next(CalledOn.class).hand().client()).isEqualTo(ann.id());
  }

  @Test
  void whoIsSlowHearsOnlyTheNewestHands() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient slow = rooms.join("lobby", "slow");
    slow.drain();
    slow.stall();
    for (int i = 0; i < 5; i++) {
      ann.ask(QUESTION);
      ann.ask(new RaiseHand(false, ""));
    }

    slow.resume();

    // the one whose write had begun, and the one that waited
    assertThat(slow.drain(HandsUp.class)).hasSize(2).last().isEqualTo(new HandsUp(List.of()));
  }

  @Test
  void aBrokenConnectionHarmsNobodyElse() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient broken = rooms.join("lobby", "bob");
    broken.suffer(new Fault.FailingWrites(new IOException("reset")));

    ann.ask(QUESTION);

    assertThat(broken.isOpen()).isFalse();
    assertThat(ann.latest(HandsUp.class).hands()).hasSize(1);
  }

  @Test
  void aGuestWithoutTheGrantRaisesNoHand() {
    TestClient watcher = rooms.arrival("lobby", "wim").asGuest().watch();

    watcher.send(QUESTION, "r");

    assertThat(watcher.next(Refused.class).refusal().code()).isEqualTo(Refusal.NOT_ALLOWED);
  }

  @Test
  void aPageSaysWhoseHandsAreUp() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.ask(QUESTION);

    assertThat(rooms.<String>call("lobby", room -> room.feature(Hands.class).json()))
        .isEqualTo(
            "{\"hands\":[{\"client\":\"%s\",\"name\":\"ann\",\"topic\":\"a question\"}]}"
                .formatted(ann.id()));
  }
}
