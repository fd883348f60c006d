package dev.rtcrooms.hub.listening;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.Ban;
import dev.rtcrooms.message.Member;
import dev.rtcrooms.spi.NegotiationOutcome;
import dev.rtcrooms.spi.RefusedEntry;
import dev.rtcrooms.spi.RoomListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes each call on to the host's listeners, in order, on an executor; any thread. No method
 * blocks or throws. A call is dropped if too many wait.
 */
public final class ListenerQueue implements RoomListener {

  private static final Logger LOG = LoggerFactory.getLogger(ListenerQueue.class);

  /** How many calls may wait. */
  static final int MOST_WAITING = 10_000;

  /** How many calls are made before the executor's thread is returned. */
  private static final int SLICE = 256;

  private final List<RoomListener> listeners;
  private final Executor executor;
  private final Queue<Consumer<RoomListener>> calls = new ConcurrentLinkedQueue<>();

  /** The thread that raises it from 0, or cannot lower it to 0, lets the executor continue. */
  private final AtomicInteger waiting = new AtomicInteger();

  private final AtomicLong dropped = new AtomicLong();
  private final Set<RoomListener> failed = ConcurrentHashMap.newKeySet();

  /**
   * A queue without calls.
   *
   * @param listeners called one after the other; the list is copied
   * @param executor may run the listeners' code on any of its threads
   */
  public ListenerQueue(List<RoomListener> listeners, Executor executor) {
    this.listeners = List.copyOf(listeners);
    this.executor = executor;
  }

  /** The number of calls that were dropped. */
  public long dropped() {
    return dropped.get();
  }

  private void add(Consumer<RoomListener> call) {
    if (waiting.get() >= MOST_WAITING) {
      if (dropped.getAndIncrement() == 0) {
        LOG.warn("A listener is too slow, and events are dropped for all listeners");
      }
      return;
    }
    calls.add(call);
    if (waiting.getAndIncrement() == 0 && !submitted()) {
      drop();
    }
  }

  private boolean submitted() {
    try {
      executor.execute(this::run);
      return true;
    } catch (RuntimeException | Error e) { // executors differ in what they throw
      LOG.debug("The executor rejected a call of the listener", e);
      return false;
    }
  }

  /** If the executor rejects the rest, this thread continues. */
  private void run() {
    int left;
    do {
      int done = 0;
      do {
        Consumer<RoomListener> call = calls.poll();
        if (call != null) {
          listeners.forEach(listener -> make(call, listener));
        }
        done++;
        left = waiting.decrementAndGet();
      } while (left > 0 && done < SLICE);
    } while (left > 0 && !submitted());
  }

  private void make(Consumer<RoomListener> call, RoomListener listener) {
    try {
      call.accept(listener);
    } catch (RuntimeException | Error e) {
      if (failed.add(listener)) {
        LOG.error("A listener failed; further failures are logged at the level DEBUG", e);
      } else {
        LOG.debug("A listener failed", e);
      }
    }
  }

  /** The executor has ended, so nobody can be told. */
  private void drop() {
    do {
      calls.poll();
      dropped.incrementAndGet();
    } while (waiting.decrementAndGet() > 0);
  }

  @Override
  public void roomOpened(Room room) {
    add(to -> to.roomOpened(room));
  }

  @Override
  public void roomClosed(Room room, CloseReason reason) {
    add(to -> to.roomClosed(room, reason));
  }

  @Override
  public void joined(Client client) {
    add(to -> to.joined(client));
  }

  @Override
  public void left(Client client, CloseReason reason) {
    add(to -> to.left(client, reason));
  }

  @Override
  public void refused(RefusedEntry entry) {
    add(to -> to.refused(entry));
  }

  @Override
  public void slow(Client client, long bytes) {
    add(to -> to.slow(client, bytes));
  }

  @Override
  public void resumed(Client client, boolean recovered) {
    add(to -> to.resumed(client, recovered));
  }

  @Override
  public void handled(Client client, String type, Duration took, Optional<String> refusal) {
    add(to -> to.handled(client, type, took, refusal));
  }

  @Override
  public void published(Room room, Member publisher) {
    add(to -> to.published(room, publisher));
  }

  @Override
  public void unpublished(Room room, Member publisher) {
    add(to -> to.unpublished(room, publisher));
  }

  @Override
  public void negotiated(Room room, NegotiationOutcome outcome) {
    add(to -> to.negotiated(room, outcome));
  }

  @Override
  public void banned(Room room, Ban ban) {
    add(to -> to.banned(room, ban));
  }

  @Override
  public void unbanned(Room room, Ban ban) {
    add(to -> to.unbanned(room, ban));
  }

  @Override
  public void drained(Duration took) {
    add(to -> to.drained(took));
  }
}
