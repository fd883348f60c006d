package dev.rtcrooms.hub.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Limits;
import dev.rtcrooms.MemoryLimits;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.message.ChatLog;
import dev.rtcrooms.message.ChatMessage;
import dev.rtcrooms.message.DirectLog;
import dev.rtcrooms.message.Edit;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.message.SayTo;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What rooms keep besides their histories is bounded for all of them together. */
class StateLimitTest {

  private static final int BOUND = 400_000;
  private static final int ROOMS = 30;
  private static final String LONG = "\u4e2d".repeat(2_000);

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .feature(Chat::new)
              .limits(
                  Limits.builder()
                      .forLoadTests()
                      .memory(new MemoryLimits(1 << 20, 1 << 24, 1 << 24, BOUND))
                      .build()));

  @Test
  void theLastMessagesOfLoudRoomsAreFewerAndAQuietRoomKeepsItsOwn() {
    TestClient quiet = rooms.join("quiet", "ann");
    quiet.ask(new Say("remembered"));
    for (int n = 0; n < ROOMS; n++) {
      TestClient loud = rooms.join("loud" + n, "bob");
      for (int each = 0; each < 20; each++) {
        loud.ask(new Say(LONG));
      }
    }

    long chars = 0;
    for (int n = 0; n < ROOMS; n++) {
      chars += log("loud" + n).stream().mapToLong(String::length).sum();
    }
    assertThat(2 * chars).isBetween(BOUND / 10L, (long) BOUND);
    assertThat(log("quiet")).containsExactly("remembered");
  }

  private List<String> log(String room) {
    return rooms.join(room, "eve").next(ChatLog.class).messages().stream()
        .map(message -> message.said().text())
        .toList();
  }

  @Test
  void directMessagesOfLoudRoomsAreFewer() {
    for (int n = 0; n < ROOMS; n++) {
      TestClient ann = rooms.join("loud" + n, "ann");
      rooms.join("loud" + n, "bob");
      for (int each = 0; each < 20; each++) {
        ann.ask(new SayTo(null, "bob", LONG));
      }
    }

    long chars = 0;
    for (int n = 0; n < ROOMS; n++) {
      chars +=
          rooms.join("loud" + n, "bob").drain(DirectLog.class).stream()
              .flatMap(log -> log.messages().stream())
              .mapToLong(message -> message.text().length())
              .sum();
    }
    assertThat(2 * chars).isBetween(BOUND / 10L, (long) BOUND);
  }

  /** The oldest ids go: their messages would be said again, which the newest are not. */
  @Test
  void idsOfCommandsAreFewerInLoudRooms() {
    TestClient quiet = rooms.join("quiet", "ann");
    quiet.ask(new Say("quiet", "once"));
    TestClient bob = rooms.join("loud", "bob");
    int many = 2 * BOUND / 400;
    for (int n = 0; n < many; n++) {
      bob.ask(new Say("id " + n, "x"));
    }
    bob.drain(Said.class);

    bob.ask(new Say("id " + (many - 1), "x"));
    assertThat(bob.drain(Said.class)).isEmpty();
    bob.ask(new Say("id 0", "x"));
    assertThat(bob.drain(Said.class)).hasSize(1);
    quiet.drain(Said.class);
    quiet.ask(new Say("quiet", "once"));
    assertThat(quiet.drain(Said.class)).isEmpty();
  }

  /** They are found in the history again, so that nothing is missed. */
  @Test
  void messagesThatWereChangedLongAgoAreChangedAgainAllTheSame() {
    TestClient ann = rooms.join("lobby", "ann");
    for (int n = 1; n <= 70; n++) {
      ann.ask(new Say("message " + n));
    }
    for (int n = 1; n <= 15; n++) {
      ann.ask(new Edit(n, LONG));
      ann.ask(new Edit(n, LONG + n));
    }
    for (int n = 1; n <= 15; n++) {
      ann.ask(new Edit(n, "edited " + n));
    }

    List<ChatMessage> all =
        rooms.call("lobby", room -> room.feature(Chat.class).export()).toCompletableFuture().join();
    assertThat(all.subList(0, 15))
        .extracting(message -> message.said().text())
        .allMatch(text -> text.startsWith("edited "));
  }
}
