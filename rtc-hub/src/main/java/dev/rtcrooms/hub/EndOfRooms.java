package dev.rtcrooms.hub;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.hub.mailbox.RoomThreads;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Ends all rooms, at once or after their clients have left one after the other; any thread. */
final class EndOfRooms {

  private final Settings settings;
  private final RoomThreads threads;
  private final Supplier<Collection<LiveRoom>> open;
  private final @Nullable Neighbours neighbours;
  private final Deadlines deadlines;
  private final CompletableFuture<Void> allEnded = new CompletableFuture<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicReference<@Nullable Drain> drain = new AtomicReference<>();
  private volatile CloseReason reason = CloseReason.SHUTTING_DOWN;

  /** The other nodes of a cluster, from which these rooms take leave; any thread. */
  interface Neighbours {

    /**
     * The departures of the clients of this node from rooms of others.
     *
     * @return of each such room, one task for each client, which disconnects it
     */
    List<CompletionStage<List<Runnable>>> departures(CloseReason reason);

    /** The rooms end now. */
    void closing(CloseReason reason);

    /**
     * All rooms have ended.
     *
     * @return completes when the others know, or cannot be told; on any thread
     */
    CompletionStage<Void> leave();
  }

  /**
   * The end of an application's rooms, which has not begun.
   *
   * @param open the rooms that are open
   * @param neighbours null without a cluster
   */
  EndOfRooms(
      Settings settings,
      RoomThreads threads,
      Supplier<Collection<LiveRoom>> open,
      @Nullable Neighbours neighbours) {
    this.settings = settings;
    this.threads = threads;
    this.open = open;
    this.neighbours = neighbours;
    deadlines = new Deadlines(settings.scheduler(), settings.limits().answerTimeout());
  }

  /** The deadlines of everybody who waits for these rooms or for other nodes. */
  Deadlines deadlines() {
    return deadlines;
  }

  /** From then on nobody enters, and no room opens. */
  boolean hasBegun() {
    return closed.get() || drain.get() != null;
  }

  void requireNotBegun() {
    if (hasBegun()) {
      throw new IllegalStateException("The rooms are closed");
    }
  }

  /** Whether the rooms were told to end. */
  boolean isClosed() {
    return closed.get();
  }

  /** The reason that clients are told. */
  CloseReason reason() {
    return reason;
  }

  void close() {
    if (!closed.compareAndSet(false, true)) {
      return; // a second count would miss rooms that are ending, and end their threads too early
    }
    if (neighbours != null) {
      neighbours.closing(reason);
    }
    Set<LiveRoom> last = new HashSet<>(open.get());
    Drain begun = drain.get();
    if (begun != null) {
      begun.end();
      last.addAll(begun.rooms()); // some of which may be ending
    }
    AtomicInteger remaining = new AtomicInteger(last.size() + 1);
    Runnable oneEnded =
        () -> {
          if (remaining.decrementAndGet() == 0) {
            tellListener();
            leaveCluster().whenComplete((left, failure) -> finish());
          }
        };
    for (LiveRoom room : last) {
      room.closed().thenRun(oneEnded);
      room.close(reason);
    }
    oneEnded.run();
  }

  /** Before the listener's thread ends. */
  private void tellListener() {
    Drain begun = drain.get();
    if (begun != null) {
      settings.listener().drained(begun.took());
    }
  }

  private CompletionStage<Void> leaveCluster() {
    return neighbours == null ? CompletableFuture.completedStage(null) : neighbours.leave();
  }

  private void finish() {
    threads.close();
    deadlines.end();
    allEnded.complete(null);
  }

  CompletionStage<Void> shutdown(Duration window, Duration away) {
    if (window.isNegative()) {
      throw new IllegalArgumentException("The window must not be negative");
    }
    Drain begun =
        new Drain(
            settings.scheduler(),
            window,
            away,
            open.get(),
            neighbours == null ? null : neighbours::departures,
            this::close);
    if (!closed.get() && drain.compareAndSet(null, begun)) {
      reason = begun.reason();
      begun.begin();
    }
    return allEnded.minimalCompletionStage();
  }

  boolean await(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    try {
      allEnded.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
    return threads.awaitEnd(deadline);
  }
}
