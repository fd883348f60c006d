package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the server changes while a client stays connected: its role, its ICE servers. */
class MovedAndServedTest {

  private static final String CONFIGURATION =
      "((c) => [c.iceTransportPolicy, ...c.iceServers.map((s) => [s.urls].flat()[0])])"
          + "(room.peers.get('%s').getConfiguration())";

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension static final FakeRoom server = new FakeRoom();

  private RoomPage page;
  private FakeConnection connection;

  @BeforeEach
  void enter() throws Exception {
    page = RoomPage.open(browsers.page(), server.site());
    page.enter(server.address(), Map.of("backoff", Map.of("base", 1, "cap", 5)));
    connection = server.accept();
    connection.hello(Map.of("position", 50));
  }

  @Test
  void whoIsMovedHasAnotherDoorAndComesBackAsNew() throws Exception {
    connection.send(Map.of("type", "members", "members", List.of(member("me"), member("bob"))));
    connection.send(said());
    connection.send(granted("participant"));
    page.hears("grants", 1);
    assertThat(page.run("room.members.size")).isEqualTo(2);
    connection.send(granted("watcher"));
    page.hears("grants", 2);
    assertThat(page.run("room.role")).isEqualTo("watcher");
    assertThat(page.run("room.members.size")).isEqualTo(0);
    assertThat(page.events("grants").get(1)).containsEntry("role", "watcher");

    connection.vanish();
    connection = server.accept();
    assertThat(connection.resume()).isEmpty();
    connection.hello(Map.of("position", 60));
    page.hears("reset", 1);
    connection.vanish();
    assertThat(server.accept().resume().orElseThrow()).endsWith(":60");
  }

  @Test
  void whoIsRaisedAgainShowsWhatItKnowsOfTheChatOnce() {
    connection.send(said());
    connection.send(granted("watcher"), granted("participant"));
    Map<String, ?> known = said();
    connection.send(Map.of("type", "chat-log", "messages", List.of(known)), Map.of("type", "ping"));
    page.hears("grants", 2);
    connection.send(Map.of("type", "viewers", "participants", 1, "watchers", 0));
    page.hears("viewers", 1);
    page.hears("said", 1);
  }

  @Test
  void freshIceServersAreForNewConnectionsAndForThoseThatAreOpen() {
    connection.send(
        Map.of(
            "type",
            "streams",
            "iceServers",
            List.of(turn("turn:old.example")),
            "iceTransportPolicy",
            "relay",
            "publishers",
            List.of()));
    connection.send(connect("bob", true));
    page.until("room.peers.has('bob')");
    assertThat(page.run(CONFIGURATION.formatted("bob")))
        .isEqualTo(List.of("relay", "turn:old.example"));
    connection.send(
        Map.of("type", "ice-servers", "iceServers", List.of(turn("turn:new.example"))),
        connect("eve", true));
    page.until("room.peers.has('eve')");
    for (String peer : List.of("bob", "eve")) {
      assertThat(page.run(CONFIGURATION.formatted(peer)))
          .isEqualTo(List.of("relay", "turn:new.example"));
    }
  }

  @Test
  void nothingIsSentToOneWhoMayNotReceive() throws Exception {
    page.begin("room.publish(await camera())");
    connection.reply(connection.next("publish"));
    assertThat(page.outcome()).containsKey("value");
    connection.send(connect("bob", false), connect("eve", true));
    assertThat(connection.next("offer").get("peer").getAsString()).isEqualTo("eve");
    assertThat(page.run("room.peers.get('bob').getSenders().length")).isEqualTo(0);
  }

  private static Map<String, ?> granted(String role) {
    return Map.of("type", "grants", "role", role, "grants", List.of("join", "subscribe"));
  }

  private static Map<String, ?> connect(String peer, boolean send) {
    return Map.of("type", "connect", "peer", peer, "polite", true, "negotiation", 7, "send", send);
  }

  private static Map<String, ?> turn(String url) {
    return Map.of("urls", List.of(url), "username", "u", "credential", "c");
  }

  private static Map<String, ?> member(String client) {
    return Map.of("client", client, "user", client, "name", client);
  }

  private static Map<String, ?> said() {
    return Map.of(
        "type",
        "said",
        "id",
        "m1",
        "client",
        "bob",
        "user",
        "bob",
        "name",
        "bob",
        "text",
        "hi",
        "at",
        1_767_225_600_000L);
  }
}
