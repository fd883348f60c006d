package dev.rtcrooms.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.spi.NegotiationOutcome;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Inbound;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MetricsTest {

  private final MockClock clock = new MockClock();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the tests")
              .limits(Limits.builder().clientsPerRoom(2).build())
              .feature(Chat::new)
              .listener(new MetricsListener(registry)));

  @Test
  void whatHappensIsCounted() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    rooms.join("lobby", "cid");
    ann.send(new Say("hi"));
    ann.send(new Say(""));
    bob.leave();
    rooms.room("lobby").close(CloseReason.ROOM_CLOSED);
    rooms.settle();

    assertThat(count("rtc.rooms.opened")).isEqualTo(1);
    assertThat(count("rtc.rooms.joins", "role", "participant")).isEqualTo(2);
    assertThat(count("rtc.rooms.refusals", "code", "4503")).isEqualTo(1);
    assertThat(timed("say", "done")).isEqualTo(1);
    assertThat(timed("say", "bad-field")).isEqualTo(1);
    assertThat(count("rtc.rooms.leaves", "role", "participant", "code", "1000")).isEqualTo(1);
    assertThat(count("rtc.rooms.leaves", "role", "participant", "code", "4500")).isEqualTo(1);
    assertThat(count("rtc.rooms.closed", "code", "4500")).isEqualTo(1);
  }

  @Test
  void whatBecomesOfOffersIsCounted() {
    MetricsListener listener = new MetricsListener(registry);
    listener.negotiated(rooms.room("lobby"), NegotiationOutcome.ANSWERED);
    listener.negotiated(rooms.room("lobby"), NegotiationOutcome.GLARE);
    listener.negotiated(rooms.room("lobby"), NegotiationOutcome.ANSWERED);

    assertThat(count("rtc.rooms.negotiations", "outcome", "answered")).isEqualTo(2);
    assertThat(count("rtc.rooms.negotiations", "outcome", "glare")).isEqualTo(1);
  }

  @Test
  void aClientCannotMakeManyMetersByItsCloseCodes() {
    MetricsListener listener = new MetricsListener(registry);
    for (int code = 3000; code < 5000; code++) {
      listener.roomClosed(rooms.room("lobby"), new CloseReason(code, "any"));
    }

    assertThat(registry.find("rtc.rooms.closed").counters()).hasSizeLessThanOrEqualTo(601);
    assertThat(count("rtc.rooms.closed", "code", "other")).isEqualTo(1_400);
  }

  @Test
  void gaugesShowWhatTheRoomsHold() {
    new RoomsMetrics(rooms.rooms()).bindTo(registry);
    assertThat(gauge("rtc.rooms.open")).isEqualTo(0);

    TestClient ann = rooms.join("lobby", "ann");
    rooms.join("lounge", "ann");
    ann.send(new Say("hi"));
    rooms.settle();
    assertThat(gauge("rtc.rooms.open")).as("a figure of the same second").isEqualTo(0);
    clock.add(Duration.ofSeconds(1));

    assertThat(gauge("rtc.rooms.open")).isEqualTo(2);
    assertThat(gauge("rtc.rooms.clients")).isEqualTo(2);
    assertThat(gauge("rtc.rooms.people")).isEqualTo(2);
    assertThat(gauge("rtc.rooms.history.events")).isEqualTo(1);
    assertThat(gauge("rtc.rooms.history")).isPositive();
    assertThat(registry.get("rtc.rooms.events").tag("type", "said").functionCounter().count())
        .isEqualTo(1);
    assertThat(registry.get("rtc.rooms.mailbox.lag").timeGauge().value()).isEqualTo(0);
    assertThat(registry.get("rtc.rooms.listener.dropped").functionCounter().count()).isEqualTo(0);
  }

  @Test
  void whatIsRefusedBeforeItIsHandledIsCountedByItsCode() {
    new RoomsMetrics(rooms.rooms()).bindTo(registry);
    rooms
        .join("lobby", "ann")
        .sendFrame(
            new Inbound.Rejected("1", Refusal.of(Refusal.MALFORMED, "No JSON")),
            new Inbound.Rejected("2", Refusal.of(Refusal.MALFORMED, "No JSON")),
            new Inbound.Rejected("3", Refusal.of(Refusal.UNKNOWN_TYPE, "No such type")));
    clock.add(Duration.ofSeconds(1));

    assertThat(refused("malformed")).isEqualTo(2);
    assertThat(refused("unknown-type")).isEqualTo(1);
    assertThat(refused("rate-limited")).isZero();
  }

  private double refused(String code) {
    return registry.get("rtc.rooms.commands.refused").tag("code", code).functionCounter().count();
  }

  @Test
  void whatWaitsForAClientIsShownAndASlowClientIsCounted() {
    new RoomsMetrics(rooms.rooms()).bindTo(registry);
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    bob.stall();
    ann.send(new Say("in flight"));
    ann.send(new Say("x".repeat(1_000)));
    rooms.advance(Duration.ofSeconds(2));
    clock.add(Duration.ofSeconds(1));

    assertThat(gauge("rtc.rooms.waiting")).isBetween(1_000.0, 2_000.0);
    assertThat(gauge("rtc.rooms.unread")).isZero();
    assertThat(registry.find("rtc.rooms.slow").counter()).isNull();
    rooms.advance(Duration.ofMinutes(1));
    clock.add(Duration.ofSeconds(1));

    assertThat(count("rtc.rooms.slow")).isEqualTo(1);
    assertThat(count("rtc.rooms.leaves", "role", "participant", "code", "4000")).isEqualTo(1);
    assertThat(gauge("rtc.rooms.waiting")).isZero();
  }

  @Test
  void whatARoomHasNotReadIsShown() {
    new RoomsMetrics(rooms.rooms()).bindTo(registry);
    TestClient ann = rooms.join("lobby", "ann");
    double[] unread = new double[1];
    rooms.execute(
        "lobby",
        room -> {
          ann.send(new Say("x".repeat(1_000)));
          clock.add(Duration.ofSeconds(1));
          unread[0] = gauge("rtc.rooms.unread");
          assertThat(gauge("rtc.rooms.waiting")).isZero();
        });
    clock.add(Duration.ofSeconds(1));

    assertThat(unread[0]).isPositive();
    assertThat(gauge("rtc.rooms.unread")).isZero();
  }

  @Test
  void whoComesBackIsCountedByWhetherItGetsAllThatItMissed() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.crash();
    ann = ann.rejoin();
    ann.crash();
    ann.rejoin();
    rooms.arrival("lounge", "bob").resuming(new Position("another", 3)).join();

    assertThat(count("rtc.rooms.resumes", "recovered", "true")).isEqualTo(2);
    assertThat(count("rtc.rooms.resumes", "recovered", "false")).isEqualTo(1);
  }

  @Test
  void theLagOfALaneIsShown() {
    new RoomsMetrics(rooms.rooms()).bindTo(registry);
    Queue<Runnable> tasks = new ArrayDeque<>();
    TestClient ann = rooms.arrival("lobby", "ann").lane(tasks::add).join();
    ann.send(new Say("later"));
    rooms.advance(Duration.ofSeconds(6));
    clock.add(Duration.ofSeconds(1));

    assertThat(seconds("rtc.rooms.lane.lag")).isEqualTo(6);
    assertThat(seconds("rtc.rooms.mailbox.lag")).isZero();
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
    clock.add(Duration.ofSeconds(1));
    assertThat(seconds("rtc.rooms.lane.lag")).isZero();
  }

  private double seconds(String name) {
    return registry.get(name).timeGauge().value(TimeUnit.SECONDS);
  }

  @Test
  void noMeterNamesARoomAClientOrAUser() {
    new RoomsMetrics(rooms.rooms()).bindTo(registry);
    TestClient ann = rooms.join("lobby", "ann");
    ann.send(new Say("a secret text"));
    ann.leave();
    rooms.settle();

    List<String> texts =
        registry.getMeters().stream()
            .map(Meter::getId)
            .flatMap(
                id ->
                    Stream.concat(
                        Stream.of(id.getName()), id.getTags().stream().map(Tag::getValue)))
            .toList();
    assertThat(texts)
        .noneMatch(text -> text.contains(TestRooms.id("lobby").toString()))
        .doesNotContain("ann", "lobby", ann.id());
  }

  private double count(String name, String... tags) {
    return registry.get(name).tags(tags).counter().count();
  }

  private long timed(String type, String outcome) {
    return registry
        .get("rtc.rooms.commands")
        .tags("type", type, "outcome", outcome)
        .timer()
        .count();
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }
}
