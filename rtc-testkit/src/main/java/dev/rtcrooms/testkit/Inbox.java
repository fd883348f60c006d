package dev.rtcrooms.testkit;

import dev.rtcrooms.Role;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Granted;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Waiting;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Outgoing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The events that one client has received, and those that the test has not read; any thread. */
final class Inbox {

  private final List<Batch> frames = new ArrayList<>();
  private final List<Event> heard = new ArrayList<>();
  private final Queue<Event> unread = new ArrayDeque<>();
  private final Consumer<String> complaints;
  private @Nullable Position position;
  private @Nullable Role role;
  private boolean moved;

  /**
   * An empty inbox.
   *
   * @param complaints is told of events that no client may receive
   */
  Inbox(Consumer<String> complaints) {
    this.complaints = complaints;
  }

  synchronized void add(Batch frame) {
    frames.add(frame);
    for (Outgoing message : frame.messages()) {
      follow(message);
      heard.add(message.event());
      unread.add(message.event());
    }
  }

  private void follow(Outgoing message) {
    Position before = position;
    if (message.event() instanceof Hello hello) {
      if (before != null) {
        complaints.accept("a second hello");
      }
      position = hello.position();
      role = hello.role();
      return;
    }
    if (before == null && message.event() instanceof Waiting) {
      return;
    }
    if (before == null) {
      complaints.accept("before its hello " + message);
      return;
    }
    moved |= message.event() instanceof Granted granted && granted.role() != role;
    OptionalLong offset = message.offset();
    if (offset.isPresent()) {
      if (offset.getAsLong() <= before.offset()) {
        complaints.accept(message + " when it was at " + before.offset() + " already");
      }
      position = new Position(before.epoch(), offset.getAsLong());
    }
  }

  synchronized <T extends Event> Optional<T> next(Class<T> type) {
    for (Iterator<Event> events = unread.iterator(); events.hasNext(); ) {
      Event event = events.next();
      if (type.isInstance(event)) {
        events.remove();
        return Optional.of(type.cast(event));
      }
    }
    return Optional.empty();
  }

  /** Marks this object as read; equal events stay unread. */
  synchronized void remove(Event read) {
    unread.removeIf(event -> event == read);
  }

  synchronized <T extends Event> List<T> drain(Class<T> type) {
    List<T> drained = unread.stream().filter(type::isInstance).map(type::cast).toList();
    unread.removeIf(type::isInstance);
    return drained;
  }

  synchronized <T extends Event> List<T> heard(Class<T> type) {
    return heard.stream().filter(type::isInstance).map(type::cast).toList();
  }

  synchronized List<Event> unread() {
    return List.copyOf(unread);
  }

  synchronized List<Batch> frames() {
    return List.copyOf(frames);
  }

  synchronized Optional<Position> position() {
    return Optional.ofNullable(position);
  }

  /** The position to resume from; none after a move, since each role receives other events. */
  synchronized Optional<Position> resumable() {
    return moved ? Optional.empty() : position();
  }
}
