package dev.rtcrooms.hub.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.message.Delete;
import dev.rtcrooms.message.React;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages that a room has in its history only; here the history answers at once. */
class EarlierMessagesTest {

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(RtcRooms.builder().secret("a secret of the tests").feature(Chat::new));

  private final TestClient ann = rooms.join("lobby", "ann");

  private List<Long> say(int messages) {
    List<Long> numbers = new ArrayList<>();
    for (int n = 0; n < messages; n++) {
      numbers.add(ann.ask(new Say("text " + n)).recorded());
    }
    return numbers;
  }

  @Test
  void aNumberThatWasAskedForTooEarlyIsFoundOnceItsMessageExists() {
    assertThat(ann.refusal(new React(3, "👍", true)).code()).isEqualTo(Refusal.NO_SUCH_MESSAGE);
    assertThat(say(Conversation.LAST + 5)).contains(3L);

    assertThat(ann.ask(new React(3, "👍", true)).recorded()).isNotNull();
  }

  @Test
  void aDeletedMessageStaysDeletedHoweverManyOthersAreChangedAfterIt() {
    List<Long> numbers = say(Conversation.LAST + 70);
    long deleted = numbers.get(0);
    ann.ask(new React(deleted, "👍", true));
    ann.ask(new Delete(deleted));
    for (long other : numbers.subList(1, 70)) {
      ann.ask(new React(other, "👍", true));
    }

    assertThat(ann.refusal(new React(deleted, "🎉", true)).code())
        .isEqualTo(Refusal.NO_SUCH_MESSAGE);
    assertThat(stored(deleted).text()).isEmpty();
  }

  private Said stored(long number) {
    return rooms.call(
        "lobby",
        room ->
            (Said)
                room.history()
                    .before(number + 1, 1)
                    .toCompletableFuture()
                    .join()
                    .get(0)
                    .entry()
                    .event());
  }
}
