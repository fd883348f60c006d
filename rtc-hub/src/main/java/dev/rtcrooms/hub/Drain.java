package dev.rtcrooms.hub;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Disconnects the clients of all rooms at even distances over a window, room after room, so that
 * they also come back at that pace. A room is closed with its last client. A room of a cluster is
 * closed with its first client, because clients that come back through another node would enter it
 * again; then the next room waits for as long as its clients would have taken, and each of them is
 * told to come back a little later than the one before. Threads: {@link #begin} once, on any
 * thread; then the scheduler's.
 */
final class Drain {

  /** Clients that are due within the same tick leave together. */
  private static final Duration TICK = Duration.ofMillis(50);

  /**
   * Clients of a room that is closed at once come back at no longer distances. So those of a small
   * room are back soon: the 100th after the half second by which clients vary their pauses anyway.
   */
  private static final Duration LONGEST_DISTANCE = Duration.ofMillis(5);

  private final Scheduler scheduler;
  private final Duration window;
  private final Duration away;
  private final CloseReason reason;
  private final @Nullable Function<CloseReason, List<CompletionStage<List<Runnable>>>> outposts;
  private final Runnable whenOver;
  private final List<LiveRoom> rooms;
  private final long began;
  private volatile Cancellable deadline = () -> {};
  private volatile Cancellable tick = () -> {};
  private volatile boolean over;

  /** Between two clients of a room that is closed at once. */
  private volatile Duration distance = Duration.ZERO;

  /**
   * A drain that begins now.
   *
   * @param away after which clients come back
   * @param outposts gives the departures from rooms of other nodes; null without a cluster
   * @param whenOver called when all were told to leave, at the latest after the window; it may be
   *     called twice
   */
  Drain(
      Scheduler scheduler,
      Duration window,
      Duration away,
      Collection<LiveRoom> rooms,
      @Nullable Function<CloseReason, List<CompletionStage<List<Runnable>>>> outposts,
      Runnable whenOver) {
    this.scheduler = scheduler;
    this.window = window;
    this.away = away;
    reason = comeBackAfter(away);
    this.rooms = List.copyOf(rooms);
    this.outposts = outposts;
    this.whenOver = whenOver;
    began = scheduler.nanoTime();
  }

  private static CloseReason comeBackAfter(Duration delay) {
    return CloseReason.SHUTTING_DOWN.withRetryAfter(delay);
  }

  /** The reason that clients are told who were not there when it began. */
  CloseReason reason() {
    return reason;
  }

  /** The rooms that were open when it began. */
  List<LiveRoom> rooms() {
    return rooms;
  }

  /** How long it has lasted so far. */
  Duration took() {
    return Duration.ofNanos(scheduler.nanoTime() - began);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // whenOver runs at the deadline in any case
  void begin() {
    deadline = scheduler.schedule(window, whenOver); // even if a room's mailbox does not answer
    List<CompletableFuture<List<Runnable>>> departures =
        Stream.concat(
                outposts == null ? Stream.empty() : outposts.apply(reason).stream(),
                rooms.stream().map(room -> room.call(() -> departures(room))))
            .map(answer -> answer.exceptionally(roomHasEnded -> List.of()).toCompletableFuture())
            .toList();
    CompletableFuture.allOf(departures.toArray(CompletableFuture[]::new))
        .thenRun(() -> leave(departures.stream().flatMap(some -> some.join().stream()).toList()));
  }

  /** One for each client, of which one also closes the room; for the room's mailbox. */
  private List<Runnable> departures(LiveRoom room) {
    List<Client> clients = List.copyOf(room.hub().clients());
    List<Runnable> departures = new ArrayList<>();
    clients.forEach(client -> departures.add(() -> client.disconnect(reason)));
    if (clients.isEmpty()) {
      room.close(reason);
    } else if (outposts == null) {
      departures.set(clients.size() - 1, () -> room.close(reason));
    } else {
      departures.set(0, () -> closeAtOnce(room, clients));
    }
    return departures;
  }

  private void closeAtOnce(LiveRoom room, List<Client> clients) {
    for (int n = 0; n < clients.size(); n++) {
      clients.get(n).disconnect(comeBackAfter(away.plus(distance.multipliedBy(n))));
    }
    room.close(reason);
  }

  private void leave(List<Runnable> departures) {
    Duration even = window.dividedBy(Math.max(1, departures.size()));
    distance = even.compareTo(LONGEST_DISTANCE) < 0 ? even : LONGEST_DISTANCE;
    goOn(departures, 0);
  }

  private void goOn(List<Runnable> departures, int done) {
    int due = due(departures.size());
    departures.subList(done, due).forEach(Runnable::run);
    if (due < departures.size()) {
      tick = scheduler.schedule(TICK, () -> goOn(departures, due));
      if (over) {
        end();
      }
    } else {
      whenOver.run();
    }
  }

  /** Ends it early, or cleans up after it: nobody else is told to leave. Idempotent. */
  void end() {
    over = true;
    deadline.cancel();
    tick.cancel();
  }

  /** How many are due by now: the first one at once, the last one before the end of the window. */
  private int due(int all) {
    double passed = window.isZero() ? 1 : (double) took().toNanos() / window.toNanos();
    return (int) Math.min(all, Math.floor(passed * all) + 1);
  }
}
