package dev.rtcrooms;

import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.spi.Admission;
import dev.rtcrooms.spi.Authenticator;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Receiver;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * All rooms of one application: any thread may call any method, and none of them blocks.
 *
 * <p>A host builds one of these at start and closes it at shutdown. An application that wants
 * several separate worlds builds several.
 */
public interface Rooms extends AutoCloseable {

  /**
   * Creates a room with a random (version 4) id.
   *
   * @return the new room, which vanishes again if nobody enters within the grace period
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
   * Finds the room, or creates it; atomic, so that all who ask at once get the same room.
   *
   * @param id the room's id
   * @return the one open room of this id
   * @throws RefusalException with {@link Refusal#TOO_MANY_ROOMS} when {@link Limits#rooms()} are
   *     open
   * @throws IllegalStateException after {@link #close()}
   */
  Room getOrCreate(UUID id);

  /**
   * Finds the open room that a stream link leads to.
   *
   * @param streamId what {@link Room#streamId()} gave, here or on any node that has the same secret
   * @return the room, or empty if the id is malformed, was minted with another secret, or names no
   *     open room
   */
  Optional<Room> findByStream(String streamId);

  /**
   * The rooms that are open now.
   *
   * @return a snapshot, in no particular order
   */
  Collection<Room> all();

  /**
   * Decides whether a handshake may enter its room, and opens none: authenticates it, reads the id
   * in its link and asks the {@link Admission}. {@link #accept} decides the same for a connection.
   *
   * @param handshake the role, the id in the link, and what came with the request
   * @return the decision; or a stage that fails with a {@link RefusalException} of code {@link
   *     Refusal#UNAUTHENTICATED}, {@link Refusal#NOT_ALLOWED}, {@link Refusal#MALFORMED_ID}, {@link
   *     Refusal#NO_SUCH_ROOM} if no stream id of these rooms is like this one, {@link
   *     Refusal#SHUTTING_DOWN} or {@link Refusal#INTERNAL}. It may complete on any thread.
   */
  CompletionStage<Visit> visit(Handshake handshake);

  /**
   * Takes over a connection that a transport has opened, and brings it into the room that its
   * handshake names. A room that is not open is opened, unless {@link Builder#createOnJoin} forbids
   * it. A refused connection is closed, and its {@link CloseReason} says why.
   *
   * @param connection the open connection; from now on only the hub writes to it
   * @param handshake what came with it
   * @return what the transport tells all further news of this connection to
   */
  Receiver accept(Connection connection, Handshake handshake);

  /**
   * Every message type that these rooms speak, the library's and the host's.
   *
   * @return an unmodifiable list, for a {@link dev.rtcrooms.transport.Codec} to be built on
   */
  List<MessageType<?>> messageTypes();

  /**
   * The bounds that these rooms were built with.
   *
   * @return the limits, which transports enforce while they read
   */
  Limits limits();

  /**
   * Closes every room with {@link CloseReason#SHUTTING_DOWN} and frees what the rooms hold: timers
   * and, unless the host lent its own, threads. Idempotent; returns at once.
   */
  @Override
  void close();

  /** A user who may enter a room: the answer to {@link #visit}; immutable. */
  interface Visit {
    /** {@return the id in the room link, which must not reach a watcher} */
    UUID roomId();

    /** {@return the id in the stream link} */
    String streamId();

    /**
     * Tells whether the user could join now.
     *
     * @return true if the room is open, or if joining opens it; false if the room is not open and
     *     {@link Builder#createOnJoin} is false
     */
    boolean joinable();

    /** {@return the authenticated user, without attributes} */
    User user();

    /** {@return participant for a room link, watcher for a stream link} */
    Role role();

    /** {@return what role and admission both allow} */
    Grants grants();
  }

  /** Builds {@link Rooms}; not thread-safe. Every setting has a safe default. */
  interface Builder {
    /**
     * Sets the secret that stream ids are derived from. Nodes that share it open each other's
     * stream links. Without one it is random, and stream links die with the process.
     *
     * @param secret at least 16 bytes; copied
     * @return this builder
     * @throws IllegalArgumentException if it is shorter, or null because a setting is missing
     */
    Builder secret(byte[] secret);

    /**
     * Sets the secret as text, of which the UTF-8 bytes count.
     *
     * @param secret at least 16 bytes in UTF-8
     * @return this builder
     * @throws IllegalArgumentException if it is shorter, or null because a setting is missing
     */
    Builder secret(String secret);

    /**
     * Sets who says who comes. Default: {@link Authenticator#guests()}.
     *
     * @param authenticator the host's own login
     * @return this builder
     */
    Builder authenticator(Authenticator authenticator);

    /**
     * Sets who says what a user may do in a room. Default: {@link Admission#byRole()}.
     *
     * @param admission the host's own rules
     * @return this builder
     */
    Builder admission(Admission admission);

    /**
     * Shows an attribute of each client to the participants: as {@link
     * dev.rtcrooms.message.Member#info()} in the messages {@code hello}, {@code joined}, {@code
     * members} and {@code member-changed}. Default: nothing is shown.
     *
     * @param attribute set by the authenticator, the admission or {@link Client#setAttribute}
     * @param maxBytes the largest value, as {@link dev.rtcrooms.message.Fields#size()} counts; a
     *     user with a larger one is refused with {@link Refusal#INTERNAL}
     * @return this builder
     * @throws IllegalArgumentException if the limit is not positive
     */
    Builder memberInfo(AttributeKey<? extends Record> attribute, int maxBytes);

    /**
     * Shows an attribute of each client to the participants, of at most 1,024 bytes.
     *
     * @param attribute see {@link #memberInfo(AttributeKey, int)}
     * @return this builder
     */
    default Builder memberInfo(AttributeKey<? extends Record> attribute) {
      return memberInfo(attribute, 1024);
    }

    /**
     * Adds something that each room can do. Features hear of clients and commands in the order in
     * which they were added.
     *
     * @param factory called once for each room, in that room's mailbox
     * @param types the feature's own messages, if the library does not know them
     * @return this builder
     * @throws IllegalArgumentException if a type's name or class is taken already
     */
    Builder feature(Feature.Factory factory, MessageType<?>... types);

    /**
     * Sets the store of recorded events. Default: in memory, bounded.
     *
     * @param history the store
     * @return this builder
     */
    Builder history(HistoryStore history);

    /**
     * Sets whether the store keeps the past of a room that stayed empty or that the host
     * {@linkplain Room#close closed}. Default: false. The past of a room is always kept when the
     * server stops.
     *
     * @param keep whether the past is kept
     * @return this builder
     */
    Builder keepHistory(boolean keep);

    /**
     * Lends threads. Default: a small pool of daemon threads, closed with the rooms.
     *
     * @param executor where mailboxes run; the host closes it, after the rooms
     * @return this builder
     */
    Builder executor(Executor executor);

    /**
     * Sets the source of time. Default: the system's clock and one daemon thread.
     *
     * @param scheduler the source of time
     * @return this builder
     */
    Builder scheduler(Scheduler scheduler);

    /**
     * Sets the source of ids. Default: a {@link java.security.SecureRandom}; anything weaker makes
     * room ids guessable and belongs in tests alone.
     *
     * @param random the source of ids and keys; must be thread-safe
     * @return this builder
     */
    Builder random(RandomGenerator random);

    /**
     * Sets all bounds. Default: {@link Limits#defaults()}.
     *
     * @param limits the bounds
     * @return this builder
     */
    Builder limits(Limits limits);

    /**
     * Sets how long an empty room stays. Default: 60 seconds.
     *
     * @param grace zero or more
     * @return this builder
     */
    Builder emptyRoomGrace(Duration grace);

    /**
     * Sets how often the hub pings and how long it waits for a sign of life after that. Default: 25
     * and 20 seconds.
     *
     * @param interval between pings; positive
     * @param timeout after a ping; positive
     * @return this builder
     */
    Builder heartbeat(Duration interval, Duration timeout);

    /**
     * Sets whether a join opens a room that is not open, so that links outlive a restart and an
     * empty room. Default: true. If false, only the host opens rooms.
     *
     * @param create whether a join opens a room
     * @return this builder
     */
    Builder createOnJoin(boolean create);

    /**
     * Builds the rooms.
     *
     * @return rooms that are ready for use
     */
    Rooms build();
  }
}
