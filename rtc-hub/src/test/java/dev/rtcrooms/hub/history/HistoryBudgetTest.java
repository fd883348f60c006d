package dev.rtcrooms.hub.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Audience;
import dev.rtcrooms.Limits;
import dev.rtcrooms.MemoryLimits;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.Echo;
import dev.rtcrooms.hub.Fact;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.spi.Past;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.testkit.VirtualTime;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryBudgetTest {

  private final InMemoryHistory store =
      InMemoryHistory.create(new VirtualTime(), new Random(1))
          .bounded(1000, event -> ((Said) event).text().length());

  private Past open() {
    return store.open(UUID.randomUUID()).toCompletableFuture().join();
  }

  private static void say(Past past, int after, int length) {
    Entry entry = new Entry(Said.by(User.of("ann"), "x".repeat(length)), Audience.EVERYONE);
    past.append(after, List.of(entry));
  }

  private static List<Long> kept(Past past) {
    return past.newest(1000).toCompletableFuture().join().stream().map(Recorded::offset).toList();
  }

  @Test
  void theOldestEventsOfTheLargestPastGoAndNobodyElseNotices() {
    Past small = open();
    Past large = open();
    say(small, 0, 100);
    for (int n = 0; n < 10; n++) {
      say(large, n, 90);
    }
    assertThat(kept(large)).hasSize(10);

    say(large, 10, 90);

    assertThat(kept(small)).containsExactly(1L);
    assertThat(kept(large)).as("the newest, within the bound").startsWith(3L).endsWith(11L);
  }

  @Test
  void aSmallPastThatGrowsTakesFromTheLargest() {
    Past small = open();
    Past large = open();
    for (int n = 0; n < 10; n++) {
      say(large, n, 95);
    }

    say(small, 0, 95);

    assertThat(kept(small)).containsExactly(1L);
    assertThat(kept(large)).hasSizeLessThan(10).endsWith(10L);
  }

  @Test
  void whatIsClosedCountsNoMore() {
    for (int n = 0; n < 5; n++) {
      Past gone = open();
      say(gone, 0, 900);
      gone.close();
    }
    Past past = open();
    say(past, 0, 900);

    assertThat(kept(past)).containsExactly(1L);
  }

  @Test
  void anEventLargerThanTheBoundIsNotKept() {
    Past past = open();
    say(past, 0, 2000);

    assertThat(kept(past)).isEmpty();
    assertThat(past.since(past.end()).toCompletableFuture().join()).hasValue(List.of());
  }

  /** Within every limit of its own; the history is what the rooms would keep for ever. */
  @Test
  void roomsThatSayMuchKeepNoMoreThanTheirShareAndAQuietOneStaysWhole() {
    MemoryLimits memory = new MemoryLimits(200_000, 1 << 20, 1 << 20, 1 << 20);
    try (TestRooms rooms =
        TestRooms.with(
            Echo.builder().limits(Limits.builder().forLoadTests().memory(memory).build()))) {
      TestClient quiet = rooms.join("quiet", "bob");
      quiet.send(new Fact("remembered"));
      quiet.crash();
      for (int room = 0; room < 20; room++) {
        TestClient loud = rooms.join("loud-" + room, "ann");
        for (int n = 0; n < 10; n++) {
          loud.send(new Fact("\u4e2d".repeat(1000)));
        }
        loud.crash();
      }

      assertThat(quiet.rejoin().hello().recovered()).isTrue();
      long kept =
          IntStream.range(0, 20)
              .mapToLong(room -> rooms.join("loud-" + room, "eve").hello().position().offset())
              .sum();
      assertThat(kept).as("the numbers go on, whatever is kept").isEqualTo(200);
    }
  }
}
