package dev.rtcrooms.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What clients are promised while real processes, a real Redis and the links to it fail. */
@Tag("one-jdk")
class RealNodesTest {

  /** So many random faults of each test, with 200 clients in 10 rooms; a short form without. */
  private static final int FAULTS = Integer.getInteger("nodes.faults", 0);

  /**
   * Of the long form alone, which has a machine to itself. In the build, other tests may take the
   * processor for as long as they like.
   */
  private static final Duration MOST_UNTIL_EXACT = Duration.ofSeconds(15);

  private static final long SEED = Long.getLong("nodes.seed", 1);

  /** An acknowledgement means that Redis has it, also if it is killed. */
  private static final List<String> SAFE =
      List.of("--appendonly", "yes", "--appendfsync", "always");

  private static final List<String> DEBUG = List.of("--enable-debug-command", "yes");

  @Test
  void nothingIsLostOrSaidTwice() throws Exception {
    play(SAFE, Fault.harmless(), List.of(Fault.KILL, Fault.SHORT_PAUSE, Fault.KILL));
  }

  @Test
  void nobodyIsToldToHaveRecoveredWhatRedisHasLost() throws Exception {
    play(List.of(), Arrays.asList(Fault.values()), List.of(Fault.FLUSHALL, Fault.DISASTER));
  }

  private static void play(List<String> options, List<Fault> kinds, List<Fault> few)
      throws Exception {
    if (FAULTS == 0) {
      try (Storm storm = new Storm(SEED, 3, 20, Duration.ofMillis(200), options)) {
        storm.strike(few);
        storm.subside();
      }
    } else {
      List<String> all = new ArrayList<>(options);
      all.addAll(DEBUG);
      try (Storm storm = new Storm(SEED, 10, 200, Duration.ofSeconds(1), all)) {
        storm.strike(Fault.draw(kinds, FAULTS, new Random(SEED)));
        assertThat(storm.subside()).isLessThan(MOST_UNTIL_EXACT);
      }
    }
  }
}
