package dev.rtcrooms.hub.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Audience;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.Fact;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.HistoryStore.Retry;
import dev.rtcrooms.testkit.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events come back as they were, in whatever form they are kept. */
class EventBlocksTest {

  private static final List<String> ALPHABETS =
      List.of("abc xyz", "\u00e4\u00ff", "\u4e2d\u6587", "\ud83d\ude00", "\ud83d lone", "\u0000\n");
  private static final int LARGE = 1_000_000;

  private final VirtualTime time = new VirtualTime();
  private final EventBlocks blocks = new EventBlocks(time);
  private final List<Entry> expected = new ArrayList<>();
  private final List<Integer> sizes = new ArrayList<>();

  private static String text(Random random, int most) {
    String alphabet = ALPHABETS.get(random.nextInt(ALPHABETS.size()));
    return alphabet.repeat(most).substring(0, random.nextInt(most + 1));
  }

  private static Said said(Random random) {
    int form = random.nextInt(8);
    User user = new User("user " + random.nextInt(4), "name " + random.nextInt(2));
    Said said =
        new Said(
            form == 0 ? null : "id " + text(random, 20),
            form == 1 ? null : "client " + random.nextInt(3),
            user,
            text(random, form == 2 ? 9000 : 150),
            form == 3 ? Instant.ofEpochSecond(random.nextLong() >> 24) : Instant.EPOCH,
            form == 4 ? Long.valueOf(random.nextInt()) : null,
            form == 5 ? List.of("user 1") : List.of(),
            null,
            false,
            List.of());
    return form == 6 ? said.edit("new", 7) : form == 7 ? said.react("+", "user 2", true) : said;
  }

  private static Event event(Random random) {
    return random.nextInt(5) == 0 ? new Fact(text(random, 30)) : said(random);
  }

  private static Entry entry(Random random) {
    Event event = event(random);
    Audience audience = Audience.values()[random.nextInt(3)];
    if (event instanceof Said said && said.id() != null && random.nextInt(3) > 0) {
      String user = random.nextInt(9) == 0 ? "another" : said.user().id();
      return new Entry(event, audience, new Retry(user, "say", said.id()));
    }
    return new Entry(event, audience);
  }

  private static int most(Random random) {
    return random.nextInt(4) == 0 ? 100 + random.nextInt(300) : LARGE;
  }

  private List<Entry> all() {
    List<Entry> read = new ArrayList<>();
    blocks.read(0, blocks.size(), read::add);
    return read;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverIsAddedReplacedAndRemoved(long seed) {
    Random random = new Random(seed);
    for (int step = 0; step < 3_000; step++) {
      int what = random.nextInt(20);
      if (expected.isEmpty() || what < 12) {
        Entry entry = entry(random);
        sizes.add(blocks.add(entry, time.nanoTime(), most(random)));
        expected.add(entry);
      } else if (what < 15) {
        assertThat(blocks.removeFirst()).isEqualTo(sizes.remove(0));
        expected.remove(0);
      } else if (what < 17) {
        assertThat(blocks.removeLast()).isEqualTo(sizes.remove(sizes.size() - 1));
        expected.remove(expected.size() - 1);
      } else if (what < 18) {
        blocks.trim();
      } else {
        int place = random.nextInt(expected.size());
        Event other = event(random);
        int before = sizes.get(place);
        sizes.set(place, before + blocks.replace(place, other, most(random)));
        expected.set(place, expected.get(place).with(other));
      }
      if (step % 50 == 0) {
        assertThat(all()).isEqualTo(expected);
      }
    }
    assertThat(all()).isEqualTo(expected);

    int from = random.nextInt(expected.size());
    int count = random.nextInt(expected.size() - from + 1);
    List<Entry> part = new ArrayList<>();
    blocks.read(from, count, part::add);
    assertThat(part).isEqualTo(expected.subList(from, from + count));

    while (blocks.size() > 0) {
      assertThat(blocks.removeFirst())
          .as("what was counted is counted off")
          .isEqualTo(sizes.remove(0));
    }
    assertThat(sizes).isEmpty();
  }

  @Test
  void aMessageCountsForItsBytesAndNotForMoreThanAsAnObject() {
    Said said = Said.by(User.of("ann"), "x".repeat(100));

    assertThat(blocks.add(new Entry(said, Audience.EVERYONE), 0, LARGE)).isBetween(250, 350);
    assertThat(blocks.add(new Entry(said, Audience.EVERYONE), 0, LARGE)).isBetween(100, 150);
    assertThat(blocks.add(new Entry(said, Audience.EVERYONE), 0, 90)).isEqualTo(90);
    assertThat(blocks.add(new Entry(said.delete(), Audience.EVERYONE), 0, 500)).isEqualTo(500);
  }

  private int say(String user) {
    return blocks.add(new Entry(Said.by(User.of(user), "x"), Audience.EVERYONE), 0, LARGE);
  }

  @Test
  void theFirstMessageOfASenderCountsForTheSender() {
    int first = say("ann");
    int second = say("ann");
    int longer = say("a" + "n".repeat(51));

    assertThat(first - second).isBetween(110, 250);
    assertThat(longer - first).as("id and name").isEqualTo(2 * (52 - 3));
    assertThat(say("ann")).isEqualTo(second);
  }

  /** The budget of the history would not learn that its size is another one. */
  @Test
  void aMessageKeepsItsSizeWhenAnotherBecomesTheFirstOfItsSender() {
    say("ann");
    int first = say("bob");
    int second = say("bob");

    blocks.replace(0, Said.by(User.of("bob"), "y"), LARGE);
    blocks.removeFirst();
    blocks.trim();

    assertThat(blocks.removeFirst()).isEqualTo(first);
    blocks.trim();
    assertThat(blocks.removeFirst()).isEqualTo(second);
  }

  @Test
  void theOldestTellsWhenItWasAdded() {
    blocks.add(new Entry(new Fact("one"), Audience.EVERYONE), -5, 1);
    blocks.add(new Entry(new Fact("two"), Audience.EVERYONE), Long.MAX_VALUE, 1);

    assertThat(blocks.firstAt()).isEqualTo(-5);
    blocks.removeFirst();
    assertThat(blocks.firstAt()).isEqualTo(Long.MAX_VALUE);
  }
}
