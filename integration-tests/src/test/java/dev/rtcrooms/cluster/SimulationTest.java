package dev.rtcrooms.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.testkit.cluster.SimulatedCluster;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lives of clusters with random faults, all of which end well; and less so without a rule. */
class SimulationTest {

  private static final int LIVES = Integer.getInteger("simulation.lives", 500);

  private final Logger log = Logger.getLogger("dev.rtcrooms");

  @BeforeEach
  void beQuietAboutFaults() {
    log.setLevel(Level.OFF);
  }

  @AfterEach
  void beLoudAgain() {
    log.setLevel(null);
  }

  @Test
  void nothingThatWasPromisedIsBroken() {
    long first = Long.getLong("simulation.first", 1);
    for (long seed = first; seed < first + LIVES; seed++) {
      assertThat(Simulation.run(seed, all -> {})).as("life %d", seed).isEmpty();
    }
  }

  @Test
  void withoutFenceItWouldBe() {
    assertThat(broken(SimulatedCluster::withoutFence)).isNotEmpty();
  }

  @Test
  void withoutFloorItWouldBe() {
    assertThat(broken(SimulatedCluster::withoutFloor)).isNotEmpty();
  }

  @Test
  void withoutTheBlindRuleItWouldBe() {
    assertThat(broken(SimulatedCluster::withoutBlindRule)).isNotEmpty();
  }

  private static List<String> broken(Consumer<SimulatedCluster> rule) {
    return LongStream.rangeClosed(1, LIVES)
        .mapToObj(seed -> Simulation.run(seed, rule))
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse(List.of());
  }
}
