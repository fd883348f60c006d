package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What one client publishes, and what the server thinks of it. */
class PublicationTest {

  /** A browser's answer, changed so that it rejects every section of an offer. */
  private static final String REJECTS =
      """
      (async () => {
        const pc = new RTCPeerConnection();
        await pc.setRemoteDescription({ type: 'offer', sdp: %s });
        await pc.setLocalDescription();
        const { sdp } = pc.localDescription;
        return sdp.replace(/^m=(\\w+) 9 /gm, 'm=$1 0 ').replace(/^a=group:BUNDLE.*\\r\\n/m, '');
      })()""";

  /** A browser's offer of nine videos. */
  private static final String NINE_VIDEOS =
      """
      (async () => {
        const pc = new RTCPeerConnection();
        for (let n = 0; n < 9; n++) pc.addTransceiver('video', { direction: 'sendonly' });
        await pc.setLocalDescription();
        return pc.localDescription.sdp;
      })()""";

  /** The client has said once that it publishes nothing any more. */
  private static final String ENDED =
      "events.filter((e) => e.event === 'publishing' && e.publishing.length === 0).length === 1";

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension static final FakeRoom server = new FakeRoom();

  private RoomPage page;
  private FakeConnection connection;

  @BeforeEach
  void enter() throws Exception {
    page = RoomPage.open(browsers.page(), server.site());
    page.enter(server.address(), Map.of("backoff", Map.of("base", 1, "cap", 5)));
    connection = server.accept();
    connection.hello();
    page.until("room.state === 'open'");
  }

  @Test
  void aMeshThatIsFullSaysSo() throws Exception {
    page.begin("room.publish(await camera())");
    connection.refuse(connection.next("publish"), "room-too-large-for-mesh");
    assertThat(page.outcome())
        .containsEntry("error", "RefusalError")
        .containsEntry("code", "room-too-large-for-mesh");
    assertThat(page.run("room.publishing.size")).isEqualTo(0);
  }

  @Test
  void nothingIsOfferedBeforeTheServerAgrees() throws Exception {
    page.begin("room.publish(await camera())");
    offersWhenTheServerAgrees();
    assertThat(page.outcome()).containsKey("value");
    connection.vanish();
    connection = server.accept();
    connection.hello(Map.of("recovered", true, "client", "another-client"));
    offersWhenTheServerAgrees();
  }

  private void offersWhenTheServerAgrees() throws Exception {
    JsonObject publish = connection.next("publish");
    connection.send(connect("bob"), Map.of("type", "ping"));
    connection.next("pong");
    assertThat(page.run("room.peers.get('bob').getSenders().length")).isEqualTo(0);
    connection.reply(publish);
    assertThat(connection.next("offer").get("peer").getAsString()).isEqualTo("bob");
  }

  @Test
  void whatIsToBePublishedIsAnnouncedOnEachConnection() throws Exception {
    connection.vanish();
    page.until("room.state === 'reconnecting'");
    page.begin("room.publish(await camera())");
    for (int time = 0; time < 2; time++) {
      connection = server.accept();
      connection.hello(Map.of("recovered", true));
      JsonObject publish = connection.next("publish");
      if (time == 1) {
        connection.reply(publish);
      }
      connection.vanish();
    }
    assertThat(page.outcome()).as("settled once, by the second").containsKey("value");
    connection = server.accept();
    connection.hello(Map.of("recovered", true));
    connection.refuse(connection.next("publish"), "not-allowed");
    page.hears("refusal", 1);
    assertThat(page.run("room.publishing.size")).isEqualTo(0);
  }

  @Test
  void theServerMayEndIt() throws Exception {
    publish();
    connection.send(Map.of("type", "unpublished", "client", "me", "user", "ann", "name", "Ann"));
    page.until(ENDED);
    connection.send(connect("bob"));
    connection.send(Map.of("type", "ping"));
    connection.next("pong");
    assertThat(page.run("room.peers.get('bob').getSenders().length")).isEqualTo(0);
  }

  @Test
  void whoStopsBeforeOfferingOffersNothing() throws Exception {
    publish();
    connection.send(
        connect("bob"),
        Map.of("type", "unpublished", "client", "me", "user", "ann", "name", "Ann"));
    page.until("room.peers.has('bob') && room.publishing.size === 0");
    // comes after all that the browser itself began to do with the connection
    page.run("room.peers.get('bob').createOffer().then(() => {})");
    assertThat(page.run("room.peers.get('bob').signalingState")).isEqualTo("stable");
  }

  @Test
  void aLateAnswerIsNotTakenForTheNewOne() throws Exception {
    page.run("camera().then((stream) => { window.stream = stream; })");
    page.begin("room.publish(stream)");
    JsonObject first = connection.next("publish");
    page.act("room.unpublish()");
    connection.next("unpublish");
    assertThat(page.outcome()).containsEntry("error", "RoomError");
    page.begin("room.publish(stream)");
    JsonObject second = connection.next("publish");
    connection.reply(first);
    connection.send(Map.of("type", "ping"));
    connection.next("pong");
    assertThat(page.run("outcome")).isNull();
    connection.refuse(second, "not-allowed");
    assertThat(page.outcome()).containsEntry("code", "not-allowed");
  }

  @Test
  void whoTakesNothingOfItDoesNotKeepItFromEnding() throws Exception {
    publish();
    bobRejectsAll();

    page.act("room.leave()");

    page.until("room.state === 'closed' && room.peers.size === 0");
  }

  @Test
  void whatIsNotTakenIsNotTakenBackEither() throws Exception {
    publish();
    bobRejectsAll();

    page.act("room.unpublish()");

    page.until(ENDED);
    assertThat(page.run("heard('debug', { what: 'send' })")).isEqualTo(0);
  }

  private void bobRejectsAll() throws Exception {
    connection.send(connect("bob"));
    JsonObject offer = connection.next("offer");
    Object answer = page.run(REJECTS.formatted(offer.get("sdp")));
    connection.send(
        Map.of(
            "type",
            "answer",
            "peer",
            "bob",
            "negotiation",
            offer.get("negotiation").getAsLong(),
            "sdp",
            String.valueOf(answer)));
    page.until("room.peers.get('bob').signalingState === 'stable'");
    assertThat(page.run("room.peers.get('bob').getTransceivers().length"))
        .as("what is rejected is stopped, and gone")
        .isEqualTo(0);
  }

  @Test
  void whatCannotBePublishedIsAMistakeOfTheCaller() {
    page.begin("room.publish(new MediaStream())");
    assertThat(page.outcome()).containsEntry("error", "TypeError");
  }

  @Test
  void aScreenIsSentBesideTheCameraAndEndsByItself() throws Exception {
    publish();
    page.begin("room.publish(await camera(), { kind: 'screen' })");
    assertThat(page.outcome()).containsKey("value");
    assertThat(page.run("[...room.publishing.keys()].join()")).isEqualTo("camera,screen");
    assertThat(page.run("room.publishing.get('screen').getTracks()[0].contentHint"))
        .isEqualTo("detail");
    assertThat(page.run("room.publishing.get('camera').getTracks()[0].contentHint")).isEqualTo("");
    connection.send(connect("bob"));
    String offer = connection.next("offer").get("sdp").getAsString();
    assertThat(offer.split("a=content:slides\\r\\n", -1)).as("one section is marked").hasSize(2);
    page.run("room.unpublish('screen')");
    assertThat(page.run("[...room.publishing.keys()].join()")).isEqualTo("camera");
    page.act("room.unpublish('camera')");
    JsonObject next = connection.next();
    while (next.get("type").getAsString().equals("candidate")) {
      next = connection.next();
    }
    assertThat(next.get("type").getAsString()).isEqualTo("unpublish");
    page.until(ENDED);
  }

  @Test
  void aScreenAloneIsWithdrawnBeforeTheServerHasAnswered() throws Exception {
    page.begin("room.publish(await camera(), { kind: 'screen' })");
    connection.next("publish");
    page.act("room.unpublish('screen')");
    connection.next("unpublish");
    assertThat(page.outcome()).containsEntry("error", "RoomError");
    page.begin("room.publish(await camera(), { kind: 'window' })");
    assertThat(page.outcome()).containsEntry("error", "TypeError");
  }

  @Test
  void moreTracksThanAnOfferHoldsAreRefusedAtOnce() throws Exception {
    page.run("camera().then((s) => { [track] = s.getTracks(); })");
    page.act("many = (n) => new MediaStream([...Array(n)].map(() => track.clone()))");
    page.begin("room.publish(many(64))");
    assertThat(page.outcome())
        .containsEntry("error", "TooLargeError")
        .containsEntry("limit", 65_536)
        .hasEntrySatisfying("size", size -> assertThat((Integer) size).isGreaterThan(65_536));
    assertThat(page.run("room.publishing.size")).isEqualTo(0);
    page.begin("room.publish(many(8))");
    connection.reply(connection.next("publish"));
    assertThat(page.outcome()).containsKey("value");
    page.begin("room.publish(many(64))");
    assertThat(page.outcome()).containsEntry("error", "TooLargeError");
    assertThat(page.run("room.publishing.get('camera').getTracks().length")).isEqualTo(8);
    connection.send(connect("bob"));
    JsonObject offer = connection.next("offer");
    assertThat(offer.toString().length()).isLessThan(65_536);
    assertThat(offer.get("sdp").getAsString().split("m=video")).hasSize(9);
  }

  @Test
  void anOfferThatIsTooLargeIsAnEvent() throws Exception {
    takeShortMessages();
    page.begin("room.publish()");
    connection.reply(connection.next("publish"));
    assertThat(page.outcome()).containsKey("value");
    connection.send(connect("bob"));
    page.until("room.peers.has('bob')");
    page.act("for (let n = 0; n < 9; n++) room.peers.get('bob').addTransceiver('video')");
    page.hears("refusal", 1);
    assertThat(page.events("refusal").get(0))
        .containsEntry("code", "too-large")
        .containsEntry("peer", "bob");
  }

  @Test
  void anAnswerThatIsTooLargeIsAnEvent() throws Exception {
    takeShortMessages();
    String offer = String.valueOf(page.run(NINE_VIDEOS));
    connection.send(
        connect("down"), Map.of("type", "offer", "peer", "down", "negotiation", 8, "sdp", offer));
    page.hears("refusal", 1);
    assertThat(page.events("refusal").get(0))
        .containsEntry("code", "too-large")
        .containsEntry("peer", "down");
    assertThat((String) page.events("refusal").get(0).get("text")).contains("the limit is 5000");
  }

  /** The server takes no message that is longer than 5,000 bytes. */
  private void takeShortMessages() throws Exception {
    connection.vanish();
    connection = server.accept();
    connection.hello(
        Map.of(
            "recovered",
            true,
            "limits",
            Map.of(
                "messageBytes",
                5_000,
                "frameBytes",
                262_144,
                "frameMessages",
                64,
                "chatText",
                4000)));
    page.until("room.state === 'open'");
  }

  @Test
  void aSignalTooManyIsSentAgainAndAStaleOneIsNot() throws Exception {
    publish();
    connection.send(connect("bob"));
    JsonObject offer = connection.next("offer");
    connection.refuse(offer, "rate-limited");
    JsonObject again = null;
    boolean isStale = false;
    while (again == null || !isStale) { // the candidates come before the offer or after it
      JsonObject next = connection.next();
      if (next.get("type").getAsString().equals("candidate")) {
        connection.refuse(next, "stale");
        isStale = true;
      } else {
        again = next;
      }
    }
    assertThat(again.get("sdp")).isEqualTo(offer.get("sdp"));
    page.until("heard('debug', { what: 'candidate', peer: 'bob' }) > 0");
    connection.refuse(again, "bad-sdp");
    page.hears("refusal", 1);
    assertThat(page.events("refusal"))
        .singleElement()
        .satisfies(
            refusal ->
                assertThat(refusal).containsEntry("code", "bad-sdp").containsEntry("peer", "bob"));
  }

  @Test
  void candidatesKeepToAPaceThatTheServerTakes() {
    page.page().clock().install();
    page.page().clock().pauseAt(System.currentTimeMillis() + 60_000);
    Object atOnce =
        page.run(
            "import('/rtc-rooms/pace.js').then(({ Pace }) => { window.pace = new Pace();"
                + " window.order = [];"
                + " for (let n = 0; n < 700; n++) pace.run(() => order.push(n));"
                + " return order.length; })");
    assertThat(atOnce).isEqualTo(512);
    page.page().clock().runFor(1_000);
    assertThat((Integer) page.run("order.length")).isBetween(660, 663);
    page.page().clock().runFor(1_000);
    assertThat(page.run("order.every((n, at) => n === at) && order.length")).isEqualTo(700);
  }

  private void publish() throws Exception {
    page.begin("room.publish(await camera())");
    connection.reply(connection.next("publish"));
    assertThat(page.outcome()).containsKey("value");
  }

  private static Map<String, ?> connect(String peer) {
    return Map.of("type", "connect", "peer", peer, "polite", true, "negotiation", 7);
  }
}
