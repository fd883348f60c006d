package dev.rtcrooms.hub.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.message.ChatLog;
import dev.rtcrooms.message.ChatMessage;
import dev.rtcrooms.message.Delete;
import dev.rtcrooms.message.Deleted;
import dev.rtcrooms.message.Edit;
import dev.rtcrooms.message.Edited;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.React;
import dev.rtcrooms.message.Reacted;
import dev.rtcrooms.message.Reaction;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Edits, deletions and reactions, and what the log and the history then have. */
class ChatChangesTest {

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the tests")
              .admission(
                  (user, room, role) ->
                      CompletableFuture.completedStage(
                          user.id().equals("mod")
                              ? role.defaultGrants().with(Grants.MODERATE)
                              : role.defaultGrants()))
              .feature(Chat::new));

  private final TestClient ann = rooms.join("lobby", "ann");
  private final TestClient bob = rooms.join("lobby", "bob");

  private long say(TestClient sender, String text) {
    return sender.ask(new Say(text)).recorded();
  }

  /** The texts that the history has anywhere, also in edits. */
  private List<String> texts() {
    return history().stream()
        .map(recorded -> recorded.entry().event())
        .map(
            event ->
                event instanceof Said said
                    ? said.text()
                    : event instanceof Edited edited ? String.valueOf(edited.text()) : "")
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private List<Recorded> history() {
    return rooms.call(
        "lobby", room -> room.history().before(Long.MAX_VALUE, 1_000).toCompletableFuture().join());
  }

  private Said logged(long offset) {
    return rooms.call(
        "lobby",
        room ->
            room.feature(Chat.class).log().stream()
                .filter(message -> message.offset() == offset)
                .map(ChatMessage::said)
                .findFirst()
                .orElseThrow());
  }

  @Test
  void anEditIsHeardByAllAndKeptInTheLogAndTheHistory() {
    long hello = say(ann, "helo");

    long edit = ann.ask(new Edit(hello, "hello")).recorded();

    assertThat(bob.next(Edited.class)).isEqualTo(new Edited(hello, "ann", "hello"));
    assertThat(logged(hello).text()).isEqualTo("hello");
    assertThat(logged(hello).edited()).isEqualTo(edit);
    assertThat(texts()).containsExactly("hello", "hello");
    assertThat(rooms.join("lobby", "cid").next(ChatLog.class).messages())
        .containsExactly(new ChatMessage(hello, logged(hello)));
  }

  @Test
  void onlyTheNewestTextStaysInTheHistory() {
    long message = say(ann, "one");
    ann.ask(new Edit(message, "two"));
    ann.ask(new Edit(message, "three"));

    assertThat(texts()).containsExactly("three", "null", "three");
  }

  @Test
  void aDeletedMessageLeavesNoTextAnywhere() {
    long message = say(ann, "secret");
    ann.ask(new Edit(message, "secret too"));
    bob.ask(new React(message, "👍", true));

    ann.ask(new Delete(message));

    assertThat(bob.next(Deleted.class)).isEqualTo(new Deleted(message, "ann"));
    assertThat(texts()).containsExactly("null");
    Said left = logged(message);
    assertThat(left.deleted()).isTrue();
    assertThat(left.text() + left.reactions()).isEqualTo("[]");
    assertThat(history()).noneMatch(recorded -> recorded.toString().contains("secret"));
  }

  @Test
  void anEditWithTheSameTextAndASecondDeletionRecordNothing() {
    long message = say(ann, "hello");
    bob.drain(Event.class);

    assertThat(ann.ask(new Edit(message, "hello")).recorded()).isNull();
    ann.ask(new Delete(message));
    assertThat(ann.ask(new Delete(message)).recorded()).isNull();

    assertThat(bob.drain(Event.class)).containsExactly(new Deleted(message, "ann"));
  }

  @Test
  void othersMayChangeAMessageOnlyIfTheyModerate() {
    TestClient mod = rooms.join("lobby", "mod");
    long message = say(ann, "hello");

    assertThat(bob.refusal(new Edit(message, "bye")).code()).isEqualTo(Refusal.NOT_YOURS);
    assertThat(bob.refusal(new Delete(message)).code()).isEqualTo(Refusal.NOT_YOURS);
    assertThat(logged(message).text()).isEqualTo("hello");
    mod.ask(new Edit(message, "[removed a name]"));
    assertThat(bob.next(Edited.class).user()).isEqualTo("mod");
    mod.ask(new Delete(message));
    assertThat(bob.next(Deleted.class).user()).isEqualTo("mod");
  }

  @Test
  void aMessageOfTheHostIsNobodysOwn() {
    rooms.execute("lobby", room -> room.feature(Chat.class).say(User.of("ann"), "hello"));
    long message = ann.position().offset();

    assertThat(ann.refusal(new Delete(message)).code()).isEqualTo(Refusal.NOT_YOURS);
  }

  @Test
  void whoMayNotChatChangesNothing() {
    long message = say(ann, "hello");
    rooms.execute("lobby", ann, its -> its.renew(its.grants().without(Grants.CHAT)));

    assertThat(ann.refusal(new Edit(message, "no")).code()).isEqualTo(Refusal.NOT_ALLOWED);
    assertThat(ann.refusal(new Delete(message)).code()).isEqualTo(Refusal.NOT_ALLOWED);
    assertThat(ann.refusal(new React(message, "👍", true)).code()).isEqualTo(Refusal.NOT_ALLOWED);
    assertThat(logged(message).text()).isEqualTo("hello");
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 999, Long.MAX_VALUE})
  void aNumberWithoutAMessageIsRefused(long number) {
    say(ann, "hello");

    assertThat(ann.refusal(new Edit(number, "x")).code()).isEqualTo(Refusal.NO_SUCH_MESSAGE);
    assertThat(ann.refusal(new Delete(number)).code()).isEqualTo(Refusal.NO_SUCH_MESSAGE);
    assertThat(ann.refusal(new React(number, "👍", true)).code())
        .isEqualTo(Refusal.NO_SUCH_MESSAGE);
  }

  @Test
  void aDeletedMessageCannotBeEditedOrReactedTo() {
    long message = say(ann, "hello");
    ann.ask(new Delete(message));

    assertThat(ann.refusal(new Edit(message, "x")).code()).isEqualTo(Refusal.NO_SUCH_MESSAGE);
    assertThat(bob.refusal(new React(message, "👍", true)).code())
        .isEqualTo(Refusal.NO_SUCH_MESSAGE);
  }

  @Test
  void anEditIsNoLongerAndNoEmptierThanAMessage() {
    long message = say(ann, "hello");

    assertThat(ann.refusal(new Edit(message, " ")).field()).contains("text");
    assertThat(ann.refusal(new Edit(message, "x".repeat(4_001))).field()).contains("text");
  }

  @Test
  void aReactionCountsOncePerUserAndEmoji() {
    long message = say(ann, "hello");

    bob.ask(new React(message, "👍", true));
    bob.ask(new React(message, "👍", true));
    ann.ask(new React(message, "👍", true));
    ann.ask(new React(message, "❤️", true));
    ann.ask(new React(message, "❤️", false));
    ann.ask(new React(message, "🎉", false));

    assertThat(ann.drain(Reacted.class))
        .containsExactly(
            new Reacted(message, "bob", "👍", true),
            new Reacted(message, "ann", "👍", true),
            new Reacted(message, "ann", "❤️", true),
            new Reacted(message, "ann", "❤️", false));
    assertThat(logged(message).reactions())
        .containsExactly(new Reaction("👍", List.of("bob", "ann")));
  }

  @Test
  void theReactionsOfAMessageAreBounded() {
    long message = say(ann, "hello");
    for (int n = 0; n < Chat.MAX_EMOJI; n++) {
      ann.ask(new React(message, "e" + n, true));
    }

    assertThat(ann.refusal(new React(message, "one-more", true)).code())
        .isEqualTo(Refusal.TOO_MANY_REACTIONS);
    bob.ask(new React(message, "e1", true));
    ann.ask(new React(message, "e0", false));
    ann.ask(new React(message, "other", true));
    int users = Chat.MAX_REACTIONS - Chat.MAX_EMOJI - 1;
    for (int n = 0; n < users; n++) {
      TestClient one = rooms.join("lobby", "user-" + n);
      one.ask(new React(message, "e1", true));
      one.leave();
    }
    assertThat(bob.refusal(new React(message, "e2", true)).code())
        .isEqualTo(Refusal.TOO_MANY_REACTIONS);
  }

  @Test
  void aMessageBeyondTheLogIsChangedInTheHistory() {
    long message = say(ann, "old");
    for (int n = 0; n < 80; n++) {
      say(ann, "newer " + n);
    }

    ann.ask(new Edit(message, "older"));
    ann.ask(new Edit(message, "oldest"));
    bob.ask(new React(message, "👍", true));

    Said stored = said(message);
    assertThat(stored.text()).isEqualTo("oldest");
    assertThat(stored.reactions()).containsExactly(new Reaction("👍", List.of("bob")));
    ann.ask(new Delete(message));
    assertThat(said(message).deleted()).isTrue();
    assertThat(texts()).doesNotContain("old", "older", "oldest");
  }

  private Said said(long offset) {
    return history().stream()
        .filter(recorded -> recorded.offset() == offset)
        .map(recorded -> (Said) recorded.entry().event())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whoResumesFromBeforeAnEditEndsWithTheSameText() {
    long message = say(ann, "one");
    bob.vanish();
    ann.ask(new Edit(message, "two"));
    ann.ask(new Edit(message, "three"));
    ann.ask(new React(message, "👍", true));

    TestClient back = bob.rejoin();

    assertThat(back.drain(Edited.class))
        .containsExactly(new Edited(message, null, null), new Edited(message, "ann", "three"));
    assertThat(back.drain(Reacted.class)).hasSize(1);
  }

  @Test
  void aReplyAndItsMentionsArePassedOn() {
    long question = say(ann, "Tea?");

    bob.ask(new Say(null, "Yes, @ann", question, List.of("ann", "eve", "ann")));

    assertThat(ann.latest(Said.class).replyTo()).isEqualTo(question);
    assertThat(ann.latest(Said.class).mentions()).containsExactly("ann", "eve");
  }

  @Test
  void theHostChangesAnyMessageAndAnnounces() {
    long message = say(ann, "hello");
    rooms.execute("lobby", room -> room.feature(Chat.class).edit(message, "hi"));
    rooms.execute("lobby", room -> room.feature(Chat.class).delete(message));
    rooms.execute("lobby", room -> room.feature(Chat.class).announce("We close at six"));

    assertThat(bob.next(Edited.class)).isEqualTo(new Edited(message, null, "hi"));
    assertThat(bob.next(Deleted.class)).isEqualTo(new Deleted(message, null));
    assertThat(bob.latest(Said.class).user().name()).isEqualTo("Host");
    CompletableFuture<Void> none =
        rooms.call("lobby", room -> room.feature(Chat.class).delete(999).toCompletableFuture());
    assertThat(none).isCompletedExceptionally();
    assertThatThrownBy(
            () -> rooms.execute("lobby", room -> room.feature(Chat.class).edit(message, "")))
        .isInstanceOf(RefusalException.class);
  }

  @Test
  void watchersWhoHearTheChatHearItsChanges() {
    try (TestRooms open =
        TestRooms.with(
            RtcRooms.builder()
                .secret("a secret of the tests")
                .feature(
                    Chat.with(
                        chat -> chat.heardByWatchers().announcer(User.of("desk", "The desk")))))) {
      TestClient eve = open.join("lobby", "eve");
      TestClient wes = open.watch("lobby", "wes");
      long message = eve.ask(new Say("hello")).recorded();

      eve.ask(new Edit(message, "hi"));
      eve.ask(new React(message, "👍", true));
      eve.ask(new Delete(message));
      open.execute("lobby", room -> room.feature(Chat.class).announce("Six o'clock"));

      assertThat(wes.drain(Edited.class)).hasSize(1);
      assertThat(wes.drain(Reacted.class)).hasSize(1);
      assertThat(wes.drain(Deleted.class)).hasSize(1);
      assertThat(wes.latest(Said.class).user().name()).isEqualTo("The desk");
    }
    TestClient wim = rooms.watch("lobby", "wim");
    ann.ask(new Edit(say(ann, "among us"), "among ourselves"));
    wim.hearsNo(Edited.class);
  }
}
