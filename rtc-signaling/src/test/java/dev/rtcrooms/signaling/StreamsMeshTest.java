package dev.rtcrooms.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.Room;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.IceServer;
import dev.rtcrooms.message.Member;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Published;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.StreamsState;
import dev.rtcrooms.message.Unpublish;
import dev.rtcrooms.message.Unpublished;
import dev.rtcrooms.spi.NegotiationOutcome;
import dev.rtcrooms.spi.RoomListener;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is told to connect with whom, and when no longer. */
class StreamsMeshTest {

  @RegisterExtension
  private final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the test's own")
              .listener(new Publications())
              .feature(Streams.mesh(IceServers.stun("stun:stun.example"), new MeshCaps(2, 2))));

  private final List<String> told = new ArrayList<>();

  private final class Publications implements RoomListener {
    @Override
    public void published(Room room, Member publisher) {
      told.add(publisher.user().id() + " published");
    }

    @Override
    public void unpublished(Room room, Member publisher) {
      told.add(publisher.user().id() + " unpublished");
    }

    @Override
    public void negotiated(Room room, NegotiationOutcome outcome) {
      told.add("offer " + outcome);
    }
  }

  @Test
  void theHostsListenerLearnsWhoPublishes() {
    var ann = rooms.join("lobby", "ann");
    ann.ask(new Publish());
    ann.ask(new Publish());
    ann.leave();

    assertThat(told).containsExactly("ann published", "ann unpublished");
  }

  /** Each time, everybody is told to connect. */
  @Test
  void whoBeginsToPublishAgainAndAgainIsRefused() {
    var ann = rooms.join("lobby", "ann");
    for (int n = 0; n < 10; n++) {
      ann.ask(new Publish());
      ann.ask(new Unpublish());
    }
    assertThat(ann.refusal(new Publish()).code()).isEqualTo(Refusal.RATE_LIMITED);
    assertThat(told).hasSize(20);

    rooms.join("lobby", "bob").ask(new Publish());
    rooms.advance(Duration.ofSeconds(1));
    ann.ask(new Publish());
    ann.ask(new Publish()); // it does already
    ann.ask(new Unpublish());
    assertThat(ann.refusal(new Publish()).code()).isEqualTo(Refusal.RATE_LIMITED);
    rooms.advance(Duration.ofSeconds(5));
    for (int n = 0; n < 5; n++) {
      ann.ask(new Publish());
      ann.ask(new Unpublish());
    }
    assertThat(ann.refusal(new Publish()).code()).isEqualTo(Refusal.RATE_LIMITED);
  }

  @Test
  void theHostsListenerLearnsWhatBecomesOfOffers() {
    var ann = rooms.join("lobby", "ann");
    var bob = rooms.join("lobby", "bob");
    ann.ask(new Publish());
    long opened = ann.next(Connect.class).negotiation();
    ann.ask(new Offer(bob.id(), opened, Sdp.sending("annn")));
    long number = bob.next(Offer.class).negotiation();
    bob.ask(new Answer(ann.id(), number, Sdp.receiving("bobb")));
    ann.ask(new Offer(bob.id(), number, Sdp.sending("ann2")));
    ann.leave();

    assertThat(told)
        .containsExactly("ann published", "offer ANSWERED", "ann unpublished", "offer UNANSWERED");
  }

  @Test
  void whoJoinsIsToldTheServersAndThePublishers() {
    var ann = rooms.join("lobby", "ann");
    assertThat(ann.next(StreamsState.class))
        .isEqualTo(
            new StreamsState(
                List.of(new IceServer(List.of("stun:stun.example"), null, null)),
                false,
                List.of()));
    ann.ask(new Publish());
    var bob = rooms.join("lobby", "bob");
    bob.ask(new Publish());
    var eve = rooms.watch("lobby", "eve");
    assertThat(eve.next(StreamsState.class).publishers())
        .containsExactly(ann.member(), bob.member());
    assertThat(publishers()).containsExactly(ann.member(), bob.member());
  }

  @Test
  void whoPublishesIsConnectedWithEverybodyAndEverybodyHearsOfIt() {
    var ann = rooms.join("lobby", "ann");
    var bob = rooms.join("lobby", "bob");
    var eve = rooms.watch("lobby", "eve");
    bob.ask(new Publish());
    assertThat(List.of(ann, bob, eve))
        .allSatisfy(one -> assertThat(one.next(Published.class)).isEqualTo(published(bob)));
    Connect toAnn = ann.next(Connect.class);
    assertThat(toAnn).isEqualTo(new Connect(bob.id(), false, toAnn.negotiation(), true));
    assertThat(bob.next(Connect.class))
        .isEqualTo(new Connect(ann.id(), true, toAnn.negotiation(), true));
    Connect toEve = eve.next(Connect.class);
    assertThat(toEve).isEqualTo(new Connect(bob.id(), true, toEve.negotiation(), true));
    assertThat(bob.next(Connect.class))
        .isEqualTo(new Connect(eve.id(), false, toEve.negotiation(), true));
    assertThat(toEve.negotiation()).isGreaterThan(toAnn.negotiation());
    ann.hearsNo(Connect.class);
    eve.hearsNo(Connect.class);
  }

  @Test
  void whoComesLateIsConnectedWithThePublishersAfterItsState() {
    var ann = publisher("ann");
    var bob = rooms.join("lobby", "bob");
    assertThat(bob.drain())
        .extracting(Event::getClass)
        .containsExactly(Hello.class, StreamsState.class, Connect.class);
    assertThat(ann.next(Connect.class).peer()).isEqualTo(bob.id());
  }

  @Test
  void twoPublishersAreConnectedOnce() {
    var ann = publisher("ann");
    var bob = rooms.join("lobby", "bob");
    ann.next(Connect.class);
    bob.next(Connect.class);
    bob.ask(new Publish());
    ann.hearsNo(Connect.class);
    bob.hearsNo(Connect.class);
    assertThat(ann.next(Published.class).member()).isEqualTo(ann.member());
    assertThat(ann.next(Published.class).member()).isEqualTo(bob.member());
  }

  @Test
  void whenOneOfTwoPublishersStopsItGoesOnReceivingOverANewConnection() {
    var ann = publisher("ann");
    var bob = publisher("bob");
    bob.drain();
    ann.ask(new Unpublish());
    assertThat(bob.drain())
        .startsWith(new Unpublished(ann.member()), new Disconnect(ann.id()))
        .hasSize(3)
        .last()
        .isInstanceOf(Connect.class);
    bob.ask(new Unpublish());
    assertThat(bob.drain(Disconnect.class)).containsExactly(new Disconnect(ann.id()));
    bob.hearsNo(Connect.class);
  }

  @Test
  void publishingTwiceAndUnpublishingTwiceChangeNothing() {
    var ann = publisher("ann");
    var bob = rooms.join("lobby", "bob");
    bob.drain();
    ann.ask(new Publish());
    assertThat(bob.drain()).isEmpty();
    ann.ask(new Unpublish());
    assertThat(bob.drain())
        .containsExactly(new Unpublished(ann.member()), new Disconnect(ann.id()));
    ann.ask(new Unpublish());
    assertThat(bob.drain()).isEmpty();
    assertThat(publishers()).isEmpty();
  }

  @Test
  void whoPublishesAnewIsConnectedAnewWithAHigherNumber() {
    var ann = publisher("ann");
    var bob = rooms.join("lobby", "bob");
    long before = bob.next(Connect.class).negotiation();
    ann.ask(new Unpublish());
    ann.ask(new Publish());
    assertThat(bob.next(Connect.class).negotiation()).isGreaterThan(before);
  }

  @Test
  void everybodyHearsThatAPublisherHasLeft() {
    var ann = publisher("ann");
    var bob = rooms.join("lobby", "bob");
    var eve = rooms.watch("lobby", "eve");
    ann.crash();
    rooms.advance(Duration.ofSeconds(20));
    assertThat(List.of(bob, eve))
        .allSatisfy(
            one -> {
              assertThat(one.drain(Unpublished.class))
                  .containsExactly(new Unpublished(ann.member()));
              assertThat(one.drain(Disconnect.class)).containsExactly(new Disconnect(ann.id()));
            });
    assertThat(publishers()).isEmpty();
  }

  @Test
  void aPublisherThatVanishesIsGoneWhenItsHeartbeatIs() {
    var ann = publisher("ann");
    var bob = rooms.join("lobby", "bob");
    ann.vanish();
    rooms.advance(Duration.ofMinutes(1));
    assertThat(bob.next(Unpublished.class)).isEqualTo(new Unpublished(ann.member()));
    assertThat(bob.next(Disconnect.class)).isEqualTo(new Disconnect(ann.id()));
  }

  @Test
  void ofAWatcherThatLeavesOnlyThePublishersHear() {
    var ann = publisher("ann");
    var bob = rooms.join("lobby", "bob");
    var eve = rooms.watch("lobby", "eve");
    bob.drain();
    eve.leave();
    assertThat(ann.next(Disconnect.class)).isEqualTo(new Disconnect(eve.id()));
    assertThat(bob.drain()).isEmpty();
  }

  @Test
  void thePublishersOfOneRoomAreNothingToAnother() {
    publisher("ann");
    var bob = rooms.join("kitchen", "bob");
    assertThat(bob.next(StreamsState.class).publishers()).isEmpty();
    bob.hearsNo(Connect.class);
  }

  @Test
  void aPublisherTooManyIsRefused() {
    var ann = publisher("ann");
    publisher("bob");
    var cid = rooms.join("lobby", "cid");
    Refusal refusal = cid.refusal(new Publish());
    assertThat(refusal.code()).isEqualTo(Refusal.ROOM_TOO_LARGE_FOR_MESH);
    assertThat(refusal.text()).contains("2");
    cid.hearsNo(Published.class);
    ann.ask(new Unpublish());
    cid.ask(new Publish());
    assertThat(publishers()).hasSize(2).contains(cid.member());
  }

  @Test
  void aSubscriberTooManyIsToldAndWaitsForAPlace() {
    var ann = publisher("ann");
    var bob = rooms.join("lobby", "bob");
    rooms.watch("lobby", "cid");
    var dan = rooms.watch("lobby", "dan");
    var eve = rooms.join("lobby", "eve");
    assertThat(List.of(dan, eve))
        .allSatisfy(
            one -> {
              Refused refused = one.next(Refused.class);
              assertThat(refused.ref()).isNull();
              assertThat(refused.refusal().code()).isEqualTo(Refusal.ROOM_TOO_LARGE_FOR_MESH);
              one.hearsNo(Connect.class);
            });
    ann.drain();

    bob.leave();
    assertThat(dan.next(Connect.class).peer()).isEqualTo(ann.id());
    assertThat(ann.drain(Connect.class)).extracting(Connect::peer).containsExactly(dan.id());
    eve.hearsNo(Connect.class);
    dan.leave();
    assertThat(eve.next(Connect.class).peer()).isEqualTo(ann.id());
    eve.hearsNo(Refused.class);
  }

  @Test
  void whoGivesUpWaitingIsPassedOver() {
    publisher("ann");
    var bob = rooms.join("lobby", "bob");
    rooms.join("lobby", "cid");
    var dan = rooms.join("lobby", "dan");
    var eve = rooms.join("lobby", "eve");
    dan.leave();
    bob.leave();
    eve.next(Connect.class);
  }

  @Test
  void nobodyIsToldToWaitWhileNobodyPublishes() {
    var ann = rooms.join("lobby", "ann");
    rooms.join("lobby", "bob");
    var cid = rooms.join("lobby", "cid");
    var dan = rooms.join("lobby", "dan");
    cid.hearsNo(Refused.class);
    ann.ask(new Publish());
    // Ann needs no place any more, so Cid has it.
    cid.hearsNo(Refused.class);
    cid.next(Connect.class);
    dan.next(Refused.class);
    dan.hearsNo(Connect.class);
  }

  @Test
  void oneWhoWaitsMayPublishAndIsConnectedThen() {
    var ann = publisher("ann");
    rooms.join("lobby", "bob");
    rooms.join("lobby", "cid");
    var dan = rooms.join("lobby", "dan");
    dan.hearsNo(Connect.class);
    dan.ask(new Publish());
    assertThat(dan.drain(Connect.class)).hasSize(3).extracting(Connect::peer).contains(ann.id());
  }

  @Test
  void whoPublishedAndFindsNoPlaceAmongTheSubscribersWaits() {
    var ann = publisher("ann");
    var bob = publisher("bob");
    rooms.join("lobby", "cid");
    rooms.join("lobby", "dan");
    bob.drain();
    bob.ask(new Unpublish());
    assertThat(bob.drain(Disconnect.class)).extracting(Disconnect::peer).contains(ann.id());
    assertThat(bob.next(Refused.class).refusal().code()).isEqualTo(Refusal.ROOM_TOO_LARGE_FOR_MESH);
  }

  @Test
  void aRevokedPublisherIsUnpublishedAndMayNotPublishAgain() {
    var ann = publisher("ann");
    var bob = rooms.join("lobby", "bob");
    bob.drain();
    rooms.execute("lobby", ann, c -> c.room().feature(Streams.class).revoke(c));
    assertThat(bob.drain())
        .containsExactly(new Unpublished(ann.member()), new Disconnect(ann.id()));
    assertThat(ann.next(Unpublished.class)).isEqualTo(new Unpublished(ann.member()));
    assertThat(ann.next(Disconnect.class)).isEqualTo(new Disconnect(bob.id()));
    assertThat(ann.refusal(new Publish()).code()).isEqualTo(Refusal.NOT_ALLOWED);
  }

  @Test
  void revokingOneWhoDoesNotPublishOnlyTakesTheRight() {
    var ann = rooms.join("lobby", "ann");
    rooms.execute("lobby", ann, c -> c.room().feature(Streams.class).revoke(c));
    ann.hearsNo(Unpublished.class);
    assertThat(ann.refusal(new Publish()).code()).isEqualTo(Refusal.NOT_ALLOWED);
  }

  @Test
  void whoMayNoLongerSubscribeIsDisconnectedAndItsPlaceIsFree() {
    var ann = publisher("ann");
    var bob = rooms.join("lobby", "bob");
    rooms.join("lobby", "cid");
    var dan = rooms.join("lobby", "dan");
    renew(bob, grants -> grants.without(Grants.SUBSCRIBE));
    assertThat(bob.next(Disconnect.class)).isEqualTo(new Disconnect(ann.id()));
    dan.next(Connect.class);

    renew(bob, grants -> grants.with(Grants.SUBSCRIBE));
    assertThat(bob.next(Refused.class).refusal().code()).isEqualTo(Refusal.ROOM_TOO_LARGE_FOR_MESH);
    dan.leave();
    assertThat(bob.drain(Connect.class)).hasSize(2);
  }

  @Test
  void aPublisherThatMayNotSubscribeIsConnectedWithThoseWhoMay() {
    var ann = rooms.join("lobby", "ann");
    var bob = rooms.join("lobby", "bob");
    var cid = rooms.join("lobby", "cid");
    renew(ann, grants -> grants.without(Grants.SUBSCRIBE));
    renew(cid, grants -> grants.without(Grants.SUBSCRIBE));
    ann.ask(new Publish());
    assertThat(ann.drain(Connect.class)).extracting(Connect::peer).containsExactly(bob.id());
    // Neither of the two may receive, so there is nothing to connect.
    cid.ask(new Publish());
    assertThat(cid.drain(Connect.class)).extracting(Connect::peer).containsExactly(bob.id());
    ann.hearsNo(Connect.class);
  }

  @Test
  void serversThatCannotBeToldDoNotKeepAClientOut() {
    try (var broken =
        TestRooms.with(
            RtcRooms.builder()
                .secret("a secret of the test's own")
                .feature(
                    Streams.mesh(
                        (user, at) -> {
                          throw new IllegalStateException("as the test wants it");
                        })))) {
      var ann = broken.join("lobby", "ann");
      assertThat(ann.next(StreamsState.class).iceServers()).isEmpty();
      ann.ask(new Publish());
      assertThat(broken.join("lobby", "bob").next(Connect.class).peer()).isEqualTo(ann.id());
    }
  }

  private TestClient publisher(String user) {
    TestClient client = rooms.join("lobby", user);
    client.ask(new Publish());
    return client;
  }

  private static Published published(TestClient client) {
    return new Published(client.member());
  }

  private List<Member> publishers() {
    return rooms.call("lobby", room -> room.feature(Streams.class).publishers());
  }

  private void renew(TestClient client, UnaryOperator<Grants> change) {
    rooms.execute("lobby", client, c -> c.renew(change.apply(c.grants())));
  }
}
