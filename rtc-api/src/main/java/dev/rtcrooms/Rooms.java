package dev.rtcrooms;

import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.spi.Admission;
import dev.rtcrooms.spi.cluster.NodeStatus;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Receiver;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * All rooms of one application. Any thread may call any method; none blocks except {@link
 * #awaitClosed}.
 *
 * <p>A host builds one instance at start and closes it at shutdown. Instances are independent of
 * each other, so an application may have several.
 */
public interface Rooms extends AutoCloseable {

  /**
   * Creates a room with a random (version 4) id.
   *
   * @return the new room, which ends if nobody joins within the grace period
   * @throws RefusalException with {@link Refusal#TOO_MANY_ROOMS} when {@link Limits#rooms()} are
   *     open
   * @throws IllegalStateException after {@link #close()}
   */
  Room create();

  /**
   * Finds an open room.
   *
   * @param id the room's id
   * @return the room, or empty if no such room is open
   */
  Optional<Room> find(UUID id);

  /**
   * Finds the room, or creates it. Atomic: concurrent calls for one id return the same room.
   *
   * @param id the room's id
   * @return the one open room of this id
   * @throws RefusalException with {@link Refusal#TOO_MANY_ROOMS} when {@link Limits#rooms()} are
   *     open; with {@link Refusal#ELSEWHERE} if there is a cluster and the room is not open on this
   *     node: use {@link #open}
   * @throws IllegalStateException after {@link #close()}
   */
  Room getOrCreate(UUID id);

  /**
   * Finds the room of a visit, or creates it for the visitor, whose {@link Quota} it counts
   * against.
   *
   * @param visit the answer to {@link #visit}
   * @param handshake the request for which the visit was decided
   * @return the one open room of this id
   * @throws RefusalException with {@link Refusal#TOO_MANY_NEW_ROOMS} or {@link
   *     Refusal#TOO_MANY_ROOMS}
   * @throws IllegalStateException after {@link #close()}
   */
  Room getOrCreate(Visit visit, Handshake handshake);

  /**
   * Finds the room, or creates it, on this node. Without a {@link RoomsBuilder#cluster} it is
   * {@link #getOrCreate(UUID)}, whose stage is complete. With one, this node becomes the home of
   * the room if no other node is, and {@code getOrCreate} returns only rooms that are open here.
   *
   * @param id the room's id
   * @return the room; fails with a {@link RefusalException} of code {@link Refusal#ELSEWHERE} if
   *     another node is the home, {@link Refusal#UNAVAILABLE} if the cluster does not answer,
   *     {@link Refusal#TOO_MANY_ROOMS}, or {@link Refusal#SHUTTING_DOWN}. It may complete on any
   *     thread.
   */
  CompletionStage<Room> open(UUID id);

  /**
   * As {@link #open(UUID)}, for a visitor, whose {@link Quota} the room counts against if it is
   * opened.
   *
   * @param visit the answer to {@link #visit}
   * @param handshake the request for which the visit was decided
   * @return see {@link #open(UUID)}; also fails with {@link Refusal#TOO_MANY_NEW_ROOMS}
   */
  CompletionStage<Room> open(Visit visit, Handshake handshake);

  /**
   * Finds the open room of a stream link.
   *
   * @param streamId a {@link Room#streamId()} of this server, or of any server with the same secret
   * @return the room, or empty if the id is malformed, was made with another secret, or its room is
   *     not open
   */
  Optional<Room> findByStream(String streamId);

  /**
   * Returns the rooms that are open now.
   *
   * @return a snapshot, in no particular order
   */
  Collection<Room> all();

  /**
   * Asks a room that may be open on another node: each feature's {@link Feature#asked} is called in
   * the mailbox of the room, until one answers. A room that is not open is not opened.
   *
   * @param room the room's id
   * @param question of a type that was declared to the builder of each node
   * @return completes when a feature has answered, and the events that it recorded are stored.
   *     Fails with a {@link RefusalException}: with that of the feature; {@link
   *     Refusal#NO_SUCH_ROOM} if the room is open on no node; {@link Refusal#UNSUPPORTED} if no
   *     feature answers; {@link Refusal#INTERNAL} if a feature failed; {@link Refusal#UNAVAILABLE}
   *     if there is no answer within {@link Limits#answerTimeout()}, or before the rooms of this
   *     process have ended, and then a feature may have acted or still act; {@link
   *     Refusal#SHUTTING_DOWN} after {@link #close()}, unless the room is still open on this node.
   *     It may complete on any thread.
   * @throws IllegalArgumentException if the type was not declared
   */
  CompletionStage<Void> ask(UUID room, Command question);

  /**
   * As {@link #ask(UUID, Command)}, for an answer with data.
   *
   * @param room the room's id
   * @param question of a type that was declared to the builder of each node
   * @param answer the class that the type declares with {@link
   *     dev.rtcrooms.message.MessageType#withReply}
   * @param <R> the data
   * @return the data; fails also with {@link Refusal#INTERNAL} if the feature gave none
   * @throws IllegalArgumentException if the type was not declared with this class
   */
  <R> CompletionStage<R> ask(UUID room, Command question, Class<R> answer);

  /**
   * Describes all living nodes of the {@linkplain RoomsBuilder#cluster cluster}, this one included.
   *
   * @return the nodes in the order of their names, with figures that are at most a few seconds old;
   *     an empty list without a cluster. It fails with a {@link RefusalException} of code {@link
   *     Refusal#UNAVAILABLE} if the cluster does not answer. It may complete on any thread.
   */
  CompletionStage<List<NodeStatus>> nodes();

  /**
   * Returns the address at which clients reach this node and no other.
   *
   * @return what the {@linkplain RoomsBuilder#cluster builder} was given, without a slash at the
   *     end; empty if it was given none
   */
  Optional<URI> address();

  /**
   * Describes the rooms that are open now.
   *
   * @return a snapshot, in no particular order
   */
  List<RoomSummary> summaries();

  /**
   * Finds the clients of a user in all rooms.
   *
   * @param userId the {@link User#id()}
   * @return a snapshot, perhaps empty; some of them may have left by now
   */
  List<Client> clientsOf(String userId);

  /**
   * Disconnects a user from all rooms, as {@link Room#disconnect} does: for example when it has
   * logged out, or its account was closed. First make your login or admission refuse it.
   *
   * @param userId the {@link User#id()}
   * @param reason what the user is told
   */
  void disconnect(String userId, CloseReason reason);

  /**
   * Decides whether a user may join a room, without opening it: authenticates the handshake, checks
   * the id in its link, and asks the {@link Admission}. {@link #accept} decides in the same way for
   * a connection.
   *
   * @param handshake the request for a page
   * @return the decision; or a stage that fails with a {@link RefusalException} of code {@link
   *     Refusal#UNAUTHENTICATED}, {@link Refusal#NOT_ALLOWED}, {@link Refusal#MALFORMED_ID}, {@link
   *     Refusal#NO_SUCH_ROOM} if the stream id was not made with the secret of these rooms, {@link
   *     Refusal#SHUTTING_DOWN} or {@link Refusal#INTERNAL}. It may complete on any thread.
   */
  CompletionStage<Visit> visit(Handshake handshake);

  /**
   * Takes over a connection that a transport has opened. If the user is admitted, it joins the room
   * of the handshake. A room that is not open is opened, unless {@link RoomsBuilder#createOnJoin}
   * forbids it. A refused connection is closed, and its {@link CloseReason} says why.
   *
   * @param connection the open connection; from now on only the hub writes to it
   * @param handshake the request that opened the connection
   * @return receives the connection's frames and its end from the transport
   */
  Receiver accept(Connection connection, Handshake handshake);

  /**
   * Takes over a connection that can enter a room of this node only, for example because its media
   * ends here. As {@link #accept(Connection, Handshake)}, unless the user is admitted and another
   * node is the home: then the connection is closed with {@link CloseReason#LEFT}.
   *
   * @param connection the open connection
   * @param handshake the request that opened the connection
   * @param elsewhere hears of the home before that; called at most once, on any thread
   * @return receives the connection's frames and its end from the transport
   */
  Receiver accept(
      Connection connection, Handshake handshake, Consumer<? super NodeStatus> elsewhere);

  /**
   * Returns figures of all rooms, for metrics. Stops no room, and costs little: call it as often as
   * each second.
   *
   * @return a snapshot
   */
  Stats stats();

  /**
   * Returns all declared message types, the library's and the host's.
   *
   * @return an unmodifiable list, for creating a {@link dev.rtcrooms.transport.Codec}
   */
  List<MessageType<?>> messageTypes();

  /**
   * Returns the limits of these rooms.
   *
   * @return the limits, of which transports enforce those for received frames
   */
  Limits limits();

  /**
   * Leaves well: lets no more clients and no more rooms in, disconnects the clients one after the
   * other at even distances over a window, and then {@linkplain #close() closes} the rooms. Each
   * client is told to come back after a time ({@link CloseReason#retryAfter}), so that all of them
   * come back at the pace at which they left. From this call on, {@link #create} and other methods
   * behave as after {@code close()}, except that rooms with clients go on.
   *
   * <p>{@code away} depends on who takes the clients then: zero if other servers do, or the window
   * and the time that a restart needs if this server does.
   *
   * <p>With a {@linkplain RoomsBuilder#cluster cluster}, a room whose home is this node is closed
   * for all its clients at once, and the rooms follow each other over the window. Each client of
   * such a room is told to stay away longer than the one before, by at most 5 ms.
   *
   * @param window how long the clients take to leave, at most; zero to disconnect all at once
   * @param away how long each client stays away
   * @return completes when all rooms have ended, after the last close frames were handed to the
   *     transports; on any thread. A later call returns the stage of the first and changes nothing.
   * @throws IllegalArgumentException if a duration is negative
   */
  CompletionStage<Void> shutdown(Duration window, Duration away);

  /**
   * Leaves well, for a server that is restarted: as {@link #shutdown(Duration, Duration)}, where
   * each client stays away for as long as the window.
   *
   * @param window how long the clients take to leave
   * @return completes when all rooms have ended
   */
  default CompletionStage<Void> shutdown(Duration window) {
    return shutdown(window, window);
  }

  /**
   * Tells whether {@link #shutdown} or {@link #close} was called, so that nobody is let in any
   * more: for health checks, by which a balancer sends clients elsewhere.
   *
   * @return true for good once it is true
   */
  boolean isStopping();

  /**
   * Closes every room with {@link CloseReason#SHUTTING_DOWN}, and ends timers and threads, except
   * for those of an executor or scheduler that the host gave. Idempotent; returns at once.
   */
  @Override
  void close();

  /**
   * Waits until all rooms have ended after {@link #close()}, and then for the end of the threads
   * that the rooms created. After that, an application's class loader may go. Do not call it on a
   * thread of the rooms.
   *
   * @param atMost how long to wait
   * @return false if a room or thread did not end in time
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  boolean awaitClosed(Duration atMost) throws InterruptedException;
}
