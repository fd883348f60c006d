package dev.rtcrooms.testkit;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Member;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.RecordFormat;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.transport.Batch;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The receiving side of a {@link TestClient}; for the test's thread. At a {@linkplain TestRooms#at
 * real server}, methods that return an event, or the end of the connection, wait until it comes, up
 * to 30 seconds; all others first {@linkplain TestRooms#settle settle}.
 */
abstract sealed class Listening permits TestClient {

  final Venue venue;
  final Inbox inbox;
  private final String name;

  Listening(Venue venue, String name) {
    this.venue = venue;
    this.name = name;
    inbox = new Inbox(name, venue.run());
  }

  /** Why the rooms closed the connection; empty while it is open. */
  abstract Optional<CloseReason> closed();

  /**
   * Returns all answers to one command so far.
   *
   * @param ref the command's
   * @return its {@link Replied} or {@link Refused}, read or not; more than one is a fault of the
   *     rooms
   */
  public List<Event> answers(String ref) {
    venue.settle();
    return answersSoFar(ref);
  }

  final List<Event> answersSoFar(String ref) {
    return inbox.heard(Event.class).stream()
        .filter(
            event ->
                (event instanceof Replied reply && ref.equals(reply.ref()))
                    || (event instanceof Refused refused && ref.equals(refused.ref())))
        .toList();
  }

  /**
   * Reads the data of a reply, which {@link #answers} or {@link TestClient#ask(Command)} returned.
   *
   * @param command the command
   * @param reply its answer
   * @param data the class that the command's type declares with {@link
   *     dev.rtcrooms.message.MessageType#withReply}
   * @param <R> the data's type
   * @return the data
   * @throws AssertionError if the command declares other data, or the reply carries none
   */
  public <R> R data(Command command, Replied reply, Class<R> data) {
    RecordFormat<?> format =
        venue.messageTypes().stream()
            .filter(type -> type.type() == command.getClass())
            .findFirst()
            .flatMap(MessageType::reply)
            .filter(declared -> declared.type() == data)
            .orElseThrow(() -> new AssertionError(command + " declares no reply of " + data));
    if (reply.data() == null) {
      throw new AssertionError(this + " was answered without data: " + reply);
    }
    return data.cast(format.read(reply.data()));
  }

  /**
   * Reads the next event of a type; those of other types stay unread.
   *
   * @param type the event's class
   * @param <T> the event's type
   * @return the oldest unread one
   * @throws AssertionError if there is none
   */
  public <T extends Event> T next(Class<T> type) {
    venue.await(() -> inbox.hasUnread(type) || hasEnded());
    return inbox.next(type).orElseThrow(() -> missing(type));
  }

  /**
   * Reads the events of a type up to the first that meets a condition; those of other types stay
   * unread.
   *
   * @param type the event's class
   * @param condition what the event must be like
   * @param <T> the event's type
   * @return the first event that meets the condition
   * @throws AssertionError if there is none
   */
  public <T extends Event> T next(Class<T> type, Predicate<? super T> condition) {
    T event = next(type);
    while (!condition.test(event)) {
      event = next(type);
    }
    return event;
  }

  /**
   * Reads all events of a type, and returns the newest.
   *
   * @param type the event's class
   * @param <T> the event's type
   * @return the last one, even if it was read before
   * @throws AssertionError if there never was one
   */
  public <T extends Event> T latest(Class<T> type) {
    venue.await(() -> inbox.hasHeard(type) || hasEnded());
    drain(type);
    List<T> all = heard(type);
    if (all.isEmpty()) {
      throw missing(type);
    }
    return all.get(all.size() - 1);
  }

  /**
   * Reads all unread events.
   *
   * @return the events in order
   */
  public List<Event> drain() {
    return drain(Event.class);
  }

  /**
   * Reads all unread events of one type.
   *
   * @param type the events' class
   * @param <T> the events' type
   * @return the events in order
   */
  public <T extends Event> List<T> drain(Class<T> type) {
    venue.settle();
    return inbox.drain(type);
  }

  /**
   * Returns all events that this client has received, read or not.
   *
   * @return the events in order
   */
  public List<Event> heard() {
    return heard(Event.class);
  }

  /**
   * Returns all events of one type that this client has received, read or not.
   *
   * @param type the events' class
   * @param <T> the events' type
   * @return the events in order
   */
  public <T extends Event> List<T> heard(Class<T> type) {
    venue.settle();
    return inbox.heard(type);
  }

  /**
   * Asserts that no unread event is of this type.
   *
   * @param type the events' class
   * @throws AssertionError if one is
   */
  public void hearsNo(Class<? extends Event> type) {
    venue.settle();
    inbox
        .next(type)
        .ifPresent(
            event -> {
              throw new AssertionError(this + " heard " + event + venue.run().report());
            });
  }

  private AssertionError missing(Class<?> type) {
    List<Event> unread = inbox.unread();
    String hint = inbox.heard(Event.class).isEmpty() ? venue.hint() : "";
    String closed = closed().map(reason -> "closed with " + reason + "; ").orElse("");
    return new AssertionError(
        this
            + " heard no "
            + type.getSimpleName()
            + "; "
            + closed
            + "unread: "
            + unread
            + hint
            + venue.run().report());
  }

  private boolean hasEnded() {
    return closed().isPresent();
  }

  /**
   * Returns the writes to the connection.
   *
   * @return the batches in order; clients that share a batch have the same object. Empty at a real
   *     server.
   */
  public List<Batch> frames() {
    venue.settle();
    return inbox.frames();
  }

  /**
   * Returns the position that this client would resume from.
   *
   * @return the epoch of its hello and the highest offset that it received
   * @throws AssertionError if it got no hello
   */
  public Position position() {
    venue.settle();
    return inbox.position().orElseThrow(() -> missing(Hello.class));
  }

  /**
   * Returns the first message of the connection.
   *
   * @return its hello, read or not
   * @throws AssertionError if there is none
   */
  public Hello hello() {
    venue.await(() -> inbox.hasHeard(Hello.class) || hasEnded());
    return inbox.heard(Hello.class).stream().findFirst().orElseThrow(() -> missing(Hello.class));
  }

  /**
   * Returns this client as it was described in its hello.
   *
   * @return its id, user and info
   * @throws AssertionError if it got no hello
   */
  public Member member() {
    return hello().member();
  }

  /**
   * Returns the id of this client.
   *
   * @return the {@link dev.rtcrooms.Client#id()}
   * @throws AssertionError if it got no hello
   */
  public String id() {
    return member().client();
  }

  /** {@return the user's name} */
  @Override
  public String toString() {
    return name;
  }
}
