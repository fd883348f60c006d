package dev.rtcrooms.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.IdleLayers;
import dev.rtcrooms.message.Keep;
import dev.rtcrooms.message.Member;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Paused;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Restart;
import dev.rtcrooms.message.Show;
import dev.rtcrooms.message.Speakers;
import dev.rtcrooms.message.StreamsState;
import dev.rtcrooms.message.Unpublish;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients are connected to the media server, and not to each other. */
class MediaServerTest {

  private final FakeMediaServer server = new FakeMediaServer();

  @RegisterExtension
  private final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the test's own")
              .feature(Streams.sfu(IceServers.none(), server)));

  private static List<String> connected(TestClient client) {
    return client.drain(Connect.class).stream()
        .map(connect -> connect.peer() + (connect.send() ? " sends to" : ""))
        .toList();
  }

  private static List<String> disconnected(TestClient client) {
    return client.drain(Disconnect.class).stream().map(Disconnect::peer).toList();
  }

  @Test
  void publishersAreConnectedToUpAndReceiversToDown() {
    TestClient ann = rooms.join("lobby", "ann");
    assertThat(connected(ann)).containsExactly("down");
    ann.ask(new Publish());
    assertThat(connected(ann)).containsExactly("up sends to");
    TestClient bob = rooms.watch("lobby", "bob");
    assertThat(bob.next(StreamsState.class).publishers())
        .extracting(Member::client)
        .containsExactly(ann.id());
    assertThat(connected(bob)).containsExactly("down");
    assertThat(ann.drain(Connect.class)).isEmpty();
    assertThat(server.calls()).containsExactly("open", "start");
  }

  @Test
  void anOverloadedServerTakesNoOtherPublisher() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.ask(new Publish());
    server.overload(true);
    assertThat(bob.refusal(new Publish()).code()).isEqualTo(Refusal.MEDIA_OVERLOADED);
    ann.ask(new Publish());
    assertThat(connected(bob)).containsExactly("down");
    server.overload(false);
    bob.ask(new Publish());
    assertThat(connected(bob)).containsExactly("up sends to");
  }

  @Test
  void onlyTheConnectionOfWhatEndedIsClosed() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.ask(new Publish());
    ann.ask(new Unpublish());
    assertThat(disconnected(ann)).containsExactly("up");
    ann.ask(new Publish());
    rooms.execute("lobby", ann, client -> client.renew(Grants.of(Grants.JOIN, Grants.PUBLISH)));
    assertThat(disconnected(ann)).containsExactly("down");
    rooms.execute("lobby", ann, client -> client.renew(Grants.of(Grants.JOIN, Grants.SUBSCRIBE)));
    assertThat(disconnected(ann)).containsExactly("up");
    assertThat(connected(ann)).containsExactly("down", "up sends to", "up sends to", "down");
  }

  @Test
  void theLimitsAreTheServers() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    TestClient eve = rooms.join("lobby", "eve");
    assertThat(connected(bob)).isEmpty();
    ann.ask(new Publish());
    assertThat(connected(bob)).containsExactly("down");
    bob.ask(new Publish());
    assertThat(connected(eve)).containsExactly("down");
    assertThat(eve.refusal(new Publish()).code()).isEqualTo(Refusal.ROOM_TOO_LARGE_FOR_MESH);
  }

  @Test
  void signalsReachTheServerAndItsOffersStand() {
    TestClient ann = rooms.join("lobby", "ann");
    Connect down = ann.next(Connect.class);
    assertThat(down.polite()).isTrue();
    ann.ask(new Publish());
    Connect up = ann.next(Connect.class);
    ann.ask(new Offer("up", up.negotiation(), Sdp.sending("ann1")));
    Offer offer = (Offer) server.fakeUp().drain().get(0);
    assertThat(offer.peer()).isEqualTo(ann.id());
    rooms.execute(
        "lobby",
        room ->
            server
                .upSession()
                .send(new Answer(ann.id(), offer.negotiation(), Sdp.receiving("sfu1"))));
    assertThat(ann.next(Answer.class).peer()).isEqualTo("up");

    rooms.execute(
        "lobby",
        room ->
            server
                .downSession()
                .send(new Offer(ann.id(), down.negotiation(), Sdp.sending("sfu2"))));
    Offer received = ann.next(Offer.class);
    assertThat(received.peer()).isEqualTo("down");
    ann.ask(new Answer("down", received.negotiation(), Sdp.receiving("ann2")));
    ann.ask(new Restart("down", received.negotiation()));
    assertThat(server.fakeDown().drain())
        .extracting(Object::getClass)
        .containsExactly(Answer.class, Restart.class);
    assertThat(ann.refusal(new Offer("down", received.negotiation(), Sdp.sending("ann3"))).code())
        .isEqualTo(Refusal.NOT_ALLOWED);
  }

  private void tellSpeakers(TestClient dominant, TestClient... speaking) {
    Speakers now = new Speakers(dominant.id(), Stream.of(speaking).map(TestClient::id).toList());
    rooms.execute("lobby", room -> server.downSession().tellSpeakers(now));
  }

  @Test
  void whoSpeaksIsToldToThoseWhoMayReceive() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient eve = rooms.join("lobby", "eve");
    rooms.execute("lobby", eve, client -> client.renew(Grants.of(Grants.JOIN)));
    ann.ask(new Publish());
    TestClient bob = rooms.watch("lobby", "bob");
    eve.drain(Speakers.class);
    Speakers annSpeaks = new Speakers(ann.id(), List.of(ann.id()));
    tellSpeakers(ann, ann);
    tellSpeakers(ann, ann);
    assertThat(bob.drain(Speakers.class)).containsExactly(Speakers.NOBODY, annSpeaks);
    assertThat(ann.drain(Speakers.class)).containsExactly(Speakers.NOBODY, annSpeaks);
    assertThat(eve.drain(Speakers.class)).isEmpty();
    assertThat(rooms.watch("lobby", "liz").drain(Speakers.class)).containsExactly(annSpeaks);
    rooms.execute("lobby", eve, client -> client.renew(Grants.of(Grants.JOIN, Grants.SUBSCRIBE)));
    assertThat(eve.drain(Speakers.class)).containsExactly(annSpeaks);
    rooms.execute("lobby", eve, client -> client.renew(Grants.of(Grants.JOIN)));
    assertThat(eve.drain(Speakers.class)).containsExactly(Speakers.NOBODY);
  }

  @Test
  void whoDoesNotPublishDoesNotSpeak() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.ask(new Publish());
    bob.drain(Speakers.class);
    tellSpeakers(bob, ann, bob);
    assertThat(bob.drain(Speakers.class)).containsExactly(new Speakers(null, List.of(ann.id())));
    ann.ask(new Unpublish());
    assertThat(bob.drain(Speakers.class)).containsExactly(Speakers.NOBODY);
  }

  @Test
  void theServerHearsHowLargeVideosAreShownAndTellsWhatIsPaused() {
    TestClient ann = rooms.join("lobby", "ann");
    long number = ann.next(Connect.class).negotiation();
    List<Show.Video> videos = List.of(new Show.Video("bob.camera", 320, 180, true));
    ann.ask(new Show("down", number, videos));
    assertThat(server.fakeDown().drain()).containsExactly(new Show(ann.id(), number, videos));
    assertThat(ann.refusal(new Show("down", number + 1, videos)).code())
        .isEqualTo(Refusal.BAD_FIELD);
    rooms.execute(
        "lobby",
        room -> server.downSession().send(new Paused(ann.id(), number, List.of("bob.camera"))));
    assertThat(ann.next(Paused.class)).isEqualTo(new Paused("down", number, List.of("bob.camera")));
    assertThat(ann.refusal(new Paused("down", number, List.of())).code())
        .isEqualTo(Refusal.NOT_ALLOWED);
  }

  @Test
  void theServerTellsWhichLayersNobodyNeeds() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.ask(new Publish());
    long number = ann.drain(Connect.class).get(1).negotiation();
    IdleLayers.Layer layer = new IdleLayers.Layer("1", "f");
    tellIdle(ann, number, layer);
    List<IdleLayers.Layer> layers = List.of(layer);
    assertThat(ann.next(IdleLayers.class)).isEqualTo(new IdleLayers("up", number, layers));
    assertThat(ann.refusal(new IdleLayers("up", number, layers)).code())
        .isEqualTo(Refusal.NOT_ALLOWED);
  }

  @Test
  void aClientThatIsBackHearsWhatTheServerToldMeanwhile() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.ask(new Publish());
    long up = ann.drain(Connect.class).get(1).negotiation();
    tellIdle(ann, up, new IdleLayers.Layer("1", "f"));
    ann.crash();
    tellIdle(ann, up);
    TestClient back = ann.rejoin();
    assertThat(back.next(StreamsState.class).keep()).isTrue();
    assertThat(back.drain(IdleLayers.class)).isEmpty();
    back.ask(new Keep(true, List.of(new Keep.Connection("up", up, up))));
    assertThat(back.drain(IdleLayers.class)).containsExactly(new IdleLayers("up", up, List.of()));
  }

  @Test
  void connectionsToAnEarlierServerEndAndNewOnesGoOn() {
    TestClient ann = rooms.join("lobby", "ann");
    assertThat(connected(ann)).containsExactly("down");
    ann.ask(
        new Keep(
            true, List.of(new Keep.Connection("up", 7, 9), new Keep.Connection("down", 8, 8))));
    assertThat(disconnected(ann)).containsExactly("up");
    ann.ask(new Publish());
    assertThat(connected(ann)).containsExactly("up sends to");
  }

  private void tellIdle(TestClient client, long number, IdleLayers.Layer... layers) {
    rooms.execute(
        "lobby",
        room -> server.upSession().send(new IdleLayers(client.id(), number, List.of(layers))));
  }

  @Test
  void theServerMayOfferMoreThanAClientMaySend() {
    TestClient ann = rooms.join("lobby", "ann");
    long number = ann.next(Connect.class).negotiation();
    String line = "a=x-many:" + "streams".repeat(1_000) + "\r\n";
    String offer = Sdp.sending("down") + line.repeat(10);
    rooms.execute("lobby", room -> server.downSession().send(new Offer(ann.id(), number, offer)));
    assertThat(ann.next(Offer.class).sdp()).isEqualTo(offer);
    ann.ask(new Publish());
    long up = ann.next(Connect.class).negotiation();
    assertThat(ann.refusal(new Offer("up", up, offer)).code()).isEqualTo(Refusal.BAD_SDP);
  }

  @Test
  void onlyTheServersPeerTakesLayers() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.ask(new Publish());
    assertThat(ann.drain(Connect.class)).extracting(Connect::layers).containsExactly(1, 3);
  }

  @Test
  void theServerHearsOfTheRoomsEnd() {
    rooms.join("lobby", "ann");
    rooms.execute("lobby", room -> room.close(CloseReason.ROOM_CLOSED));
    rooms.settle();
    assertThat(server.calls()).containsExactly("open", "start", "close");
  }
}
