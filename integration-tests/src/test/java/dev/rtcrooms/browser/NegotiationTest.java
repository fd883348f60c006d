package dev.rtcrooms.browser;

import static dev.rtcrooms.browser.Relay.IMPOLITE;
import static dev.rtcrooms.browser.Relay.POLITE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two real browsers and their media; the test has the signals between them in its hand. */
class NegotiationTest {

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension static final FakeRoom server = new FakeRoom();

  private static final Map<String, ?> WATCHER =
      Map.of("role", "watcher", "grants", List.of("join", "subscribe"));

  private Relay relay;
  private RoomPage polite;
  private RoomPage impolite;

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void twoWhoOfferAtOnceSeeEachOther(Relay.Glare glare) throws Exception {
    enter(glare, Map.of());
    publish(polite);
    publish(impolite);
    relay.holdOffers();
    relay.connect();
    polite.seesMedia(1);
    impolite.seesMedia(1);
    for (int round = 2; round <= 6; round++) {
      relay.holdOffers();
      polite.act("room.peers.get('impolite').restartIce()");
      impolite.act("room.peers.get('polite').restartIce()");
      relay.awaitAnswers(round);
      settles(polite, IMPOLITE);
      settles(impolite, POLITE);
    }
    polite.seesMedia(1);
    impolite.seesMedia(1);
    assertThat(polite.events("refusal")).isEmpty();
    assertThat(impolite.events("refusal")).isEmpty();
  }

  @Test
  void aWatcherSeesAndSendsNothing() throws Exception {
    enter(Relay.Glare.ARBITRATED, WATCHER);
    publish(impolite);
    relay.connect();
    polite.seesMedia(1);
    assertThat(relay.from(POLITE, "offer")).isEmpty();
    String answer = relay.from(POLITE, "answer").get(0).get("sdp").getAsString();
    assertThat(answer).contains("a=recvonly").doesNotContain("a=sendrecv", "a=sendonly");
    assertThat(polite.run("asked")).as("times that the camera was asked for").isEqualTo(0);
  }

  @Test
  void whatIsNotPublishedIsNotShown() throws Exception {
    enter(Relay.Glare.ARBITRATED, WATCHER);
    publish(impolite);
    relay.connect();
    polite.seesMedia(1);
    Map<String, String> member = Map.of("client", IMPOLITE, "user", "ann", "name", "Ann");
    relay.broadcast(with(member, "type", "unpublished"));
    polite.hears("stream-end", 1);
    assertThat(polite.run("room.streams.size")).isEqualTo(0);
    relay.broadcast(with(member, "type", "published"));
    polite.hears("stream", 2);
    assertThat(polite.events("stream").get(1)).containsEntry("member", member);
  }

  @Test
  void signalsCarryTheNumbersOfTheirNegotiation() throws Exception {
    enter(Relay.Glare.ARBITRATED, Map.of());
    publish(impolite);
    relay.connect();
    polite.seesMedia(1);
    assertThat(numbers(IMPOLITE, "offer")).containsExactly(101L);
    assertThat(numbers(POLITE, "answer")).containsExactly(102L);
    relay.awaitEndOfCandidates(POLITE);
    relay.awaitEndOfCandidates(IMPOLITE);
    assertThat(numbers(POLITE, "candidate")).hasSizeGreaterThan(1).containsOnly(102L);
    assertThat(numbers(IMPOLITE, "candidate")).hasSizeGreaterThan(1).isSubsetOf(101L, 102L);
  }

  @Test
  void whoStopsAndStartsAgainIsSeenAgain() throws Exception {
    enter(Relay.Glare.ARBITRATED, Map.of());
    publish(impolite);
    publish(polite);
    relay.connect();
    polite.seesMedia(1);
    impolite.seesMedia(1);

    impolite.begin("room.unpublish()");
    polite.hears("stream-end", 1);
    assertThat(impolite.outcome()).containsKey("value");
    assertThat(polite.run("room.streams.size")).isEqualTo(0);
    assertThat(impolite.run("room.publishing.size")).isEqualTo(0);
    impolite.hears("stream", 2);
    impolite.seesMedia(1);

    publish(impolite);
    polite.hears("stream", 2);
    polite.seesMedia(1);
  }

  @Test
  void anotherCameraTakesTheFirstOnesPlace() throws Exception {
    enter(Relay.Glare.ARBITRATED, WATCHER);
    publish(impolite);
    relay.connect();
    polite.seesMedia(1);
    impolite.begin("camera({ video: { width: 320, height: 240 } }).then((s) => room.publish(s))");
    assertThat(impolite.outcome()).containsKey("value");
    polite.until("document.querySelector('video').videoWidth === 320");
    assertThat(numbers(IMPOLITE, "offer")).hasSize(1);
    assertThat(polite.events("stream")).hasSize(1);
  }

  @Test
  void aConnectionThatTheServerDoesNotKeepBeginsAnew() throws Exception {
    enter(Relay.Glare.ARBITRATED, WATCHER);
    publish(impolite);
    relay.connect();
    polite.seesMedia(1);
    impolite.act("window.old = room.peers.get('polite')");
    relay.awaitEndOfCandidates(POLITE); // nothing comes for the impolite one while it is away
    FakeConnection again = lose(impolite);
    assertThat(impolite.run("old.connectionState"))
        .as("media flows while only the signals are cut")
        .isEqualTo("connected");
    relay.join(IMPOLITE, again, Map.of("recovered", true));
    impolite.until("heard('publishing') >= 3"); // wanted, agreed, agreed again
    assertThat(relay.from(IMPOLITE, "keep")).hasSize(1);
    assertThat(relay.from(IMPOLITE, "publish")).hasSize(2);
    assertThat(impolite.run("old.connectionState")).isEqualTo("connected");
    relay.connect();
    impolite.until("old.connectionState === 'closed'");
    polite.hears("stream-end", 1);
    polite.hears("stream", 2);
    polite.seesMedia(1);
  }

  private FakeConnection lose(RoomPage page) throws Exception {
    relay.vanish(IMPOLITE);
    FakeConnection again = server.accept();
    page.until("room.state === 'reconnecting'");
    return again;
  }

  private void enter(Relay.Glare glare, Map<String, ?> politeHello) throws Exception {
    relay = new Relay(glare);
    polite = enter(POLITE, politeHello);
    impolite = enter(IMPOLITE, Map.of());
  }

  private RoomPage enter(String client, Map<String, ?> hello) throws Exception {
    RoomPage page = RoomPage.open(browsers.page(), server.site());
    page.enter(server.address(), Map.of("backoff", Map.of("base", 1, "cap", 5)));
    relay.join(client, server.accept(), hello);
    page.until("room.state === 'open'");
    return page;
  }

  private static void publish(RoomPage page) {
    page.begin("room.publish(await camera())");
    assertThat(page.outcome()).containsKey("value");
  }

  private static Map<String, ?> with(Map<String, String> map, String key, String value) {
    Map<String, String> more = new HashMap<>(map);
    more.put(key, value);
    return more;
  }

  private static void settles(RoomPage page, String peer) {
    page.until(
        "((pc) => pc.signalingState === 'stable' && pc.connectionState === 'connected')"
            + "(room.peers.get('"
            + peer
            + "'))");
  }

  private List<Long> numbers(String client, String type) {
    return relay.from(client, type).stream()
        .map((JsonObject signal) -> signal.get("negotiation").getAsLong())
        .toList();
  }
}
