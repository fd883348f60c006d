package dev.rtcrooms.testkit;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Quota;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rooms in memory, with their executor and time; for the test's thread. */
final class World implements Venue {

  /** The longest wait for a thread that is not the test's and runs a room. */
  private static final long HANDED_OVER_WITHIN_NANOS = Duration.ofSeconds(10).toNanos();

  private final TestRun run;
  final VirtualTime time;
  final TaskQueue queue;
  private final Rooms rooms;

  /** The stream ids of rooms, which are opened if they are not open. */
  private final Function<UUID, String> streamIds;

  World(Function<? super VirtualTime, ? extends RoomsBuilder> builder, long seed) {
    run = new TestRun();
    time = new VirtualTime();
    queue = new TaskQueue(run::fail);
    rooms = build(builder.apply(time), queue, time, seed);
    streamIds = room -> rooms.getOrCreate(room).streamId();
    settle();
  }

  /** One of several nodes in one time, whose rooms run as a process of their own. */
  World(
      RoomsBuilder builder,
      long seed,
      NodeProcess process,
      TestRun run,
      Function<UUID, String> streamIds) {
    this.run = run;
    this.streamIds = streamIds;
    time = process.time();
    queue = process.queue();
    rooms = build(builder, process, process, seed);
    settle();
  }

  private static Rooms build(
      RoomsBuilder builder, Executor executor, Scheduler scheduler, long seed) {
    return builder
        .limits(World::withoutDefaultQuota)
        .executor(executor)
        .scheduler(scheduler)
        .random(new Random(seed))
        .build();
  }

  /** Time stands still in a test, so a user could join only so many times. */
  private static Limits withoutDefaultQuota(Limits limits) {
    return limits.perUser().equals(Quota.DEFAULT)
        ? limits.toBuilder().perUser(Quota.UNLIMITED).build()
        : limits;
  }

  @Override
  public TestRun run() {
    return run;
  }

  @Override
  public ClientEnd connect(
      String user, Inbox inbox, Handshake handshake, Lane lane, @Nullable Fault fault) {
    TestConnection connection = new TestConnection(this, user, inbox, lane, fault);
    connection.connect(rooms.accept(connection, handshake));
    settle();
    return connection;
  }

  @Override
  public UUID id(String room) {
    return Venue.idOf(room);
  }

  @Override
  public String streamId(UUID room, String user, Handshake handshake) {
    return streamIds.apply(room);
  }

  @Override
  public String newSession() {
    return run.newSession();
  }

  @Override
  public Rooms rooms() {
    return rooms;
  }

  @Override
  public List<MessageType<?>> messageTypes() {
    return rooms.messageTypes();
  }

  @Override
  public boolean await(BooleanSupplier condition) {
    settle();
    return condition.getAsBoolean();
  }

  @Override
  public boolean await(CompletableFuture<?> stage) {
    settle();
    long began = System.nanoTime();
    while (!stage.isDone() && System.nanoTime() - began < HANDED_OVER_WITHIN_NANOS) {
      Thread.onSpinWait(); // a thread of a transport's is just about to hand the mailbox over
      settle();
    }
    return stage.isDone();
  }

  @Override
  public String hint() {
    return TaskQueue.OTHER_THREADS;
  }

  @Override
  public void settle() {
    advance(Duration.ZERO);
  }

  void advance(Duration duration) {
    queue.run();
    long until = time.after(duration);
    for (Runnable task = time.next(until); task != null; task = time.next(until)) {
      queue.run(task);
      queue.run();
    }
  }

  @Override
  public void close() {
    rooms.close();
    settle();
    if (time.pending() > 0) {
      run.fail(
          new AssertionError(
              "Closed rooms left " + time.pending() + " timers behind" + TaskQueue.OTHER_THREADS));
    }
    run.end("The rooms");
  }
}
