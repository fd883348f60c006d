package dev.rtcrooms.hub;

import dev.rtcrooms.Audience;
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
 * Numbers what a room says durably, one append at a time, and says it when it is kept; for the
 * mailbox.
 *
 * <p>An append that fails may all the same have been kept. So the numbers around it are uncertain,
 * and nobody who was there before it is told that it missed nothing.
 */
final class Recorder {

  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  private final UUID room;
  private final HistoryStore store;
  private final Answering answering;
  private final Announcer announcer;
  private final ArrayDeque<Pending> queue = new ArrayDeque<>();
  private final List<Runnable> whenOpen = new ArrayList<>();
  private final List<Consumer<Recorded>> followers = new ArrayList<>();
  private @Nullable Position position;
  private long certainFrom;
  private boolean uncertain;
  private boolean appending;
  private boolean looping;

  /** The room, which says what is kept. */
  interface Announcer {

    /** Says a recorded event; without a number if it could not be kept. */
    void announce(Outgoing message, Audience audience);

    /** The past is gone, and what follows is numbered anew. */
    void pastLost();
  }

  private record Pending(MessageType<?> type, Entry entry, @Nullable Command command) {}

  /** A command whose answer waits for what it recorded. */
  interface Command {
    void recording();

    void recorded(long offset);

    void notRecorded();
  }

  Recorder(UUID room, HistoryStore store, Answering answering, Announcer announcer) {
    this.room = room;
    this.store = store;
    this.answering = answering;
    this.announcer = announcer;
  }

  void open() {
    answering.await(() -> store.open(room), this::opened, this::notOpened);
  }

  /** Runs the task now, or as soon as the history is open. */
  void whenOpen(Runnable task) {
    if (position != null) {
      task.run();
    } else {
      whenOpen.add(task);
    }
  }

  /** Where the last event stands that was said; only once open. */
  Position position() {
    if (position == null) {
      throw new IllegalStateException("The history is not open yet");
    }
    return position;
  }

  void record(MessageType<?> type, Event event, Audience audience, @Nullable Command command) {
    if (command != null) {
      command.recording();
    }
    queue.add(new Pending(type, new Entry(event, audience), command));
    next();
  }

  /**
   * Fetches what came after a position, together with what is recorded while it is fetched, and
   * gives it, in the mailbox, to a task that must use it at once; empty if something is gone.
   */
  void since(Position from, Consumer<Optional<List<Recorded>>> task) {
    if (lost(from)) {
      task.accept(Optional.empty());
      return;
    }
    List<Recorded> meanwhile = new ArrayList<>();
    Consumer<Recorded> follower = meanwhile::add;
    followers.add(follower);
    answering.await(
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

  void forget() {
    answering.await(
        () -> store.forget(room),
        done -> {},
        failure -> LOG.warn("A room's history was not forgotten: {}", failure.toString()));
  }

  /** What is kept already but not said yet is left out: it is about to be heard live. */
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

  /** The room works all the same: what it says is heard, but nobody can resume. */
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

  private void append(Pending pending) {
    appending = true;
    answering.await(
        () -> store.append(room, pending.entry),
        where -> {
          appending = false;
          appended(pending, where);
          next();
        },
        failure -> {
          appending = false;
          notAppended(pending, failure);
          next();
        });
  }

  private void appended(Pending pending, Position where) {
    boolean otherEpoch = position != null && !position.epoch().equals(where.epoch());
    if (uncertain || otherEpoch) {
      uncertain = false;
      certainFrom = where.offset();
    }
    position = where;
    if (otherEpoch) {
      announcer.pastLost();
    }
    if (!followers.isEmpty()) {
      Recorded recorded = new Recorded(where.offset(), pending.entry);
      List.copyOf(followers).forEach(follower -> follower.accept(recorded));
    }
    announcer.announce(
        Outgoing.recorded(pending.type, pending.entry.event(), where.offset()),
        pending.entry.audience());
    if (pending.command != null) {
      pending.command.recorded(where.offset());
    }
  }

  private void notAppended(Pending pending, Throwable failure) {
    LOG.error("A {} event was not recorded", pending.type, failure);
    uncertain = true;
    if (pending.command != null) {
      pending.command.notRecorded();
    } else {
      announcer.announce(
          Outgoing.of(pending.type, pending.entry.event()), pending.entry.audience());
    }
  }
}
