package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The browser client waits to be let in, sees how the room is moderated, and moderates. */
class ModeratingTest {

  private static final Map<String, ?> HAND = Map.of("user", "bob", "name", "Bob", "at", 7);

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension static final FakeRoom server = new FakeRoom();

  private RoomPage page;
  private FakeConnection connection;

  @BeforeEach
  void connect() throws Exception {
    page = RoomPage.open(browsers.page(), server.site());
    page.enter(server.address(), Map.of("backoff", Map.of("base", 1, "cap", 5)));
    connection = server.accept();
  }

  private void enter(String... grants) {
    connection.hello(Map.of("grants", List.of(grants)));
    connection.send(
        Map.of(
            "type",
            "moderation",
            "entry",
            "waiting",
            "capacity",
            20,
            "hands",
            List.of(HAND),
            "permits",
            List.of(Map.of("user", "eve", "given", List.of(), "taken", List.of("chat")))));
    page.hears("moderation", 1);
  }

  @Test
  void aClientThatMustWaitSaysSoUntilItIsLetIn() {
    connection.send(Map.of("type", "waiting", "heartbeat", 25_000));
    connection.send(Map.of("type", "waiting", "heartbeat", 25_000));
    page.until("room.state === 'waiting'");
    page.begin("room.command('wave')");
    assertThat(page.outcome()).containsEntry("name", "DisconnectedError");

    connection.hello();

    page.until("room.state === 'open'");
    assertThat(page.events("state"))
        .extracting(event -> event.get("state"))
        .containsExactly("connecting", "waiting", "open");
  }

  @Test
  void aClientThatIsNotLetInGivesUp() throws Exception {
    connection.send(Map.of("type", "waiting", "heartbeat", 25_000));
    page.until("room.state === 'waiting'");

    connection.close(4511, "members only");

    page.until("room.state === 'closed'");
    assertThat(page.events("closed").get(0))
        .containsEntry("code", 4511)
        .containsEntry("reason", "members only");
  }

  @Test
  void aClientThatWaitsMayLeave() throws Exception {
    connection.send(Map.of("type", "waiting", "heartbeat", 25_000));
    page.until("room.state === 'waiting'");

    page.act("room.leave()");

    page.until("room.state === 'closed'");
    assertThat(connection.closeCode()).isEqualTo(1000);
  }

  @Test
  void aClientSeesHowTheRoomIsModerated() {
    enter("chat", "join");
    page.act("was = room.getSnapshot().moderation");
    assertThat(page.run("[was.entry, was.capacity, was.hands.get('bob').name]"))
        .isEqualTo(List.of("waiting", 20, "Bob"));
    assertThat(page.run("was.permits.get('eve').taken.has('chat')")).isEqualTo(true);

    connection.send(
        Map.of("type", "entry-changed", "entry", "locked", "capacity", 3),
        Map.of("type", "hand-changed", "user", "ann", "name", "Ann", "at", 9, "raised", true),
        Map.of("type", "hand-changed", "user", "bob", "name", "Bob", "at", 7, "raised", false),
        Map.of("type", "permit-changed", "user", "eve", "given", List.of(), "taken", List.of()));

    page.hears("moderation", 5);
    assertThat(page.run("[room.moderation.entry, room.moderation.capacity]"))
        .isEqualTo(List.of("locked", 3));
    assertThat(page.run("[...room.moderation.hands.keys()]")).isEqualTo(List.of("ann"));
    assertThat(page.run("room.moderation.permits.size")).isEqualTo(0);
    assertThat(page.run("[was.entry, was.hands.size, was.permits.size]"))
        .isEqualTo(List.of("waiting", 1, 1));
  }

  @Test
  void aModeratorKnowsWhoWaitsAndWhoIsBannedAsLongAsItModerates() {
    enter("chat", "join", "moderate");
    Map<String, ?> liz = Map.of("user", "liz", "name", "Liz", "role", "watcher", "at", 5);
    connection.send(
        Map.of(
            "type",
            "moderator",
            "waiting",
            List.of(liz),
            "bans",
            List.of(Map.of("user", "mallory", "until", 99, "reason", "spam"))));
    page.hears("moderation", 2);
    assertThat(page.run("room.moderation.waiting.get('liz').role")).isEqualTo("watcher");
    assertThat(page.run("room.moderation.bans.get('mallory').until")).isEqualTo(99);

    connection.send(
        Map.of(
            "type",
            "waiting-changed",
            "user",
            "liz",
            "name",
            "Liz",
            "role",
            "watcher",
            "at",
            5,
            "waiting",
            false),
        Map.of("type", "ban-changed", "user", "eve", "banned", true));
    page.hears("moderation", 4);
    assertThat(page.run("room.moderation.waiting.size")).isEqualTo(0);
    assertThat(page.run("[...room.moderation.bans.keys()]")).isEqualTo(List.of("mallory", "eve"));

    connection.send(
        Map.of("type", "grants", "role", "participant", "grants", List.of("chat", "join")));
    page.hears("moderation", 5);
    assertThat(page.run("room.moderation.bans.size")).isEqualTo(0);
  }

  @Test
  void aRequestToMuteNamesWhoAsks() {
    enter("chat", "join");
    connection.send(
        Map.of("type", "mute-requested", "media", "audio", "user", "mod", "name", "Mod"),
        Map.of("type", "mute-requested", "media", "all"));

    page.hears("mute-requested", 2);
    assertThat(page.events("mute-requested").get(0))
        .containsEntry("media", "audio")
        .containsEntry("by", Map.of("user", "mod", "name", "Mod"));
    assertThat(page.events("mute-requested").get(1)).containsEntry("by", null);
  }

  @Test
  void eachMethodSendsItsCommand() throws Exception {
    enter("chat", "join", "moderate");
    sends("raiseHand()", "hand", "{'raised':true}");
    sends("raiseHand(false)", "hand", "{'raised':false}");
    sends("moderate.kick('eve', { reason: 'bye' })", "kick", "{'user':'eve','reason':'bye'}");
    sends("moderate.kick('eve')", "kick", "{'user':'eve'}");
    sends("moderate.ban('eve', { duration: 60000 })", "ban", "{'user':'eve','duration':60000}");
    sends("moderate.unban('eve')", "unban", "{'user':'eve'}");
    sends(
        "moderate.permit('eve', 'chat', false)",
        "permit",
        "{'user':'eve','grant':'chat','allowed':false}");
    sends(
        "moderate.mute('eve', 'screen', { client: 'c1' })",
        "mute",
        "{'user':'eve','client':'c1','media':'screen'}");
    sends("moderate.setEntry('locked')", "set-entry", "{'entry':'locked'}");
    sends("moderate.setCapacity(9)", "set-capacity", "{'clients':9}");
    sends("moderate.admit('eve')", "admit", "{'user':'eve'}");
    sends("moderate.deny('eve')", "deny", "{'user':'eve'}");
    sends("moderate.lowerHand('eve')", "lower-hand", "{'user':'eve'}");
    sends("moderate.move('eve', 'watcher')", "move", "{'user':'eve','role':'watcher'}");
  }

  private void sends(String call, String type, String fields) throws Exception {
    page.begin("room." + call);
    JsonObject command = connection.next(type);
    connection.reply(command);
    assertThat(page.outcome()).containsOnlyKeys("value");
    command.remove("type");
    command.remove("ref");
    assertThat(command.toString()).isEqualTo(fields.replace('\'', '"'));
  }

  @Test
  void aRefusedCommandIsRejected() throws Exception {
    enter("chat", "join", "moderate");
    page.begin("room.moderate.kick('me')");
    connection.refuse(connection.next("kick"), "not-yourself");

    assertThat(page.outcome()).containsEntry("code", "not-yourself");
  }
}
