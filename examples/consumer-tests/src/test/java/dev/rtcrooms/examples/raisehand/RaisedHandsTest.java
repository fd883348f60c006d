package dev.rtcrooms.examples.raisehand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Grants;
import dev.rtcrooms.examples.raisehand.RaisedHands.GiveFloor;
import dev.rtcrooms.examples.raisehand.RaisedHands.Hand;
import dev.rtcrooms.examples.raisehand.RaisedHands.Hands;
import dev.rtcrooms.examples.raisehand.RaisedHands.Place;
import dev.rtcrooms.examples.raisehand.RaisedHands.RaiseHand;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.testkit.TestRooms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RaisedHandsTest {
  @RegisterExtension final TestRooms rooms = TestRooms.with(RaisedHands.addTo(RtcRooms.builder()));

  @Test
  void onlyAModeratorGivesTheFloor() {
    var ann = rooms.join("lobby", "ann");
    var bob = rooms.join("lobby", "bob");
    assertThat(ann.ask(new RaiseHand("a question"), Place.class)).isEqualTo(new Place(1));
    assertThat(bob.latest(Hands.class).hands()).containsExactly(new Hand(ann.id(), "a question"));
    assertThat(bob.refusal(new GiveFloor(ann.id())).code()).isEqualTo("not-allowed");

    rooms.execute("lobby", bob, client -> client.renew(client.grants().with(Grants.MODERATE)));
    bob.ask(new GiveFloor(ann.id()));

    assertThat(ann.latest(Hands.class).hands()).isEmpty();
  }
}
