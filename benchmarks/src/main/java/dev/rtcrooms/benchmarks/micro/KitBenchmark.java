package dev.rtcrooms.benchmarks.micro;

import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.hub.presence.Viewers;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Tests of a room by the kit, each with rooms of its own, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KitBenchmark {

  private final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder().feature(Chat::new).feature(Presence::new).feature(Viewers::new));

  /**
   * Everything that JUnit would have the kit do for a test, and the test: two clients join a new
   * room, one says something that the other hears, and both leave. The kit checks what each of them
   * received, and that the closed rooms left no timer.
   */
  @Benchmark
  public String scenario() {
    rooms.settle();
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.ask(new Say("Good morning"));
    String heard = bob.next(Said.class).text();
    ann.leave();
    bob.leave();
    rooms.close();
    return heard;
  }
}
