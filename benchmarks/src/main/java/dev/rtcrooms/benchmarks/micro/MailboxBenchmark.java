package dev.rtcrooms.benchmarks.micro;

import dev.rtcrooms.message.Say;
import dev.rtcrooms.transport.Inbound;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** From a command that comes in to what the room says about it, in a room of one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MailboxBenchmark {

  private static final int MANY = 256;
  private static final List<Inbound> SAY =
      List.of(new Inbound.Accepted(null, new Say("Good morning")));
  private static final List<List<Inbound>> LOAD = Collections.nCopies(MANY, SAY);

  private Lobby lobby = new Lobby(1, Runnable::run);

  /** Where the room works: on the thread that brings the command, or on the library's own. */
  @Param({"caller", "own"})
  public String threads = "";

  /** Makes the room. */
  @Setup
  public void open() {
    lobby.close();
    lobby = new Lobby(1, threads.equals("caller") ? Runnable::run : null);
  }

  /** Ends the room and its threads. */
  @TearDown
  public void close() {
    lobby.close();
  }

  /** One command, and no other before it is answered. */
  @Benchmark
  public long oneOutstanding() {
    long before = lobby.ears().get(0).heard();
    lobby.speaker().receive(SAY, 60);
    return await(before + 1);
  }

  /** Each of 256 commands that come as fast as they can. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public long underLoad() {
    long before = lobby.ears().get(0).heard();
    for (List<Inbound> say : LOAD) {
      lobby.speaker().receive(say, 60);
    }
    return await(before + MANY);
  }

  private long await(long count) {
    Ear ear = lobby.ears().get(0);
    while (ear.heard() < count) {
      Thread.onSpinWait();
    }
    return ear.heard();
  }
}
