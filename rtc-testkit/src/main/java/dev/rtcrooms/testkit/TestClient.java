package dev.rtcrooms.testkit;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Lane;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client that a test plays: what it sends arrives before the call returns, and what it hears
 * waits until the test reads it. For the test's thread. Made by {@link TestRooms#join}, {@link
 * TestRooms#watch} and {@link Arrival}.
 *
 * <p>It is in memory and needs no codec: a message's size, for the bounds of what waits, is
 * approximated as the UTF-8 bytes of all field names and values and six for each field. It answers
 * pings, unless it has {@link #stall() stalled} or {@link #vanish() vanished}. It remarks, for the
 * end of the test, a hello that is not the first message or not the only one, a recorded event that
 * comes twice or out of order, and a write that begins before the one before it has ended.
 */
public final class TestClient extends Listening {

  /** The size of its frames, which are never encoded and so count against no limit in bytes. */
  static final int NO_BYTES = 0;

  private final Handshake handshake;
  private final Lane lane;
  private final TestConnection connection;
  private int asked;
  private boolean gone;

  private TestClient(
      World world, String name, Handshake handshake, Lane lane, @Nullable Fault fault) {
    super(world, name);
    this.handshake = handshake;
    this.lane = lane;
    connection = new TestConnection(world, name, inbox, lane, fault);
  }

  static TestClient enter(
      World world, String name, Handshake handshake, Lane lane, @Nullable Fault fault) {
    TestClient client = new TestClient(world, name, handshake, lane, fault);
    client.connection.connect(world.rooms.accept(client.connection, handshake));
    world.settle();
    return client;
  }

  /**
   * Sends a command that wants no answer.
   *
   * @param command what the client asks
   * @throws IllegalStateException if the client has left, crashed or vanished
   */
  public void send(Command command) {
    sendFrame(new Inbound.Accepted(null, command));
  }

  /**
   * Sends a command whose answer {@link #answers} finds, whenever it comes.
   *
   * @param command what the client asks
   * @param ref 1 to 64 characters
   * @throws IllegalStateException if the client has left, crashed or vanished
   */
  public void send(Command command, String ref) {
    sendFrame(new Inbound.Accepted(ref, command));
  }

  /**
   * Sends a frame as a codec would have read it.
   *
   * @param messages what it holds, in order
   * @throws IllegalStateException if the client has left, crashed or vanished
   */
  public void sendFrame(Inbound... messages) {
    if (gone) {
      throw new IllegalStateException(this + " is gone and cannot send");
    }
    connection.receiver().receive(List.of(messages), NO_BYTES);
    world.settle();
  }

  /**
   * Sends a command that must be executed at once, and whose reply must carry data.
   *
   * @param command what the client asks
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
   * @param command what the client asks
   * @return the reply, which counts as read
   * @throws AssertionError if the command is refused, or not answered exactly once
   */
  public Replied ask(Command command) {
    if (answerTo(command) instanceof Replied reply) {
      return reply;
    }
    throw new AssertionError(this + " was refused " + command + ": " + answers("ask-" + asked));
  }

  /**
   * Sends a command that must be refused at once.
   *
   * @param command what the client asks
   * @return the refusal, which counts as read
   * @throws AssertionError if the command is executed, or not answered exactly once
   */
  public Refusal refusal(Command command) {
    if (answerTo(command) instanceof Refused refused) {
      return refused.refusal();
    }
    throw new AssertionError(this + " was not refused " + command);
  }

  private Event answerTo(Command command) {
    String ref = "ask-" + ++asked;
    send(command, ref);
    List<Event> answers = answers(ref);
    if (answers.size() != 1) {
      String hint = answers.isEmpty() ? TaskQueue.OTHER_THREADS : "";
      throw new AssertionError(this + " asked " + command + " and was answered " + answers + hint);
    }
    inbox.remove(answers.get(0));
    return answers.get(0);
  }

  /** Says goodbye: a close frame, and then the connection's end. */
  public void leave() {
    end(CloseReason.LEFT);
  }

  /** Breaks the connection so that the transport notices, as when a browser's process is killed. */
  public void crash() {
    end(CloseReason.LOST);
  }

  private void end(CloseReason reason) {
    gone = true;
    connection.receiver().closed(reason);
    world.settle();
  }

  /** Ends the network without a word: nothing arrives any more, and nobody is told. */
  public void vanish() {
    gone = true;
    suffer(new Fault.Vanish());
  }

  /** Reads no more, until {@link #resume()}; sending still works. */
  public void stall() {
    suffer(new Fault.Stall());
  }

  /**
   * Lets something be wrong with the connection from the next write on.
   *
   * @param fault what is wrong
   */
  public void suffer(Fault fault) {
    world.settle();
    connection.suffer(fault);
  }

  /**
   * Reads again: the write in flight ends well, and so do all further ones.
   *
   * @throws IllegalStateException if the client has not stalled
   */
  public void resume() {
    if (!(connection.fault().orElse(null) instanceof Fault.Stall)) {
      throw new IllegalStateException(this + " has not stalled");
    }
    connection.recover();
    world.settle();
  }

  /** Answers no pings from now on, though all else works: a page whose script hangs. */
  public void ignorePings() {
    connection.answerPings(false);
  }

  /**
   * Comes again, as the same user with the same session, through the same role, and resumes from
   * {@link #position()} if this client ever got so far and was not {@linkplain
   * dev.rtcrooms.Client#move moved}. What became of this connection does not matter.
   *
   * @return the new client
   */
  public TestClient rejoin() {
    Map<String, List<String>> parameters = new HashMap<>(handshake.parameters());
    inbox.resumable().ifPresent(at -> parameters.put(Handshake.RESUME, List.of(at.toString())));
    return enter(world, toString(), handshake.withParameters(parameters), lane, null);
  }

  /**
   * Whether the rooms have kept this connection open.
   *
   * @return false once they have closed it
   */
  public boolean isOpen() {
    world.settle();
    return connection.closedWith().isEmpty();
  }

  /**
   * Why the rooms closed this connection; also for a client that is no longer there to hear it.
   *
   * @return the first reason
   * @throws AssertionError if the connection is open
   */
  public CloseReason closedWith() {
    world.settle();
    return connection
        .closedWith()
        .orElseThrow(() -> new AssertionError(this + " is still connected"));
  }

  @Override
  String closing() {
    return connection.closedWith().map(reason -> "closed with " + reason + "; ").orElse("");
  }
}
