package dev.rtcrooms.benchmarks.micro;

import dev.rtcrooms.User;
import dev.rtcrooms.message.Said;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to say something to a room of 1,000, for each delivery and without a socket: the
 * broadcast, its recording, its encoding, and a thousand outboxes. With {@code -prof gc}, {@code
 * gc.alloc.rate.norm} is the allocation for each delivery.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OutboxBenchmark {

  private static final int MEMBERS = 1000;
  private static final int MEANWHILE = 16;
  private static final User HOUSE = User.of("house");

  private final Lobby lobby = new Lobby(MEMBERS, Runnable::run);
  private final Lobby alone = new Lobby(1, Runnable::run);

  /** The rooms are there already. */
  @Setup
  public void open() {
    say(lobby);
    say(alone);
  }

  /** Ends the rooms. */
  @TearDown
  public void close() {
    lobby.close();
    alone.close();
  }

  /** One member, who takes each message at once: what a broadcast costs before it is delivered. */
  @Benchmark
  public void idleMember() {
    say(alone);
  }

  /** One member, for whom 16 messages wait, and go out together. */
  @Benchmark
  @OperationsPerInvocation(MEANWHILE)
  public void busyMember() {
    meanwhile(alone);
  }

  /** A thousand members, each of whom takes each message at once. */
  @Benchmark
  @OperationsPerInvocation(MEMBERS)
  public void idleRoom() {
    say(lobby);
  }

  /** A thousand members, for each of whom 16 messages wait, and go out together. */
  @Benchmark
  @OperationsPerInvocation(MEMBERS * MEANWHILE)
  public void busyRoom() {
    meanwhile(lobby);
  }

  static void meanwhile(Lobby lobby) {
    lobby.ears().forEach(Ear::hold);
    for (int i = 0; i < MEANWHILE; i++) {
      say(lobby);
    }
    lobby.ears().forEach(Ear::release);
  }

  static void say(Lobby lobby) {
    Said said = new Said("m-9", null, HOUSE, "Good morning", Instant.EPOCH);
    lobby.room().execute(() -> lobby.room().hub().broadcast(said));
  }
}
