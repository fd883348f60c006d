package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the client makes of what the server says of the room. */
class RoomStateTest {

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension static final FakeRoom server = new FakeRoom();

  private RoomPage page;
  private FakeConnection connection;

  @BeforeEach
  void enter() throws Exception {
    page = RoomPage.open(browsers.page(), server.site());
    page.enter(server.address());
    connection = server.accept();
    connection.hello(Map.of("position", 50));
  }

  @Test
  void helloSaysWhoOneIsAndWhatOneMay() throws Exception {
    page.until("room.state === 'open'");
    assertThat(page.run("room.self"))
        .isEqualTo(Map.of("client", "me", "user", "ann", "name", "Ann"));
    assertThat(page.run("room.role")).isEqualTo("participant");
    assertThat(page.run("[...room.grants]"))
        .isEqualTo(List.of("chat", "join", "publish", "subscribe"));
    connection.send(Map.of("type", "grants", "grants", List.of("join"), "expires", 17));
    page.hears("grants", 1);
    assertThat(page.run("[...room.grants]")).isEqualTo(List.of("join"));
    assertThat(page.events("grants").get(0)).containsEntry("expires", 17);
  }

  @Test
  void peopleComeChangeAndGo() {
    connection.send(Map.of("type", "members", "members", List.of(person("me"), person("bob"))));
    connection.send(changed(List.of(person("eve"), person("cid")), List.of(), List.of("bob")));
    Map<String, Object> away = person("eve");
    away.put("state", "away");
    away.put("clients", List.of("eve-1", "eve-2"));
    connection.send(changed(List.of(), List.of(away), List.of("nobody")));
    connection.send(
        Map.of(
            "type",
            "viewers",
            "participants",
            2,
            "watchers",
            3,
            "participantConnections",
            4,
            "watcherConnections",
            5));
    page.hears("viewers", 1);
    assertThat(page.run("[...room.members.keys()]")).isEqualTo(List.of("me", "eve", "cid"));
    assertThat(page.run("room.members.get('eve')")).isEqualTo(away);
    assertThat(page.run("Object.values(room.viewers)")).isEqualTo(List.of(2, 3, 4, 5));
    List<Map<String, Object>> changes = page.events("members");
    assertThat(changes).hasSize(3);
    assertThat(changes.get(0)).containsEntry("joined", List.of()).containsEntry("left", List.of());
    assertThat(changes.get(1))
        .containsEntry("joined", List.of(person("eve"), person("cid")))
        .containsEntry("left", List.of(person("bob")));
    assertThat(changes.get(2))
        .containsEntry("changed", List.of(away))
        .containsEntry("left", List.of());
  }

  @Test
  void whatTheHostShowsOfAPersonIsKeptAndChanges() {
    Map<String, ?> guest = withInfo(member("bob"), "Guest");
    connection.send(
        Map.of(
            "type",
            "members",
            "members",
            List.of(person("ann"), withInfo(person("bob"), "Teacher"))));
    connection.send(event("published", "bob", null));
    page.hears("publishers", 1);
    assertThat(page.run("room.publishers.get('bob').info.title")).isEqualTo("Teacher");
    page.act("before = room.members");
    connection.send(
        changed(
            List.of(),
            List.of(withInfo(person("bob"), "Guest"), withInfo(person("ann"), "Host")),
            List.of()));
    page.hears("publishers", 2);
    assertThat(page.events("publishers").get(1)).containsEntry("changed", guest);
    assertThat(page.run("[...room.members.values()].map(({ info }) => info.title)"))
        .isEqualTo(List.of("Host", "Guest"));
    assertThat(page.run("room.publishers.get('bob').info.title")).isEqualTo("Guest");
    assertThat(page.run("room.self.info.title")).isEqualTo("Host");
    assertThat(page.run("before.get('bob').info.title")).isEqualTo("Teacher");
    connection.send(changed(List.of(), List.of(), List.of("bob")));
    page.until("events.some(({ left }) => left?.[0]?.info.title === 'Guest')");
  }

  @Test
  void whatTheHostShowsOfTheRoomIsKeptAndChanges() throws Exception {
    assertThat(page.run("room.info")).isNull();
    connection.send(Map.of("type", "room-changed", "info", Map.of("title", "Plans")));
    page.hears("info", 1);
    assertThat(page.run("room.info")).isEqualTo(Map.of("title", "Plans"));
    assertThat(page.run("room.getSnapshot().info === room.info")).isEqualTo(true);
    connection.send(Map.of("type", "room-changed"));
    page.hears("info", 2);
    assertThat(page.run("room.info")).isNull();

    connection.vanish();
    connection = server.accept();
    connection.hello(Map.of("roomInfo", Map.of("title", "Wishes")));
    page.hears("info", 3);
    connection.vanish();
    connection = server.accept();
    connection.hello(Map.of("roomInfo", Map.of("title", "Wishes")));
    connection.send(Map.of("type", "room-changed", "info", Map.of("title", "Thanks")));
    page.hears("info", 4);
    assertThat(page.run("room.info")).isEqualTo(Map.of("title", "Thanks"));
  }

  @Test
  void publishersComeAndGo() {
    connection.send(
        Map.of("type", "streams", "iceServers", List.of(), "publishers", List.of(member("bob"))));
    connection.send(event("published", "eve", null));
    connection.send(event("unpublished", "bob", null));
    page.hears("publishers", 3);
    assertThat(page.run("[...room.publishers.keys()]")).isEqualTo(List.of("eve"));
  }

  @Test
  void theChatBeginsWithItsLogAndKeepsItsLastMessages() {
    connection.send(
        Map.of("type", "chat-log", "messages", List.of(said("old", null), said("older", null))));
    connection.send(said("new", 51));
    page.hears("said", 3);
    assertThat(page.events("said")).extracting("past").containsExactly(true, true, false);
    for (int offset = 52; offset < 260; offset++) {
      connection.send(said("n" + offset, offset));
    }
    page.hears("said", 211);
    assertThat(page.run("[room.messages.length, room.messages[0].text, room.messages[199].text]"))
        .isEqualTo(List.of(200, "n60", "n259"));
  }

  @Test
  void editsDeletionsAndReactionsReplaceTheMessage() {
    connection.send(said("helo", 51), said("secret", 52));
    page.hears("said", 2);
    page.act("before = room.messages");
    connection.send(
        numbered(53, Map.of("type", "edited", "message", 51, "user", "bob", "text", "hello")),
        numbered(54, Map.of("type", "edited", "message", 51)),
        numbered(55, reacted(51, "eve", "+1", true)),
        numbered(56, reacted(51, "ann", "+1", true)),
        numbered(57, reacted(51, "ann", "-1", true)),
        numbered(58, reacted(51, "ann", "-1", false)),
        numbered(59, Map.of("type", "deleted", "message", 52, "user", "bob")),
        numbered(60, Map.of("type", "edited", "message", 52, "user", "bob", "text", "late")),
        numbered(61, Map.of("type", "edited", "message", 7, "user", "bob", "text", "unknown")));
    page.hears("said-changed", 6);
    assertThat(
            page.run(
                "room.messages.map(({ text, edited, deleted, reactions }) =>"
                    + " [text, edited, deleted, [...reactions.keys()].join(),"
                    + " [...(reactions.get('+1') ?? [])].join()])"))
        .isEqualTo(
            List.of(
                List.of("hello", true, false, "+1", "eve,ann"), List.of("", false, true, "", "")));
    assertThat(page.run("before.map(({ text }) => text).join()")).isEqualTo("helo,secret");
    assertThat(page.run("room.messages.every(Object.isFrozen) && room.messages[0].key"))
        .isEqualTo("e1:51");
    assertThat(page.events("said-changed")).hasSize(6);
  }

  @Test
  void earlierMessagesAreLoadedInPagesUntilThereAreNone() throws Exception {
    connection.send(
        Map.of(
            "type", "chat-log", "more", true, "messages", List.of(said("c", 30), said("d", 40))));
    page.hears("said", 2);
    page.until("room.earlier");
    page.begin("room.loadEarlier({ limit: 2 })");
    JsonObject first = connection.next("chat-history");
    assertThat(first.get("before").getAsInt()).isEqualTo(30);
    assertThat(first.get("limit").getAsInt()).isEqualTo(2);
    connection.send(page(first, List.of(said("a", 10), said("b", 20)), 10));
    assertThat(page.outcome()).isEqualTo(Map.of("value", true));
    page.begin("room.loadEarlier()");
    JsonObject second = connection.next("chat-history");
    assertThat(second.get("before").getAsInt()).isEqualTo(10);
    connection.send(page(second, List.of(), null));
    assertThat(page.outcome()).isEqualTo(Map.of("value", false));
    assertThat(page.run("room.messages.map(({ text }) => text).join('')")).isEqualTo("abcd");
    assertThat(page.events("messages")).hasSize(1);
  }

  @Test
  void aPageThatIsRefusedBecauseOfItsRateIsAskedForAgain() throws Exception {
    connection.send(Map.of("type", "chat-log", "more", true, "messages", List.of(said("c", 30))));
    page.hears("said", 1);
    page.begin("room.loadEarlier()");
    connection.refuse(connection.next("chat-history"), "rate-limited");
    JsonObject again = connection.next("chat-history");
    assertThat(again.get("before").getAsInt()).isEqualTo(30);
    connection.send(page(again, List.of(said("b", 20)), null));
    assertThat(page.outcome()).isEqualTo(Map.of("value", false));
    assertThat(page.run("room.messages.map(({ text }) => text).join('')")).isEqualTo("bc");
  }

  @Test
  void aGapIsFilledFromTheHistory() throws Exception {
    connection.send(said("a", 51), said("b", 52));
    page.hears("said", 2);
    page.act("room.leave(); room.connect()");
    connection = server.accept();
    connection.hello(Map.of("position", 80));
    connection.send(Map.of("type", "chat-log", "more", true, "messages", List.of(said("e", 80))));
    page.hears("said", 3);
    page.begin("room.loadEarlier()");
    JsonObject fill = connection.next("chat-history");
    assertThat(fill.get("before").getAsInt()).isEqualTo(80);
    connection.send(page(fill, List.of(said("b", 52), said("c", 60), said("d", 70)), 52));
    assertThat(page.outcome()).containsKey("value");
    assertThat(page.run("room.messages.map(({ text, gapAfter }) => text + gapAfter).join(' ')"))
        .isEqualTo("afalse bfalse cfalse dfalse efalse");
  }

  private static Map<String, ?> page(
      JsonObject ask, List<Map<String, ?>> messages, Integer before) {
    Map<String, Object> data = new HashMap<>(Map.of("messages", messages));
    if (before != null) {
      data.put("before", before);
    }
    return Map.of("type", "reply", "ref", ask.get("ref").getAsString(), "data", data);
  }

  @Test
  void directMessagesTypingReadsAndSlowModeAreState() {
    Map<String, ?> direct = direct(1);
    List<Map<String, String>> users =
        List.of(Map.of("user", "ann", "name", "Ann"), Map.of("user", "bob", "name", "Bob"));
    connection.send(
        direct,
        Map.of("type", "direct-log", "messages", List.of(direct)),
        Map.of("type", "typing", "users", users),
        Map.of("type", "read-markers", "markers", List.of(Map.of("user", "bob", "message", 51))),
        Map.of("type", "slow-mode", "interval", 5000));
    page.hears("slow-mode", 1);
    assertThat(
            page.run(
                "[room.directs.length, room.directs[0].text, [...room.typing.keys()].join(),"
                    + " room.reads.get('bob'), room.slowMode]"))
        .isEqualTo(List.of(1, "psst", "bob", "e1:51", 5000));
    assertThat(page.events("said-to")).hasSize(1);
  }

  @Test
  void directMessagesFromBeforeThisClientCameArePast() throws Exception {
    connection.send(Map.of("type", "direct-log", "messages", List.of(direct(1))), direct(2));
    page.hears("said-to", 2);
    connection.vanish();
    connection = server.accept();
    connection.hello(Map.of("position", 50, "recovered", true));
    connection.send(
        Map.of("type", "direct-log", "messages", List.of(direct(1), direct(2), direct(3))));
    page.hears("said-to", 3);
    assertThat(page.events("said-to")).extracting("past").containsExactly(true, false, false);
  }

  private static Map<String, ?> direct(int message) {
    Map<String, Object> direct = new HashMap<>(event("said-to", "bob", null));
    direct.putAll(Map.of("message", message, "to", "ann", "toName", "Ann", "text", "psst"));
    direct.put("at", 7);
    return direct;
  }

  @Test
  void whatIsReadAndTypedIsToldAtAnEasyPace() throws Exception {
    connection.send(said("a", 51), said("b", 52), said("c", 53));
    page.hears("said", 3);
    page.act("room.setTyping(); room.setTyping(); room.setTyping(false); room.setTyping(false)");
    assertThat(connection.next("set-typing").get("on").getAsBoolean()).isTrue();
    assertThat(connection.next("set-typing").get("on").getAsBoolean()).isFalse();
    page.act(
        "[0, 1, 0].forEach((at) => room.markRead(room.messages[at]));"
            + " setTimeout(() => { room.markRead(room.messages[2]); room.setTyping(); }, 1000)");
    assertThat(connection.next("mark-read").get("message").getAsInt()).isEqualTo(51);
    assertThat(connection.next("mark-read").get("message").getAsInt()).isEqualTo(52);
    assertThat(connection.next("set-typing").get("on").getAsBoolean()).isTrue();
    assertThat(connection.next("mark-read").get("message").getAsInt()).isEqualTo(53);
    page.begin("room.sayTo('bob', 'psst')");
    JsonObject say = connection.next("say-to");
    assertThat(say.get("to").getAsString() + say.has("id")).isEqualTo("bobtrue");
    connection.send(
        Map.of(
            "type",
            "refusal",
            "ref",
            say.get("ref").getAsString(),
            "code",
            "slow-mode",
            "text",
            "Wait",
            "retryAfter",
            1500));
    assertThat(page.outcome()).containsEntry("retryAfter", 1500);
  }

  @Test
  void aReplyNamesTheKeyOfItsMessage() {
    connection.send(said("Tea?", 51));
    Map<String, Object> reply = new HashMap<>(said("Yes", 52));
    reply.put("replyTo", 51);
    reply.put("mentions", List.of("ann"));
    connection.send(reply);
    page.hears("said", 2);
    assertThat(page.run("room.messages[1].replyTo === room.messages[0].key")).isEqualTo(true);
    assertThat(page.run("room.messages[1].mentions")).isEqualTo(List.of("ann"));
  }

  @Test
  void theServersIceServersComeAfterTheHostsOwn() throws Exception {
    page.act("room.leave()");
    page.enter(
        server.address(),
        Map.of(
            "rtcConfiguration",
            Map.of(
                "iceTransportPolicy",
                "relay",
                "iceServers",
                List.of(Map.of("urls", "stun:own.example")))));
    connection = server.accept();
    connection.hello();
    connection.send(
        Map.of(
            "type",
            "streams",
            "iceServers",
            List.of(Map.of("urls", List.of("turn:t.example"), "username", "u", "credential", "c")),
            "publishers",
            List.of()));
    connection.send(Map.of("type", "connect", "peer", "bob", "polite", true, "negotiation", 1));
    page.until("room.peers.has('bob')");
    assertThat(
            page.run(
                "((c) => [c.iceTransportPolicy, c.bundlePolicy, ...c.iceServers.map((s) =>"
                    + " [s.urls].flat()[0])])(room.peers.get('bob').getConfiguration())"))
        .isEqualTo(List.of("relay", "max-bundle", "stun:own.example", "turn:t.example"));
  }

  private static Map<String, ?> member(String client) {
    return Map.of("client", client, "user", client, "name", client);
  }

  private static Map<String, Object> person(String user) {
    return new HashMap<>(
        Map.of("user", user, "name", user, "state", "online", "clients", List.of(user)));
  }

  private static Map<String, ?> changed(List<?> joined, List<?> changed, List<?> left) {
    return Map.of("type", "members-changed", "joined", joined, "changed", changed, "left", left);
  }

  private static Map<String, ?> withInfo(Map<String, ?> member, String title) {
    Map<String, Object> shown = new HashMap<>(member);
    shown.put("info", Map.of("title", title));
    return shown;
  }

  private static Map<String, ?> event(String type, String client, Integer offset) {
    Map<String, Object> event = new HashMap<>(member(client));
    event.put("type", type);
    if (offset != null) {
      event.put("offset", offset);
    }
    return event;
  }

  private static Map<String, ?> numbered(int offset, Map<String, ?> message) {
    Map<String, Object> numbered = new HashMap<>(message);
    numbered.put("offset", offset);
    return numbered;
  }

  private static Map<String, ?> reacted(int message, String user, String emoji, boolean on) {
    return Map.of("type", "reacted", "message", message, "user", user, "emoji", emoji, "on", on);
  }

  private static Map<String, ?> said(String text, Integer offset) {
    Map<String, Object> said = new HashMap<>(event("said", "bob", offset));
    said.put("text", text);
    said.put("at", 1_700_000_000_000L);
    return said;
  }
}
