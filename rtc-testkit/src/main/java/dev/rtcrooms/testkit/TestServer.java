package dev.rtcrooms.testkit;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.transport.Handshake;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A running server of this machine, and the client that reaches its rooms, for {@link
 * TestRooms#at}. {@code ServerUnderTest} of {@code rtc-client} is one; implement another only to
 * test a client of your own. The kit calls it on the test's thread.
 */
public interface TestServer {

  /**
   * Returns where the server listens.
   *
   * @return a port of the loopback interface
   */
  int port();

  /**
   * Returns the messages that its clients know.
   *
   * @return the library's, and the host's own
   */
  List<MessageType<?>> messageTypes();

  /**
   * Returns the server's rooms, if it runs in this process.
   *
   * @return the rooms that {@link TestRooms#rooms} shows to the test
   */
  Optional<Rooms> rooms();

  /**
   * Finds the id by which a room is watched. Called if {@link #rooms} are not shown.
   *
   * @param user the name of the user who asks
   * @param handshake the room's link, and what else {@link #connect} is given for this user
   * @return the id in the stream link
   * @throws IllegalStateException if the server cannot be reached, or does not tell this user
   */
  String streamId(String user, Handshake handshake);

  /**
   * Begins to connect a client. It does not connect again when the connection ends.
   *
   * @param user the name of the user
   * @param handshake the link, the session, the position and what else the test has set. Its
   *     principal is null if the user comes as a guest; otherwise the user is to log in.
   * @param port the port of the loopback interface to connect to, in place of {@link #port()}
   * @param ear hears the client
   * @return the client
   */
  Link connect(String user, Handshake handshake, int port, Ear ear);

  /** A client of the server; for the test's thread. */
  interface Link {

    /**
     * Sends a command. Called after the {@linkplain dev.rtcrooms.message.Hello hello} was heard:
     * what a client says while it waits to be let in is kept until then.
     *
     * @param command the command
     * @param ref names it in the answer; null if the test wants no reply
     */
    void send(Command command, @Nullable String ref);

    /**
     * Ends the connection with a close frame, after the commands that were sent before. Does
     * nothing if the connection has ended.
     */
    void close();
  }

  /** Hears a client; any thread, one call at a time. */
  interface Ear {

    /**
     * An event has come. Pings are not told.
     *
     * @param event the event; an answer has the {@code ref} that the test has given
     * @param number its number if it is recorded, otherwise 0
     */
    void heard(Event event, long number);

    /**
     * No connection was made, and the server did not refuse the client: it cannot be reached, or
     * has failed. {@link #ended} follows.
     *
     * @param cause names the address and what happened; the test's call that connects the client
     *     fails, unless the test has {@linkplain Fault.CutAt cut} the connection
     */
    void unreachable(Throwable cause);

    /**
     * The server has refused the client, or the connection has ended.
     *
     * @param reason why; {@link CloseReason#LOST} if the server did not tell
     */
    void ended(CloseReason reason);

    /**
     * A command could not be sent, or the server has answered it twice.
     *
     * @param failure what failed; the test fails
     */
    void failed(Throwable failure);
  }
}
