package dev.rtcrooms.hub.recording;

import dev.rtcrooms.Audience;
import dev.rtcrooms.hub.mailbox.AsyncCalls;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.transport.Outgoing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores a room's recorded events, one append at a time, and passes each on once it is stored; for
 * the mailbox.
 *
 * <p>An append that fails may nevertheless have been stored. The offsets around it are uncertain
 * then, and no client can resume from a position before it.
 */
public final class Recorder {

  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  private final UUID room;
  private final HistoryStore store;
  private final AsyncCalls calls;
  private final Listener listener;
  private final ArrayDeque<Append> queue = new ArrayDeque<>();
  private final List<Runnable> whenOpen = new ArrayList<>();
  private final List<Consumer<Recorded>> followers = new ArrayList<>();
  private @Nullable Cause cause;
  private @Nullable Position position;
  private long certainFrom;
  private boolean uncertain;
  private boolean appending;
  private boolean looping;

  /** Receives the events, in order; for the mailbox. */
  public interface Listener {

    /** An event is stored and has an offset; or it could not be stored and has none. */
    void recorded(Outgoing message, Audience audience);

    /** Earlier events are lost, and the next ones have offsets of a new epoch. */
    void historyLost();
  }

  private record Append(MessageType<?> type, Entry entry, @Nullable Cause cause) {}

  /** A command, whose answer waits until the events that it causes are stored. */
  public interface Cause {

    /** An event was submitted; one of the other methods follows. */
    void recording();

    /** An event was stored. */
    void recorded(long offset);

    /** An event could not be stored; nobody receives it. */
    void notRecorded();
  }

  /**
   * The recorder of one room.
   *
   * @param listener receives the events
   */
  public Recorder(UUID room, HistoryStore store, AsyncCalls calls, Listener listener) {
    this.room = room;
    this.store = store;
    this.calls = calls;
    this.listener = listener;
  }

  /** Opens the room's history; events that are recorded earlier wait. */
  public void open() {
    calls.await(() -> store.open(room), this::opened, this::notOpened);
  }

  /** Runs a task now, or as soon as the history is open. */
  public void whenOpen(Runnable task) {
    if (position != null) {
      task.run();
    } else {
      whenOpen.add(task);
    }
  }

  /** The position of the last event that was passed on; only once open. */
  public Position position() {
    if (position == null) {
      throw new IllegalStateException("The history is not open yet");
    }
    return position;
  }

  /** Sets the command that causes the events recorded from now on, or null for none. */
  public void attributeTo(@Nullable Cause command) {
    cause = command;
  }

  /** Records an event, which is passed on when it is stored. */
  public void record(MessageType<?> type, Event event, Audience audience) {
    if (cause != null) {
      cause.recording();
    }
    queue.add(new Append(type, new Entry(event, audience), cause));
    next();
  }

  /**
   * Fetches the events after a position, including those that are recorded meanwhile.
   *
   * @param task called in the mailbox; must use the events at once. The result is empty if not all
   *     events after the position are known.
   */
  public void since(Position from, Consumer<Optional<List<Recorded>>> task) {
    if (lost(from)) {
      task.accept(Optional.empty());
      return;
    }
    List<Recorded> meanwhile = new ArrayList<>();
    Consumer<Recorded> follower = meanwhile::add;
    followers.add(follower);
    calls.await(
        () -> store.since(room, from),
        found -> {
          followers.remove(follower);
          task.accept(lost(from) ? Optional.empty() : found.map(past -> joined(past, meanwhile)));
        },
        failure -> {
          LOG.warn("A room's history could not be read: {}", failure.toString());
          followers.remove(follower);
          task.accept(Optional.empty());
        });
  }

  private boolean lost(Position from) {
    return uncertain || from.offset() < certainFrom || !from.epoch().equals(position().epoch());
  }

  /** Discards the room's history. */
  public void forget() {
    calls.await(
        () -> store.forget(room),
        done -> {},
        failure -> LOG.warn("A room's history was not forgotten: {}", failure.toString()));
  }

  /** Leaves out events that are stored but not passed on yet: they follow as live events. */
  private List<Recorded> joined(List<Recorded> past, List<Recorded> meanwhile) {
    List<Recorded> all = new ArrayList<>(past);
    all.removeIf(recorded -> recorded.offset() > position().offset());
    long last = all.isEmpty() ? 0 : all.get(all.size() - 1).offset();
    meanwhile.stream().filter(recorded -> recorded.offset() > last).forEach(all::add);
    return all;
  }

  private void opened(Position where) {
    position = where;
    whenOpen.forEach(Runnable::run);
    whenOpen.clear();
    next();
  }

  /** The room works all the same: its events are delivered, but nobody can resume. */
  private void notOpened(Throwable failure) {
    LOG.error("A room's history could not be opened", failure);
    uncertain = true;
    opened(new Position("none", 0));
  }

  /** A loop, because an append that completes at once comes back here from inside {@code await}. */
  private void next() {
    if (looping || position == null) {
      return;
    }
    looping = true;
    try {
      while (!appending && !queue.isEmpty()) {
        append(queue.remove());
      }
    } finally {
      looping = false;
    }
  }

  private void append(Append append) {
    appending = true;
    calls.await(
        () -> store.append(room, append.entry),
        where -> {
          appending = false;
          appended(append, where);
          next();
        },
        failure -> {
          appending = false;
          notAppended(append, failure);
          next();
        });
  }

  private void appended(Append append, Position where) {
    boolean otherEpoch = position != null && !position.epoch().equals(where.epoch());
    if (uncertain || otherEpoch) {
      uncertain = false;
      certainFrom = where.offset();
    }
    position = where;
    if (otherEpoch) {
      listener.historyLost();
    }
    if (!followers.isEmpty()) {
      Recorded recorded = new Recorded(where.offset(), append.entry);
      List.copyOf(followers).forEach(follower -> follower.accept(recorded));
    }
    listener.recorded(
        Outgoing.recorded(append.type, append.entry.event(), where.offset()),
        append.entry.audience());
    if (append.cause != null) {
      append.cause.recorded(where.offset());
    }
  }

  private void notAppended(Append append, Throwable failure) {
    LOG.error("A {} event was not recorded", append.type, failure);
    uncertain = true;
    if (append.cause != null) {
      append.cause.notRecorded();
    } else {
      listener.recorded(Outgoing.of(append.type, append.entry.event()), append.entry.audience());
    }
  }
}
