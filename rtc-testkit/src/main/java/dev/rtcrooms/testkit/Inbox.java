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
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The events that one client has received, and those that the test has not read; any thread. */
final class Inbox {

  private final List<Batch> frames = new ArrayList<>();
  private final List<Event> heard = new ArrayList<>();
  private final Queue<Event> unread = new ArrayDeque<>();
  private final String name;
  private final TestRun run;
  private @Nullable Position position;
  private @Nullable Role role;
  private boolean moved;

  /**
   * An empty inbox.
   *
   * @param name the client's
   * @param run fails if an event comes that no client may receive
   */
  Inbox(String name, TestRun run) {
    this.name = name;
    this.run = run;
  }

  synchronized void add(Batch frame) {
    frames.add(frame);
    for (Outgoing message : frame.messages()) {
      add(message.event(), message.offset().orElse(0));
    }
  }

  /**
   * Adds an event.
   *
   * @param event the event
   * @param offset its place among the recorded events; 0 if it is not recorded
   */
  synchronized void add(Event event, long offset) {
    run.transcript.add(name, "heard", event);
    follow(event, offset);
    heard.add(event);
    unread.add(event);
  }

  private void follow(Event event, long offset) {
    Position before = position;
    if (event instanceof Hello hello) {
      if (before != null) {
        complain("a second hello");
      }
      position = hello.position();
      role = hello.role();
      return;
    }
    if (before == null && event instanceof Waiting) {
      return;
    }
    if (before == null) {
      complain("before its hello " + event);
      return;
    }
    moved |= event instanceof Granted granted && granted.role() != role;
    if (offset > 0) {
      if (offset <= before.offset()) {
        complain(event + " at " + offset + " when it was at " + before.offset() + " already");
      }
      position = new Position(before.epoch(), offset);
    }
  }

  private void complain(String what) {
    run.fail(new AssertionError(name + " heard " + what));
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

  synchronized boolean hasHeard(Class<? extends Event> type) {
    return heard.stream().anyMatch(type::isInstance);
  }

  synchronized boolean hasUnread(Class<? extends Event> type) {
    return unread.stream().anyMatch(type::isInstance);
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
