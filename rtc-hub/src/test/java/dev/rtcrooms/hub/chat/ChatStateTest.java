package dev.rtcrooms.hub.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.message.ChatMessage;
import dev.rtcrooms.message.ChatPage;
import dev.rtcrooms.message.Delete;
import dev.rtcrooms.message.DirectLog;
import dev.rtcrooms.message.Edit;
import dev.rtcrooms.message.MarkRead;
import dev.rtcrooms.message.ReadChat;
import dev.rtcrooms.message.ReadMarkers;
import dev.rtcrooms.message.ReadMarkers.Marker;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.SaidTo;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.message.SayTo;
import dev.rtcrooms.message.SetSlowMode;
import dev.rtcrooms.message.SetTyping;
import dev.rtcrooms.message.SlowMode;
import dev.rtcrooms.message.Typing;
import dev.rtcrooms.message.Typing.Typist;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the chat has besides messages: typing, direct messages, read markers, slow mode, pages. */
class ChatStateTest {

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

  @Test
  void whoWritesIsToldUntilItSaysSomethingStopsOrLeaves() {
    ann.ask(new SetTyping(true));
    assertThat(bob.next(Typing.class).users()).containsExactly(new Typist("ann", "ann"));
    rooms.advance(Duration.ofSeconds(1));
    ann.ask(new Say("done"));
    assertThat(bob.next(Typing.class).users()).isEmpty();
    rooms.advance(Duration.ofSeconds(1));
    ann.ask(new SetTyping(true));
    rooms.advance(Duration.ofSeconds(1));
    ann.ask(new SetTyping(false));
    assertThat(bob.latest(Typing.class).users()).isEmpty();
    rooms.advance(Duration.ofSeconds(1));
    ann.ask(new SetTyping(true));
    rooms.advance(Duration.ofSeconds(1));
    assertThat(rooms.join("lobby", "cid").next(Typing.class).users()).hasSize(1);
    ann.leave();
    rooms.advance(Duration.ofSeconds(1));
    assertThat(bob.latest(Typing.class).users()).isEmpty();
  }

  @Test
  void whoStopsTellingThatItWritesIsDoneAfterSixSeconds() {
    ann.ask(new SetTyping(true));
    rooms.advance(Duration.ofSeconds(5));
    ann.ask(new SetTyping(true));
    rooms.advance(Duration.ofMillis(5_999));
    assertThat(bob.drain(Typing.class)).hasSize(1);
    rooms.advance(Duration.ofMillis(1));
    assertThat(bob.next(Typing.class).users()).isEmpty();
  }

  @Test
  void aDirectMessageReachesAllConnectionsOfBothUsersAndNobodyElse() {
    TestClient tab = rooms.join("lobby", "bob");
    TestClient mod = rooms.join("lobby", "mod");

    ann.ask(new SayTo("id", "bob", "psst"));

    SaidTo said = bob.next(SaidTo.class);
    assertThat(said.text() + said.user() + said.to()).isEqualTo("psstannbob");
    assertThat(tab.next(SaidTo.class)).isEqualTo(said);
    assertThat(ann.next(SaidTo.class)).isEqualTo(said);
    mod.hearsNo(SaidTo.class);
    assertThat(rooms.join("lobby", "bob").next(DirectLog.class).messages()).containsExactly(said);
    rooms.join("lobby", "cid").hearsNo(DirectLog.class);
    List<ChatMessage> log = rooms.call("lobby", room -> room.feature(Chat.class).log());
    assertThat(log).isEmpty();
  }

  @Test
  void aDirectMessageIsSentOnceAndOnlyToWhoIsHere() {
    ann.ask(new SayTo("id", "bob", "psst"));
    ann.ask(new SayTo("id", "bob", "psst"));

    assertThat(bob.drain(SaidTo.class)).hasSize(1);
    assertThat(ann.refusal(new SayTo("id2", "nobody", "psst")).code())
        .isEqualTo(Refusal.NO_SUCH_USER);
    assertThat(ann.refusal(new SayTo(null, "bob", " ")).field()).contains("text");
  }

  @Test
  void readMarkersOnlyGoForwardAndAreToldOnceASecond() {
    long first = ann.ask(new Say("one")).recorded();
    long second = ann.ask(new Say("two")).recorded();

    bob.ask(new MarkRead(first));
    bob.ask(new MarkRead(second));
    bob.ask(new MarkRead(first));
    assertThat(ann.drain(ReadMarkers.class))
        .containsExactly(new ReadMarkers(List.of(new Marker("bob", first))));
    rooms.advance(Duration.ofSeconds(1));
    ReadMarkers all = new ReadMarkers(List.of(new Marker("bob", second)));
    assertThat(ann.drain(ReadMarkers.class)).containsExactly(all);
    assertThat(rooms.join("lobby", "cid").next(ReadMarkers.class)).isEqualTo(all);
    assertThat(bob.refusal(new MarkRead(second + 1)).code()).isEqualTo(Refusal.NO_SUCH_MESSAGE);
    assertThat(rooms.watch("lobby", "wes").refusal(new MarkRead(first)).code())
        .isEqualTo(Refusal.NO_SUCH_MESSAGE);
  }

  @Test
  void inSlowModeAUserWaitsAfterEachMessageAndIsToldHowLong() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient tab = rooms.join("lobby", "ann");
    assertThat(ann.refusal(new SetSlowMode(Duration.ofSeconds(10))).code())
        .isEqualTo(Refusal.NOT_ALLOWED);
    mod.ask(new SetSlowMode(Duration.ofSeconds(10)));
    assertThat(ann.next(SlowMode.class).interval()).isEqualTo(Duration.ofSeconds(10));

    ann.ask(new Say("one"));
    rooms.advance(Duration.ofSeconds(3));
    Refusal refusal = tab.refusal(new Say("two"));
    assertThat(refusal.code()).isEqualTo(Refusal.SLOW_MODE);
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(7));
    bob.ask(new Say("mine"));
    mod.ask(new Say("first"));
    mod.ask(new Say("second"));
    rooms.advance(Duration.ofSeconds(7));
    ann.ask(new Say("two"));
    assertThat(rooms.join("lobby", "cid").next(SlowMode.class).interval().toSeconds())
        .isEqualTo(10);
    rooms.execute("lobby", room -> room.feature(Chat.class).slowMode(Duration.ZERO));
    ann.ask(new Say("three"));
    assertThat(bob.latest(SlowMode.class).interval()).isZero();
  }

  @Test
  void theHistoryIsReadBackwardsInPagesWithItsChanges() {
    List<Long> numbers = new ArrayList<>();
    for (int n = 0; n < 120; n++) {
      numbers.add(ann.ask(new Say("message " + n)).recorded());
    }
    ann.ask(new Edit(numbers.get(3), "edited"));
    ann.ask(new Delete(numbers.get(4)));

    List<ChatMessage> read = new ArrayList<>();
    Long before = null;
    int pages = 0;
    do {
      ChatPage page = bob.ask(new ReadChat(before, 50), ChatPage.class);
      read.addAll(0, page.messages());
      before = page.before();
      pages++;
    } while (before != null);

    assertThat(pages).isEqualTo(3);
    assertThat(read).extracting(ChatMessage::offset).isEqualTo(numbers);
    assertThat(read.get(3).said().text()).isEqualTo("edited");
    assertThat(read.get(4).said().deleted()).isTrue();
    assertThat(read.get(4).said().text()).isEmpty();
    CompletableFuture<List<ChatMessage>> exported =
        rooms.call("lobby", room -> room.feature(Chat.class).export().toCompletableFuture());
    rooms.settle();
    assertThat(exported.join()).isEqualTo(read);
  }

  @Test
  void whoDoesNotHearTheChatReadsNothingOfIt() {
    ann.ask(new Say("among us"));

    ChatPage page = rooms.watch("lobby", "wes").ask(new ReadChat(null, null), ChatPage.class);
    assertThat(page).isEqualTo(new ChatPage(List.of(), null));
  }

  @Test
  void lengthsAreInCodePoints() {
    ann.ask(new Say("😀".repeat(4_000)));

    assertThat(ann.refusal(new Say("😀".repeat(4_001))).field()).contains("text");
    assertThat(ann.drain(Said.class)).hasSize(1);
  }
}
