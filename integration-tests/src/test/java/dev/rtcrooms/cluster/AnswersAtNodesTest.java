package dev.rtcrooms.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.ChatPage;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.ReadChat;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestNodes;
import dev.rtcrooms.transport.Inbound;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Long answers to clients that are connected to another node than the home of their room. */
class AnswersAtNodesTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final ReadChat PAGE = new ReadChat(null, ReadChat.MAX_LIMIT);

  @RegisterExtension
  final TestNodes nodes =
      TestNodes.of(2, () -> RtcRooms.builder().feature(Chat::new), JsonCodec::new);

  private TestClient bob;

  @BeforeEach
  void talk() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    bob = nodes.join(1, "lobby", "bob");
    for (int n = 0; n < 30; n++) {
      ann.send(new Say("x".repeat(4_000)));
    }
  }

  private List<Event> answers(int asked) {
    return IntStream.range(0, asked)
        .boxed()
        .flatMap(n -> bob.answers("page-" + n).stream())
        .toList();
  }

  /** What waits is known at the client's node alone. */
  @Test
  void whoDoesNotReadIsSentTwoPagesAndNoMore() {
    bob.stall();
    for (int n = 0; n < 5; n++) {
      bob.send(PAGE, "page-" + n);
      nodes.advance(SECOND);
    }

    bob.resume();
    List<Event> answers = answers(5);
    assertThat(answers).hasSize(5);
    assertThat(answers.subList(0, 2)).hasOnlyElementsOfType(Replied.class);
    assertThat(answers.subList(2, 5))
        .allSatisfy(
            answer ->
                assertThat(((Refused) answer).refusal().code()).isEqualTo(Refusal.RATE_LIMITED));
    assertThat(bob.ask(PAGE, ChatPage.class).messages()).as("it has read all").isNotEmpty();
  }

  /** Or one frame of a client would fill the link between the nodes. */
  @Test
  void theHomeAnswersAtTheRateOfAClient() {
    bob.sendFrame(
        IntStream.range(0, 64)
            .mapToObj(n -> new Inbound.Accepted("page-" + n, PAGE))
            .toArray(Inbound[]::new));

    assertThat(answers(64)).hasSize(64).filteredOn(Replied.class::isInstance).hasSize(1);
  }
}
