package dev.rtcrooms.hub.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Role;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.message.ChatLog;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatTest {

  private static final User HOUSE = User.of("house", "The house");

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(RtcRooms.builder().secret("a secret of the tests").feature(Chat::new));

  @Test
  void everybodyHearsWhatIsSaidTheSpeakerToo() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    rooms.advance(Duration.ofSeconds(5));

    Replied reply = ann.ask(new Say("my-id", "hi"));

    Said said = new Said("my-id", ann.id(), User.of("ann"), "hi", rooms.time().now());
    assertThat(bob.next(Said.class)).isEqualTo(said);
    assertThat(ann.next(Said.class)).isEqualTo(said);
    assertThat(reply.recorded()).isEqualTo(ann.position().offset());
  }

  @Test
  void aRaisedWatcherIsToldWhatWasSaidLastAndALoweredOneHearsNoMore() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient eve = rooms.watch("lobby", "eve");
    ann.ask(new Say("before"));
    eve.hearsNo(Said.class);
    rooms.execute(
        "lobby", eve, its -> its.move(Role.PARTICIPANT, Role.PARTICIPANT.defaultGrants()));
    assertThat(eve.next(ChatLog.class).messages())
        .extracting(message -> message.said().text())
        .containsExactly("before");

    eve.ask(new Say("here I am"));
    assertThat(ann.latest(Said.class).text()).isEqualTo("here I am");
    assertThat(eve.drain(Said.class)).extracting(Said::text).containsExactly("here I am");
    rooms.execute("lobby", eve, its -> its.move(Role.WATCHER, Role.WATCHER.defaultGrants()));
    ann.ask(new Say("after"));
    eve.hearsNo(Said.class);
    eve.hearsNo(ChatLog.class);
    assertThat(eve.refusal(new Say("still here")).code()).isEqualTo(Refusal.NOT_ALLOWED);
  }

  @Test
  void otherRoomsHearNothing() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("attic", "bob");
    ann.send(new Say("hi"));

    bob.hearsNo(Said.class);
  }

  @Test
  void textIsPassedOnAsItIs() {
    TestClient ann = rooms.join("lobby", "ann");
    String text = "  <b>\u0000 é😀\n ";

    ann.send(new Say(text));

    assertThat(ann.next(Said.class).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\r\n"})
  void whoSaysNothingIsRefused(String blank) {
    TestClient ann = rooms.join("lobby", "ann");

    Refusal refusal = ann.refusal(new Say(blank));

    assertThat(refusal.code()).isEqualTo(Refusal.BAD_FIELD);
    assertThat(refusal.field()).contains("text");
    ann.hearsNo(Said.class);
  }

  @Test
  void whoSaysTooMuchIsRefused() {
    TestClient ann = rooms.join("lobby", "ann");

    ann.ask(new Say("x".repeat(4000)));
    Refusal refusal = ann.refusal(new Say("x".repeat(4001)));

    assertThat(refusal.code()).isEqualTo(Refusal.BAD_FIELD);
    assertThat(refusal.field()).contains("text");
    assertThat(ann.drain(Said.class)).hasSize(1);
  }

  @Test
  void theHostSaysHowLongAMessageMayBe() {
    try (TestRooms wordy =
        TestRooms.with(
            RtcRooms.builder()
                .secret("a secret of the tests")
                .feature(Chat::new)
                .limits(Limits.builder().chatText(8192).build()))) {
      TestClient ann = wordy.join("lobby", "ann");

      assertThat(ann.hello().bounds().chatText()).isEqualTo(8192);

      ann.ask(new Say("x".repeat(8192)));
      Refusal refusal = ann.refusal(new Say("x".repeat(8193)));

      assertThat(refusal.text()).contains("8192");
      assertThat(ann.drain(Said.class)).hasSize(1);
    }
  }

  @Test
  void aRetryIsNotSaidTwice() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    Replied first = ann.ask(new Say("id-1", "hi"));
    ann.vanish();
    TestClient back = ann.rejoin();

    Replied retry = back.ask(new Say("id-1", "hi"));

    assertThat(retry.recorded()).isEqualTo(first.recorded());
    assertThat(bob.drain(Said.class)).hasSize(1);
  }

  @Test
  void withoutAnIdTheSameWordsAreSaidAgain() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.send(new Say("hi"));
    ann.send(new Say("hi"));

    assertThat(ann.drain(Said.class)).hasSize(2);
  }

  @Test
  void aNewcomerIsToldWhatWasSaidLast() {
    TestClient ann = rooms.join("lobby", "ann");
    for (int n = 0; n < 60; n++) {
      ann.ask(new Say("message " + n));
    }

    TestClient bob = rooms.join("lobby", "bob");

    assertThat(bob.next(ChatLog.class).messages())
        .extracting(message -> message.said().text())
        .hasSize(50)
        .startsWith("message 10")
        .endsWith("message 59");
    bob.hearsNo(Said.class);
  }

  @Test
  void aNewcomersLogIsNoLongerThanAFrame() {
    TestClient ann = rooms.join("lobby", "ann");
    for (int n = 0; n < 50; n++) {
      ann.ask(new Say(n + "x".repeat(3990)));
    }

    TestClient bob = rooms.join("lobby", "bob");

    assertThat(bob.next(ChatLog.class).messages())
        .hasSize(14)
        .last()
        .satisfies(last -> assertThat(last.said().text()).startsWith("49x"));
  }

  @Test
  void whereNothingWasSaidThereIsNoLog() {
    rooms.join("lobby", "ann").hearsNo(ChatLog.class);
  }

  @Test
  void watchersNeitherHearNorSpeak() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient wes = rooms.watch("lobby", "wes");
    ann.send(new Say("among us"));

    assertThat(wes.refusal(new Say("hello?")).code()).isEqualTo(Refusal.NOT_ALLOWED);
    wes.hearsNo(Said.class);
    rooms.watch("lobby", "wim").hearsNo(ChatLog.class);
  }

  @Test
  void ifTheHostSaysSoWatchersHearAndSpeak() {
    try (TestRooms open =
        TestRooms.with(
            RtcRooms.builder()
                .secret("a secret of the tests")
                .admission(
                    (user, room, role) ->
                        CompletableFuture.completedStage(role.defaultGrants().with(Grants.CHAT)))
                .feature(Chat.with(ChatOptions::heardByWatchers)))) {
      TestClient ann = open.join("lobby", "ann");
      TestClient wes = open.watch("lobby", "wes");

      wes.ask(new Say("hello!"));

      assertThat(ann.next(Said.class).user()).isEqualTo(User.of("wes"));
      assertThat(wes.next(Said.class).text()).isEqualTo("hello!");
      assertThat(open.watch("lobby", "wim").next(ChatLog.class).messages()).hasSize(1);
    }
  }

  @Test
  void theHostSpeaksUnderANameOfItsOwn() {
    TestClient ann = rooms.join("lobby", "ann");

    rooms.execute("lobby", room -> room.feature(Chat.class).say(HOUSE, "Welcome"));
    rooms.execute("lobby", room -> room.hub().broadcast(Said.by(HOUSE, "Have fun")));

    assertThat(ann.drain(Said.class))
        .extracting(Said::user, Said::text, Said::client)
        .containsExactly(tuple(HOUSE, "Welcome", null), tuple(HOUSE, "Have fun", null));
    assertThat(rooms.join("lobby", "bob").next(ChatLog.class).messages()).hasSize(2);
    assertThatThrownBy(
            () -> rooms.execute("lobby", room -> room.feature(Chat.class).say(HOUSE, " ")))
        .isInstanceOf(RefusalException.class);
  }

  @Test
  void theHostReadsTheLog() {
    rooms.join("lobby", "ann").ask(new Say("hi"));

    int messages = rooms.call("lobby", room -> room.feature(Chat.class).log().size());
    assertThat(messages).isEqualTo(1);
  }

  @Test
  void optionsCombine() {
    try (TestRooms loud =
        TestRooms.with(
            RtcRooms.builder()
                .secret("a secret of the tests")
                .feature(
                    Chat.with(chat -> chat.slowMode(Duration.ofSeconds(1)).heardByWatchers())))) {
      TestClient ann = loud.join("lobby", "ann");
      TestClient wes = loud.watch("lobby", "wes");

      ann.ask(new Say("hi"));

      assertThat(wes.next(Said.class).text()).isEqualTo("hi");
      assertThat(ann.refusal(new Say("hey")).code()).isEqualTo(Refusal.SLOW_MODE);
    }
  }
}
