package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.message.ChatPage;
import dev.rtcrooms.message.Delete;
import dev.rtcrooms.message.Edit;
import dev.rtcrooms.message.React;
import dev.rtcrooms.message.ReadChat;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Changes of chat messages that the store does not take at once. */
class ReplacedLaterTest {

  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final DurableHistory durable = new DurableHistory();
  private final LateHistory store = new LateHistory(durable);

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder().secret("a secret of the tests").history(store).feature(Chat::new));

  private final TestClient ann = rooms.join("lobby", "ann");

  private String past() {
    CompletionStage<List<Recorded>> past =
        rooms.call("lobby", room -> room.history().before(Long.MAX_VALUE, 1000));
    return past.toCompletableFuture().join().toString();
  }

  private long say(String text) {
    return ann.ask(new Say(text)).recorded();
  }

  /** The store fails each replacement that it was asked for. */
  private void failAll() {
    for (int held = store.held(); held > 0; held--) {
      store.fail();
    }
    rooms.settle();
  }

  /** The rooms open again, with what the store was told until now. */
  private void restart() {
    store.holdsReplace = false;
    rooms.close();
    rooms.join("lobby", "bob");
  }

  @Test
  void aDeletionIsToldAgainUntilTheStoreTakesIt() {
    long message = say("a secret");
    store.holdsReplace = true;
    ann.ask(new Delete(message));
    failAll();
    rooms.advance(AGAIN);
    failAll();
    assertThat(past()).contains("a secret");

    store.holdsReplace = false;
    rooms.advance(AGAIN);
    assertThat(past()).doesNotContain("a secret");
  }

  @Test
  void nobodyReadsWhatTheStoreStillHas() {
    long message = say("a secret");
    store.holdsReplace = true;
    ann.ask(new Delete(message));
    failAll();
    assertThat(ann.ask(new ReadChat(message + 1, 10), ChatPage.class).messages())
        .extracting(read -> read.said().deleted())
        .containsExactly(true);
  }

  @Test
  void allThatFailedIsToldWhenTheStoreIsBack() {
    List<Long> messages = List.of(say("secret 1"), say("secret 2"), say("secret 3"));
    store.holdsReplace = true;
    messages.forEach(message -> ann.ask(new Delete(message)));
    failAll();

    store.holdsReplace = false;
    rooms.advance(AGAIN);
    assertThat(past()).doesNotContain("secret");
  }

  @Test
  void theNewestChangeStands() {
    long first = say("one");
    long second = say("one");
    store.holdsReplace = true;
    ann.ask(new Edit(first, "two"));
    ann.ask(new Edit(second, "two"));
    ann.ask(new Edit(second, "three")); // while the store has not answered
    failAll();
    store.holdsReplace = false;
    ann.ask(new Edit(first, "three"));
    rooms.advance(AGAIN);

    assertThat(past()).contains("three").doesNotContain("one", "two");
  }

  @Test
  void aRoomThatOpensAgainDeletesWhatItCouldNot() {
    long message = say("secret 1");
    ann.ask(new Edit(message, "secret 2"));
    long old = say("secret 3");
    for (int n = 0; n < Chat.LOG_MESSAGES; n++) {
      say("hi");
    }
    store.holdsReplace = true;
    ann.ask(new Delete(message));
    ann.ask(new Delete(old));
    assertThat(past()).contains("secret 2", "secret 3");
    restart();

    assertThat(past()).doesNotContain("secret");
  }

  @Test
  void alsoAMessageThatIsNotAmongTheNewestEvents() {
    long message = say("secret 1");
    ann.ask(new React(message, "👍", true));
    for (int n = 0; n < 260; n++) {
      rooms.execute("lobby", room -> room.feature(Chat.class).announce("hi"));
    }
    store.holdsReplace = true;
    ann.ask(new Edit(message, "secret 2"));
    ann.ask(new Delete(message));
    restart();

    assertThat(past()).doesNotContain("secret");
  }
}
