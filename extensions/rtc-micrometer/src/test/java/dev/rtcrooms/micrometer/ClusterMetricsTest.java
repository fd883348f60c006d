package dev.rtcrooms.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestNodes;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The meters of one of three nodes. */
class ClusterMetricsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final MockClock clock = new MockClock();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);

  @RegisterExtension
  final TestNodes nodes =
      TestNodes.of(3, () -> RtcRooms.builder().feature(Chat::new), JsonCodec::new)
          .addressed(number -> URI.create("https://node" + number + ".example"));

  @BeforeEach
  void bind() {
    new RoomsMetrics(nodes.rooms(0)).bindTo(registry);
  }

  @Test
  void theLivingNodesAreCounted() {
    assertThat(readTwice("serving")).isEqualTo(3);
    assertThat(readTwice("draining")).isZero();
    for (String room : List.of("games", "cards", "chess")) {
      nodes.join(2, room, "cat"); // one after the other is closed
    }
    nodes.rooms(2).shutdown(Duration.ofMinutes(1));
    nodes.settle();

    assertThat(readTwice("serving")).isEqualTo(2);
    assertThat(readTwice("draining")).isEqualTo(1);
  }

  @Test
  void nodesAreUnknownWhileTheClusterDoesNotAnswer() {
    assertThat(readTwice("serving")).isEqualTo(3);
    nodes.cluster().cutOff(TestNodes.name(0));
    clock.add(SECOND);
    read("serving");
    nodes.advance(Duration.ofSeconds(10));

    assertThat(read("serving")).isNaN();
  }

  @Test
  void theClientsOfThisNodeInRoomsOfOthersAreCounted() {
    nodes.join(1, "lobby", "ann");
    TestClient bob = nodes.join(0, "lobby", "bob");
    nodes.join(0, "lobby", "cid");
    nodes.join(0, "games", "dan");
    nodes.join(1, "games", "eve");
    clock.add(SECOND);

    assertThat(gauge("rtc.rooms.clients.elsewhere")).as("bob and cid").isEqualTo(2);
    assertThat(gauge("rtc.rooms.clients")).as("dan and eve").isEqualTo(2);
    bob.leave();
    nodes.settle();
    clock.add(SECOND);

    assertThat(gauge("rtc.rooms.clients.elsewhere")).isEqualTo(1);
    nodes.kill(1);
    nodes.advance(Duration.ofMinutes(1));
    clock.add(SECOND);

    assertThat(gauge("rtc.rooms.clients.elsewhere")).isZero();
  }

  @Test
  void noMeterNamesANode() {
    readTwice("serving");

    assertThat(registry.getMeters())
        .map(Meter::getId)
        .flatMap(Meter.Id::getTags)
        .map(Tag::getValue)
        .contains("serving", "draining")
        .doesNotContain(TestNodes.name(0), TestNodes.name(1), TestNodes.name(2))
        .noneMatch(value -> value.contains("example"));
  }

  private double read(String state) {
    return registry.get("rtc.rooms.nodes").tag("state", state).gauge().value();
  }

  /** The second read finds the answer to what the first one asks. */
  private double readTwice(String state) {
    clock.add(SECOND);
    read(state);
    nodes.settle();
    return read(state);
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }
}
