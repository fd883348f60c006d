package dev.rtcrooms.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.signaling.SimulatedConnection.Description;
import dev.rtcrooms.signaling.SimulatedConnection.State;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Two browsers that follow the W3C's Perfect Negotiation Example meet over the room, in thousands
 * of random interleavings of everything that can happen in between; each run must end with both
 * stable and agreed. A failure names its seed.
 */
class PerfectNegotiationTest {

  private static final int RUNS = 2000;
  private static final int MAX_STEPS = 10_000;

  private int glares;
  private int ignored;
  private int restarts;
  private final Set<String> refusals = new HashSet<>();

  @Test
  void whateverTheInterleavingBothEndStableAndAgree() {
    for (int seed = 0; seed < RUNS; seed++) {
      run(
          seed,
          run -> {
            SimulatedBrowser one = run.random.nextBoolean() ? run.ann : run.bob;
            if (run.random.nextInt(4) == 0) {
              one.restartIce();
            } else {
              one.addTrack();
            }
          });
    }
    assertThat(refusals).containsExactly(Refusal.GLARE);
    assertThat(glares).isGreaterThan(RUNS / 10);
    assertThat(ignored).isGreaterThan(RUNS / 10);
  }

  @Test
  void soTheyDoWhenTheRightToPublishComesAndGoes() {
    for (int seed = 0; seed < RUNS; seed++) {
      run(
          seed,
          run -> {
            SimulatedBrowser one = run.random.nextBoolean() ? run.ann : run.bob;
            switch (run.random.nextInt(5)) {
              case 0 -> one.unpublish();
              case 1 -> one.publish();
              case 2 -> run.revokeAndGrant(one == run.ann ? run.annsClient : run.bobsClient);
              case 3 -> one.restartIce();
              default -> one.addTrack();
            }
          });
    }
    assertThat(refusals).contains(Refusal.GLARE, Refusal.NOT_ALLOWED, Refusal.STALE);
    assertThat(restarts).as("restarts that somebody asked for").isGreaterThan(RUNS / 100);
  }

  private void run(long seed, Consumer<Run> action) {
    try (TestRooms rooms =
        TestRooms.with(
            RtcRooms.builder()
                .secret("a secret of the test's own")
                .limits(Limits.builder().forLoadTests().build())
                .feature(Streams.mesh(IceServers.none())))) {
      Run run = new Run(rooms, seed);
      try {
        run.go(action);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("Seed " + seed + ": " + e.getMessage(), e);
      }
      for (SimulatedBrowser browser : List.of(run.ann, run.bob)) {
        refusals.addAll(browser.refusals);
        glares += (int) browser.refusals.stream().filter(Refusal.GLARE::equals).count();
        ignored += browser.ignoredOffers;
        restarts += browser.restartsHeard;
      }
    }
  }

  /** One interleaving. */
  private static final class Run {
    private final TestRooms rooms;
    private final Random random;
    private final TestClient annsClient;
    private final TestClient bobsClient;
    private final SimulatedBrowser ann;
    private final SimulatedBrowser bob;

    Run(TestRooms rooms, long seed) {
      this.rooms = rooms;
      random = new Random(seed);
      annsClient = rooms.join("lobby", "ann");
      bobsClient = rooms.join("lobby", "bob");
      Map<String, Description> descriptions = new HashMap<>();
      ann = new SimulatedBrowser(annsClient, descriptions);
      bob = new SimulatedBrowser(bobsClient, descriptions);
    }

    void go(Consumer<Run> action) {
      ann.publish();
      bob.publish();
      for (int actions = 0; actions < 6; actions++) {
        for (int steps = random.nextInt(20); steps > 0; steps--) {
          step();
        }
        action.accept(this);
      }
      settle();
      if (ann.isPublishing() || bob.isPublishing()) {
        check();
      }
      ann.publish();
      bob.publish();
      settle();
      check();
    }

    private void check() {
      check(ann, bob);
      check(bob, ann);
    }

    private void settle() {
      for (int steps = 0; step(); steps++) {
        assertThat(steps).as("steps without an end").isLessThan(MAX_STEPS);
      }
    }

    private boolean step() {
      List<Runnable> steps = new ArrayList<>(ann.steps());
      steps.addAll(bob.steps());
      if (!steps.isEmpty()) {
        steps.get(random.nextInt(steps.size())).run();
      }
      return !steps.isEmpty();
    }

    void revokeAndGrant(TestClient client) {
      rooms.execute("lobby", client, c -> c.room().feature(Streams.class).revoke(c));
      for (int steps = random.nextInt(10); steps > 0; steps--) {
        step();
      }
      rooms.execute("lobby", client, (Client c) -> c.renew(c.grants().with(Grants.PUBLISH)));
    }

    private static void check(SimulatedBrowser browser, SimulatedBrowser other) {
      SimulatedConnection here = Objects.requireNonNull(browser.talk).pc;
      SimulatedConnection there = Objects.requireNonNull(other.talk).pc;
      assertThat(here.state).isEqualTo(State.STABLE);
      if (browser.isPublishing()) {
        assertThat(here.needsNegotiation()).as("something was never negotiated").isFalse();
      }
      Description local = Objects.requireNonNull(here.currentLocal);
      assertThat(local).isEqualTo(there.currentRemote);
      assertThat(there.added(local.ufrag()))
          .as("candidates of %s", local.ufrag())
          .isEqualTo(here.gathered(local.ufrag()))
          .isPositive();
    }
  }
}
