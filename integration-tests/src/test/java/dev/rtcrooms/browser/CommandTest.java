package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of what the client is asked to send. */
class CommandTest {

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
  void whatIsSaidIsAnswered() throws Exception {
    page.begin("room.say('hello')");
    JsonObject say = connection.next("say");
    assertThat(say.get("text").getAsString()).isEqualTo("hello");
    connection.send(Map.of("type", "reply", "ref", say.get("ref").getAsString(), "recorded", 12));
    assertThat(page.outcome())
        .isEqualTo(Map.of("value", Map.of("id", say.get("id").getAsString(), "recorded", 12)));
  }

  @Test
  void aReplyHasTheDataOfTheFeature() throws Exception {
    page.begin("room.command('poll')");
    connection.send(
        Map.of(
            "type",
            "reply",
            "ref",
            connection.next("poll").get("ref").getAsString(),
            "recorded",
            7,
            "data",
            Map.of("votes", List.of(1, 2))));
    assertThat(page.outcome())
        .isEqualTo(Map.of("value", Map.of("recorded", 7, "data", Map.of("votes", List.of(1, 2)))));
    page.begin("room.command('wave')");
    connection.reply(connection.next("wave"));
    assertThat(page.outcome()).isEqualTo(Map.of("value", Map.of("data", Map.of())));
  }

  @Test
  void aRefusalSaysWhy() throws Exception {
    page.begin("room.say('')");
    connection.send(
        Map.of(
            "type", "refusal",
            "ref", connection.next("say").get("ref").getAsString(),
            "code", "bad-field",
            "text", "text must not be blank",
            "field", "text"));
    assertThat(page.outcome())
        .containsEntry("error", "RefusalError")
        .containsEntry("message", "text must not be blank")
        .containsEntry("code", "bad-field")
        .containsEntry("field", "text");
    assertThat(page.events("refusal")).isEmpty();
  }

  @Test
  void whatWasSaidButNotAnsweredIsSaidAgainUnderTheSameId() throws Exception {
    page.begin("Promise.all([room.say('one'), room.say('two')])");
    JsonObject one = connection.next("say");
    connection.next("say");
    connection.vanish();
    connection = server.accept();
    page.act("room.say('three')");
    connection.hello(Map.of("recovered", true));
    JsonObject again = connection.next("say");
    assertThat(again.get("id")).isEqualTo(one.get("id"));
    assertThat(again.get("text").getAsString()).isEqualTo("one");
    JsonObject two = connection.next("say");
    assertThat(two.get("text").getAsString()).isEqualTo("two");
    assertThat(connection.next("say").get("text").getAsString()).isEqualTo("three");
    connection.reply(again);
    connection.reply(two);
    assertThat(page.outcome()).containsKey("value");
    connection.vanish();
    connection = server.accept();
    connection.hello(Map.of("recovered", true));
    assertThat(connection.next("say").get("text").getAsString())
        .as("what was answered is not said again")
        .isEqualTo("three");
  }

  @Test
  void aReplyAnEditADeletionAndAReactionNameTheMessagesNumber() throws Exception {
    connection.send(said(7));
    page.hears("said", 1);
    page.act("[message] = room.messages");
    page.act("room.say('yes', { replyTo: message, mentions: ['bob'] })");
    page.act("room.edit(message, 'new'); room.react(message, '+1'); room.remove(message)");
    JsonObject say = connection.next("say");
    assertThat(say.get("replyTo").getAsInt()).isEqualTo(7);
    assertThat(say.get("mentions").getAsJsonArray()).hasSize(1);
    JsonObject edit = connection.next("edit");
    assertThat(edit.get("message").getAsInt()).isEqualTo(7);
    assertThat(edit.get("text").getAsString()).isEqualTo("new");
    JsonObject react = connection.next("react");
    assertThat(react.get("emoji").getAsString() + react.get("on")).isEqualTo("+1true");
    assertThat(connection.next("delete").get("message").getAsInt()).isEqualTo(7);
  }

  @Test
  void aChangeWithoutAnAnswerIsSentAgainUnlessTheServerHasLostTheMessage() throws Exception {
    connection.send(said(7));
    page.hears("said", 1);
    page.begin("room.edit(room.messages[0], 'new')");
    connection.next("edit");
    connection.vanish();
    connection = server.accept();
    connection.hello(Map.of("recovered", true));
    assertThat(connection.next("edit").get("message").getAsInt()).isEqualTo(7);
    page.act("room.say('yes', { replyTo: room.messages[0] })");
    connection.next("say");
    connection.vanish();
    connection = server.accept();
    connection.hello(Map.of("epoch", "e2"));
    assertThat(page.outcome()).containsEntry("code", "no-such-message");
    assertThat(connection.next("say").has("replyTo")).isFalse();
  }

  private static Map<String, ?> said(int offset) {
    return Map.of(
        "type", "said", "offset", offset, "user", "ann", "name", "Ann", "text", "old", "at", 1);
  }

  @Test
  void otherCommandsAreRejectedWhenTheConnectionIsLost() throws Exception {
    page.begin("room.command('wave', { to: 'bob' })");
    assertThat(connection.next("wave").get("to").getAsString()).isEqualTo("bob");
    connection.vanish();
    assertThat(page.outcome()).containsEntry("error", "DisconnectedError");
  }

  @Test
  void afterTheEndEverythingIsRejected() throws Exception {
    page.begin("room.say('hello')");
    connection.next("say");
    connection.close(4500, "room closed");
    assertThat(page.outcome())
        .containsEntry("error", "ClosedError")
        .containsEntry("code", 4500)
        .containsEntry("reason", "room closed");
    page.begin("room.say('hello')");
    assertThat(page.outcome()).containsEntry("error", "ClosedError");
  }

  @Test
  void whatIsSentTogetherGoesInOneFrame() throws Exception {
    page.act("room.say('a'); room.command('wave'); room.say('line\\nfeed')");
    assertThat(connection.frame().split("\n")).hasSize(3);
    page.act("room.say('later')");
    assertThat(connection.frame().split("\n")).hasSize(1);
  }

  @Test
  void noFrameIsOverTheServersLimits() throws Exception {
    connection.vanish();
    connection = server.accept();
    connection.hello(
        Map.of(
            "recovered",
            true,
            "limits",
            Map.of("messageBytes", 100, "frameBytes", 150, "frameMessages", 3, "chatText", 4000)));
    page.until("room.state === 'open' && heard('hello') >= 2");
    page.act("[1, 2, 3, 4].forEach((n) => room.command('n', { n }))");
    assertThat(connection.frame().split("\n")).hasSize(3);
    assertThat(connection.frame().split("\n")).hasSize(1);
    // 2 bytes in UTF-8 each: 35 make a message of 99 bytes, and two of those are too much for a
    // frame
    page.act("['é', 'ü'].forEach((c) => room.command('t', { t: c.repeat(35) }))");
    List<String> frames = List.of(connection.frame(), connection.frame());
    assertThat(frames).allMatch(frame -> !frame.contains("\n"));
    page.begin("room.command('t', { t: 'é'.repeat(36) })");
    assertThat(page.outcome())
        .containsEntry("error", "TooLargeError")
        .containsEntry("limit", 100)
        .hasEntrySatisfying("size", size -> assertThat(size).isEqualTo(101));
    page.act("room.command('next')");
    connection.next("next");
  }

  @Test
  void aRefusalThatNobodyWaitsForIsAnEvent() throws Exception {
    connection.send(
        Map.of(
            "type",
            "refusal",
            "code",
            "room-too-large-for-mesh",
            "text",
            "Too many here",
            "retryAfter",
            1500));
    page.hears("refusal", 1);
    assertThat(page.events("refusal").get(0))
        .containsEntry("code", "room-too-large-for-mesh")
        .containsEntry("text", "Too many here")
        .containsEntry("retryAfter", 1500);
  }

  @Test
  void oneBadMessageLeavesItsNeighboursAlone() throws Exception {
    connection.frame(
        "{\"type\":\"poke\",\"n\":1}\n{broken\n\n[]\nnull\n{\"type\":\"poke\",\"n\":2,\"new\":{}}\n");
    page.hears("message", 2);
    assertThat(page.events("message")).extracting("n").containsExactly(1, 2);
    assertThat(page.events("debug")).extracting("line").containsExactly("{broken", "[]", "null");
  }
}
