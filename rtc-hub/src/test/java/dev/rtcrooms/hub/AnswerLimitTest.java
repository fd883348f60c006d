package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Rate;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.Result;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.message.ChatPage;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.ReadChat;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Inbound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Short commands with long answers: pages of the chat, and what a host's features answer. */
class AnswerLimitTest {

  private static final int KIB = 1024;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final ReadChat PAGE = new ReadChat(null, ReadChat.MAX_LIMIT);
  private static final Rate DEFAULT = Limits.defaults().answerBytes();

  private record Report(String text) {}

  private record Ask(String id) implements CustomCommand {
    static final MessageType<Ask> TYPE =
        MessageType.of("ask", Ask.class).withRetryId(Ask::id).withReply(Report.class);
  }

  private int asked;

  /** Clients may say as much as they like. */
  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the tests")
              .feature(Chat::new)
              .feature(
                  room ->
                      new Scripted(
                          (client, command) -> {
                            asked++;
                            return Result.reply(new Report("x".repeat(50 * KIB)));
                          }),
                  Ask.TYPE)
              .limits(Limits.builder().forLoadTests().answerBytes(DEFAULT).build()));

  private final TestClient ann = rooms.join("lobby", "ann");
  private final TestClient bob = rooms.join("lobby", "bob");

  private void say(int messages, int characters, List<String> mentions) {
    for (int n = 0; n < messages; n++) {
      ann.ask(new Say(null, "x".repeat(characters), null, mentions));
    }
    bob.drain(Event.class);
  }

  private static String code(Event answer) {
    return ((Refused) answer).refusal().code();
  }

  private Event answer(String ref) {
    List<Event> answers = bob.answers(ref);
    assertThat(answers).hasSize(1);
    return answers.get(0);
  }

  @Test
  void whoDoesNotReadIsSentTwoPagesAndNoMore() {
    say(30, 4_000, List.of());
    bob.stall();
    for (int n = 0; n < 5; n++) {
      bob.send(PAGE, "page-" + n);
      rooms.advance(SECOND);
    }

    bob.resume();
    assertThat(answer("page-0")).isInstanceOf(Replied.class);
    assertThat(answer("page-1")).isInstanceOf(Replied.class);
    for (int n = 2; n < 5; n++) {
      assertThat(code(answer("page-" + n))).isEqualTo(Refusal.RATE_LIMITED);
    }
    assertThat(bob.ask(PAGE, ChatPage.class).messages()).as("it has read all").isNotEmpty();
  }

  /** Of one turn nothing waits yet when the next command is handled. */
  @Test
  void pagesThatAreAskedForAtOnceKeepToTheRate() {
    say(30, 4_000, List.of());
    Inbound[] frame =
        IntStream.range(0, 64)
            .mapToObj(n -> new Inbound.Accepted("page-" + n, PAGE))
            .toArray(Inbound[]::new);
    bob.sendFrame(frame);

    long pages = IntStream.range(0, 64).filter(n -> answer("page-" + n) instanceof Replied).count();
    assertThat(pages).isEqualTo(1);
    rooms.advance(SECOND);
    assertThat(bob.ask(PAGE, ChatPage.class).messages()).isNotEmpty();
  }

  @Test
  void whoScrollsThroughAChatIsNeverRefused() {
    say(900, 150, List.of());
    List<Integer> pages = new ArrayList<>();
    Long before = null;
    do {
      ChatPage page = bob.ask(new ReadChat(before, null), ChatPage.class);
      pages.add(page.messages().size());
      before = page.before();
      rooms.advance(Duration.ofMillis(250));
    } while (before != null);

    assertThat(pages).hasSize(18).containsOnly(50);
  }

  @Test
  void aPageIsNoLongerThanAFrameWithItsMentionsAndReactions() {
    List<String> mentions =
        IntStream.range(0, Say.MAX_MENTIONS).mapToObj(n -> n + "u".repeat(100)).toList();
    say(60, 10, mentions);

    Replied reply = bob.ask(PAGE);
    Fields data = reply.data();
    assertThat(data).isNotNull();
    assertThat(data.size()).isBetween(50 * KIB, 64 * KIB);
    assertThat(bob.data(PAGE, reply, ChatPage.class).before()).isNotNull();
  }

  @Test
  void aControlCharacterCountsAsWhatItTakesInJson() {
    for (int n = 0; n < 60; n++) {
      ann.ask(new Say("x" + "\u0001".repeat(1_000)));
    }

    assertThat(bob.ask(PAGE, ChatPage.class).messages()).hasSizeBetween(8, 10);
  }

  @Test
  void aFeatureIsNotAskedForWhatWouldNotBeSent() {
    bob.stall();
    for (int n = 0; n < 5; n++) {
      bob.send(new Ask("id-" + n), "ask-" + n);
      bob.send(new Ask("id-0"), "again-" + n); // the room remembers the answer
      rooms.advance(SECOND);
    }
    assertThat(asked).isEqualTo(2);

    bob.resume();
    assertThat(answer("ask-0")).isInstanceOf(Replied.class);
    assertThat(code(answer("again-0"))).isEqualTo(Refusal.RATE_LIMITED);
    assertThat(ann.ask(new Ask("mine"))).as("others are answered").isNotNull();
  }

  @Test
  void commandsWithoutDataAreCarriedOutWhateverWaits() {
    say(30, 4_000, List.of());
    bob.stall();
    for (int n = 0; n < 4; n++) {
      bob.send(PAGE, "page-" + n);
      rooms.advance(SECOND);
    }
    bob.send(new Say("still here"), "say");

    bob.resume();
    assertThat(answer("page-3")).isInstanceOf(Refused.class);
    assertThat(answer("say")).isInstanceOf(Replied.class);
  }
}
