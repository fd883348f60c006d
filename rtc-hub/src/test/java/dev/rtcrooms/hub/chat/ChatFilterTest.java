package dev.rtcrooms.hub.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.message.Edit;
import dev.rtcrooms.message.Edited;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.SaidTo;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.message.SayTo;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The host decides about texts, at once or later. */
class ChatFilterTest {

  /** The texts that wait for the test's decision. */
  private final Queue<CompletableFuture<String>> held = new ArrayDeque<>();

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the tests")
              .feature(Chat.with(chat -> chat.filter(this::filter))));

  private final TestClient ann = rooms.join("lobby", "ann");
  private final TestClient bob = rooms.join("lobby", "bob");

  private CompletionStage<String> filter(ChatDraft draft) {
    switch (draft.text()) {
      case "later":
        CompletableFuture<String> answer = new CompletableFuture<>();
        held.add(answer);
        return answer;
      case "rude":
        throw new RefusalException("rude", "Be nice");
      case "broken":
        throw new IllegalStateException("as the test wants it");
      default:
        return CompletableFuture.completedStage(draft.text().replace("darn", "****"));
    }
  }

  private void decide(String text) {
    held.remove().complete(text);
    rooms.settle();
  }

  @Test
  void aFilterChangesRefusesAndFails() {
    long said = ann.ask(new Say("id", "darn it")).recorded();
    assertThat(bob.next(Said.class).text()).isEqualTo("**** it");
    ann.ask(new Edit(said, "darn"));
    assertThat(bob.next(Edited.class).text()).isEqualTo("****");
    ann.ask(new SayTo(null, "bob", "darn you"));
    assertThat(bob.next(SaidTo.class).text()).isEqualTo("**** you");
    assertThat(ann.refusal(new Say("rude")).code()).isEqualTo("rude");
    assertThat(ann.refusal(new Say("broken")).code()).isEqualTo(Refusal.INTERNAL);
    assertThat(ann.ask(new Say("id", "darn it")).recorded()).isEqualTo(said);
    ann.ask(new Say("still here"));
    assertThat(bob.next(Said.class).text()).isEqualTo("still here");
  }

  @Test
  void theTextsOfAUserKeepTheirOrderAndOthersDoNotWait() {
    ann.send(new Say("a", "later"), "1");
    ann.send(new Say("b", "two"), "2");
    bob.ask(new Say("not mine"));
    assertThat(bob.drain(Said.class)).extracting(Said::text).containsExactly("not mine");

    decide("one");

    assertThat(bob.drain(Said.class)).extracting(Said::text).containsExactly("one", "two");
    assertThat(ann.answers("1")).singleElement().isInstanceOf(Replied.class);
    assertThat(((Replied) ann.answers("2").get(0)).recorded()).isEqualTo(ann.position().offset());
  }

  @Test
  void aRetryDuringTheFilterIsSaidOnce() {
    ann.send(new Say("a", "later"), "1");
    ann.vanish();
    TestClient back = ann.rejoin();
    back.send(new Say("a", "later"), "2");

    decide("one");

    assertThat(bob.drain(Said.class)).hasSize(1);
    assertThat(back.answers("2")).singleElement().isInstanceOf(Replied.class);
  }

  @Test
  void aTextThatTakesTooLongIsRefusedAndTheNextFollows() {
    ann.send(new Say("later"), "1");
    rooms.advance(Duration.ofSeconds(4));
    ann.send(new Say("two"), "2");
    rooms.advance(Duration.ofSeconds(6));

    assertThat(((Refused) ann.answers("1").get(0)).refusal().code()).isEqualTo(Refusal.INTERNAL);
    assertThat(bob.drain(Said.class)).extracting(Said::text).containsExactly("two");
    decide("too late");
    bob.hearsNo(Said.class);
  }

  @Test
  void fewTextsOfAUserWait() {
    for (int n = 0; n < ChatFilter.MAX_WAITING; n++) {
      ann.send(new Say("later"));
    }

    assertThat(ann.refusal(new Say("one more")).code()).isEqualTo(Refusal.RATE_LIMITED);
    bob.ask(new Say("hello"));
  }

  @Test
  void whoIsMutedMeanwhileSaysNothing() {
    ann.send(new Say("later"), "1");
    rooms.execute("lobby", ann, its -> its.renew(its.grants().without(Grants.CHAT)));

    decide("one");

    assertThat(((Refused) ann.answers("1").get(0)).refusal().code()).isEqualTo(Refusal.NOT_ALLOWED);
    bob.hearsNo(Said.class);
  }
}
