package dev.rtcrooms.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.Role;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Published;
import dev.rtcrooms.message.Unpublished;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may send to whom, and what changes when a host changes it. */
class RolesTest {

  @RegisterExtension
  private final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the test's own")
              .feature(Streams.mesh(IceServers.none())));

  private void raise(TestClient client) {
    rooms.execute("lobby", client, c -> c.move(Role.PARTICIPANT, Role.PARTICIPANT.defaultGrants()));
  }

  private void lower(TestClient client) {
    rooms.execute("lobby", client, c -> c.move(Role.WATCHER, Role.WATCHER.defaultGrants()));
  }

  private void renew(TestClient client, UnaryOperator<Grants> change) {
    rooms.execute("lobby", client, c -> c.renew(change.apply(c.grants())));
  }

  @Test
  void aRaisedWatcherPublishesAndALoweredOneIsUnpublishedForEverybody() {
    var ann = rooms.join("lobby", "ann");
    var eve = rooms.watch("lobby", "eve");
    var wes = rooms.watch("lobby", "wes");
    assertThat(eve.refusal(new Publish()).code()).isEqualTo(Refusal.NOT_ALLOWED);
    raise(eve);
    eve.ask(new Publish());
    assertThat(wes.next(Published.class).member()).isEqualTo(eve.member());
    assertThat(wes.next(Connect.class).peer()).isEqualTo(eve.id());
    long opened = ann.next(Connect.class).negotiation();
    eve.ask(new Offer(ann.id(), opened, Sdp.sending("evee")));

    lower(eve);
    assertThat(ann.next(Unpublished.class).member()).isEqualTo(eve.member());
    assertThat(ann.next(Disconnect.class).peer()).isEqualTo(eve.id());
    assertThat(wes.next(Unpublished.class).member()).isEqualTo(eve.member());
    assertThat(wes.next(Disconnect.class).peer()).isEqualTo(eve.id());
    assertThat(eve.next(Unpublished.class).member()).isEqualTo(eve.member());
    assertThat(eve.refusal(new Publish()).code()).isEqualTo(Refusal.NOT_ALLOWED);
    assertThat(eve.refusal(new Offer(ann.id(), opened, Sdp.sending("evee"))).code())
        .isEqualTo(Refusal.NOT_ALLOWED);
  }

  @Test
  void aWatchersConnectionsOutliveItsRise() {
    var ann = rooms.join("lobby", "ann");
    var eve = rooms.watch("lobby", "eve");
    ann.ask(new Publish());
    eve.next(Connect.class);
    raise(eve);
    eve.hearsNo(Disconnect.class);
    eve.hearsNo(Connect.class);
    lower(eve);
    eve.hearsNo(Disconnect.class);
  }

  @Test
  void nobodyMayOfferToOneWhoMayNotReceiveAndBothKnowIt() {
    var ann = rooms.join("lobby", "ann");
    var bob = rooms.join("lobby", "bob");
    renew(bob, grants -> grants.without(Grants.SUBSCRIBE));
    ann.ask(new Publish());
    bob.hearsNo(Connect.class);
    bob.ask(new Publish());
    Connect toAnn = ann.next(Connect.class);
    assertThat(toAnn.send()).isFalse();
    assertThat(bob.next(Connect.class).send()).isTrue();

    Refusal refusal = ann.refusal(new Offer(bob.id(), toAnn.negotiation(), Sdp.sending("annn")));
    assertThat(refusal.code()).isEqualTo(Refusal.NOT_ALLOWED);
    assertThat(refusal.text()).contains("may not receive");
    bob.ask(new Offer(ann.id(), toAnn.negotiation(), Sdp.sending("bobb")));
    long number = ann.next(Offer.class).negotiation();
    refusal = ann.refusal(new Answer(bob.id(), number, Sdp.sendingBack("annn")));
    assertThat(refusal.code()).isEqualTo(Refusal.BAD_SDP);
    assertThat(refusal.text())
        .isEqualTo("line 5: media section 1 would send, and the other peer may not receive");
    ann.ask(new Answer(bob.id(), number, Sdp.receiving("annn")));
  }

  @Test
  void whenAPublisherMayReceiveOrNoLongerItsConnectionsBeginAnew() {
    var ann = rooms.join("lobby", "ann");
    var bob = rooms.join("lobby", "bob");
    ann.ask(new Publish());
    bob.ask(new Publish());
    long first = ann.next(Connect.class).negotiation();

    renew(bob, grants -> grants.without(Grants.SUBSCRIBE));
    ann.next(Disconnect.class);
    Connect second = ann.next(Connect.class);
    assertThat(second.send()).isFalse();
    assertThat(second.negotiation()).isGreaterThan(first);

    renew(bob, grants -> grants.with(Grants.CHAT));
    ann.hearsNo(Disconnect.class);

    renew(bob, grants -> grants.with(Grants.SUBSCRIBE));
    ann.next(Disconnect.class);
    assertThat(ann.next(Connect.class).send()).isTrue();
  }

  @Test
  void whoMayNeitherPublishNorReceiveIsConnectedWithNobody() {
    var ann = rooms.join("lobby", "ann");
    var bob = rooms.join("lobby", "bob");
    ann.ask(new Publish());
    bob.ask(new Publish());
    bob.drain();
    ann.drain();
    renew(bob, grants -> Grants.of(Grants.JOIN));
    assertThat(ann.next(Unpublished.class).member()).isEqualTo(bob.member());
    assertThat(ann.next(Disconnect.class).peer()).isEqualTo(bob.id());
    ann.hearsNo(Connect.class);
    bob.hearsNo(Connect.class);
  }
}
