package dev.rtcrooms.testkit;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Waiting;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.HandshakeField;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Lane;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client that a test controls. Events wait until the test reads them. The client answers pings,
 * unless it has {@link #stall() stalled} or {@link #vanish() vanished}. For the test's thread.
 * Created by {@link TestRooms#join}, {@link TestRooms#watch} and {@link Arrival}.
 *
 * <p>The test fails at its end if a hello was not the first message or came twice, or if a recorded
 * event came twice or out of order. In memory it also fails if a write began before the previous
 * one had ended, and at a {@linkplain TestRooms#at real server} if a command was answered twice.
 *
 * <p>In memory there is no codec, and a command is handled before the call that sends it returns.
 * For the limits of pending output, the size of a message is the UTF-8 bytes of all field names and
 * values, and six more per field. At a real server the calls that send do not wait; what a client
 * says while it waits to be let in is sent when it is. Calls that end or change the connection, and
 * {@link #rejoin}, first {@linkplain TestRooms#settle settle}.
 */
public final class TestClient extends Listening {

  private static final String RESUME = "rtc-resume.";

  private final Handshake handshake;
  private final Lane lane;
  private final ClientEnd connection;
  private int asked;
  private boolean gone;

  private TestClient(
      Venue venue, String name, Handshake handshake, Lane lane, @Nullable Fault fault) {
    super(venue, name);
    this.handshake = handshake;
    this.lane = lane;
    connection = venue.connect(name, inbox, handshake, lane, fault);
  }

  static TestClient enter(
      Venue venue, String name, Handshake handshake, Lane lane, @Nullable Fault fault) {
    return new TestClient(venue, name, handshake, lane, fault);
  }

  /**
   * Sends a command without {@code ref}, so that no reply comes.
   *
   * @param command the command
   * @throws IllegalStateException if the client has left, crashed or vanished
   */
  public void send(Command command) {
    sendFrame(new Inbound.Accepted(null, command));
  }

  /**
   * Sends a command with a {@code ref}, by which {@link #answers} finds the answer.
   *
   * @param command the command
   * @param ref 1 to 64 characters
   * @throws IllegalStateException if the client has left, crashed or vanished
   */
  public void send(Command command, String ref) {
    sendFrame(new Inbound.Accepted(ref, command));
  }

  /**
   * Sends a frame, as a codec would have decoded it.
   *
   * @param messages the messages in order
   * @throws IllegalStateException if the client has left, crashed or vanished
   */
  public void sendFrame(Inbound... messages) {
    if (gone) {
      throw new IllegalStateException(this + " is gone and cannot send");
    }
    for (Inbound message : messages) {
      venue.run().transcript.add(toString(), "sent", said(message));
    }
    connection.send(List.of(messages));
    venue.proceed();
  }

  /**
   * Sends a command that must be executed at once, and whose reply must carry data.
   *
   * @param command the command
   * @param data the class that the command's type declares with {@link
   *     dev.rtcrooms.message.MessageType#withReply}
   * @param <R> the data's type
   * @return the data of the reply, which counts as read
   * @throws AssertionError if the command is refused, not answered exactly once, or answered
   *     without such data
   */
  public <R> R ask(Command command, Class<R> data) {
    return data(command, ask(command), data);
  }

  /**
   * Sends a command that must be executed at once.
   *
   * @param command the command
   * @return the reply, which counts as read
   * @throws AssertionError if the command is refused, or not answered exactly once
   */
  public Replied ask(Command command) {
    if (answerTo(command) instanceof Replied reply) {
      return reply;
    }
    throw failed("was refused " + command + ": " + answersSoFar("ask-" + asked));
  }

  /**
   * Sends a command that must be refused at once.
   *
   * @param command the command
   * @return the refusal, which counts as read
   * @throws AssertionError if the command is executed, or not answered exactly once
   */
  public Refusal refusal(Command command) {
    if (answerTo(command) instanceof Refused refused) {
      return refused.refusal();
    }
    throw failed("was not refused " + command);
  }

  private Event answerTo(Command command) {
    String ref = "ask-" + ++asked;
    send(command, ref);
    venue.await(() -> !answersSoFar(ref).isEmpty() || closed().isPresent());
    List<Event> answers = answersSoFar(ref);
    if (answers.size() != 1) {
      String hint = answers.isEmpty() ? venue.hint() : "";
      throw failed("asked " + command + " and was answered " + answers + hint);
    }
    inbox.remove(answers.get(0));
    return answers.get(0);
  }

  private AssertionError failed(String what) {
    return new AssertionError(this + " " + what + venue.run().report());
  }

  private static Object said(Inbound message) {
    return message instanceof Inbound.Accepted accepted ? accepted.command() : message;
  }

  /**
   * Closes the connection with a close frame. At a real server the next call that {@linkplain
   * TestRooms#settle settles} waits until the server has closed it, too.
   */
  public void leave() {
    end(CloseReason.LEFT);
  }

  /**
   * Ends the connection without a close frame, as when a browser's process is killed. A real server
   * notices it at a time that the kit does not know, so a test reads what must result with {@link
   * #next}.
   */
  public void crash() {
    end(CloseReason.LOST);
  }

  private void end(CloseReason reason) {
    venue.settle();
    gone = true;
    venue.run().transcript.add(toString(), "ended with", reason);
    connection.end(reason);
    venue.proceed();
  }

  /** Cuts the network: nothing arrives any more, and no side is notified. */
  public void vanish() {
    gone = true;
    suffer(new Fault.Vanish());
  }

  /** Stops reading until {@link #resume()}; sending still works. */
  public void stall() {
    suffer(new Fault.Stall());
  }

  /**
   * Gives the connection a fault from the next write on.
   *
   * @param fault the fault
   */
  public void suffer(Fault fault) {
    venue.settle();
    connection.suffer(fault);
  }

  /**
   * Reads again: the write in flight and all further writes succeed.
   *
   * @throws IllegalStateException if the client has not stalled
   */
  public void resume() {
    if (!(connection.fault().orElse(null) instanceof Fault.Stall)) {
      throw new IllegalStateException(this + " has not stalled");
    }
    connection.recover();
    venue.proceed();
  }

  /** Stops answering pings, while everything else works, as a page whose script hangs. */
  public void ignorePings() {
    connection.ignorePings();
  }

  /**
   * Connects again, as the same user with the same session and role. It resumes from {@link
   * #position()}, unless this client got no hello or was {@linkplain dev.rtcrooms.Client#move
   * moved}. This connection may be open or closed.
   *
   * @return the new client
   */
  public TestClient rejoin() {
    venue.settle();
    return enter(venue, toString(), again(), lane, null);
  }

  /** As {@link #rejoin()}, at another node, by a handshake that arrives there now. */
  TestClient rejoin(Venue other) {
    Handshake at = again();
    Handshake now =
        new Handshake(
            at.role(), at.key(), at.principal(), at.headers(), at.parameters(), at.attributes());
    return enter(other, toString(), now, lane, null);
  }

  private Handshake again() {
    return inbox
        .resumable()
        .map(at -> handshake.with(HandshakeField.RESUME, at.toString()))
        .orElseGet(() -> inbox.position().isEmpty() ? handshake : withoutPosition());
  }

  private Handshake withoutPosition() {
    return handshake.withSubprotocols(
        handshake.subprotocols().stream().filter(name -> !name.startsWith(RESUME)).toList());
  }

  /**
   * Tells whether the rooms have kept this connection open.
   *
   * @return false once they have closed it
   */
  public boolean isOpen() {
    venue.settle();
    return connection.closedWith().isEmpty();
  }

  /**
   * Tells whether a feature makes this client wait before it may enter. At a real server {@link
   * #hello} and {@link #closedWith} wait for the decision.
   *
   * @return true from the message {@code waiting} until {@code hello}, or until the rooms close the
   *     connection
   */
  public boolean isWaiting() {
    return isOpen() && !inbox.heard(Waiting.class).isEmpty() && inbox.position().isEmpty();
  }

  /**
   * Returns why the rooms closed this connection, even if the client could not be told.
   *
   * @return the first reason
   * @throws AssertionError if the connection is open
   */
  public CloseReason closedWith() {
    venue.await(() -> connection.closedWith().isPresent());
    return connection.closedWith().orElseThrow(() -> failed("is still connected"));
  }

  @Override
  Optional<CloseReason> closed() {
    return connection.closedWith();
  }
}
