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
   *     open
   * @throws IllegalStateException after {@link #close()}
   */
  Room getOrCreate(UUID id);

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
   * of the handshake. A room that is not open is opened, unless {@link Builder#createOnJoin}
   * forbids it. A refused connection is closed, and its {@link CloseReason} says why.
   *
   * @param connection the open connection; from now on only the hub writes to it
   * @param handshake the request that opened the connection
   * @return receives the connection's frames and its end from the transport
   */
  Receiver accept(Connection connection, Handshake handshake);

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

  /** Builds {@link Rooms}; not thread-safe. Every setting has a safe default. */
  interface Builder {
    /**
     * Sets the secret from which stream ids are derived. Servers with the same secret accept each
     * other's stream links. Default: random, so that stream links end with the process.
     *
     * @param secret at least 16 bytes; copied
     * @return this builder
     * @throws IllegalArgumentException if it is shorter, or null because a setting is missing
     */
    Builder secret(byte[] secret);

    /**
     * Sets the secret to the UTF-8 bytes of a text.
     *
     * @param secret at least 16 bytes in UTF-8
     * @return this builder
     * @throws IllegalArgumentException if it is shorter, or null because a setting is missing
     */
    Builder secret(String secret);

    /**
     * Sets the authenticator. Default: {@link Authenticator#guests()}.
     *
     * @param authenticator finds the user of each handshake
     * @return this builder
     */
    Builder authenticator(Authenticator authenticator);

    /**
     * Sets the admission. Default: {@link Admission#byRole()}.
     *
     * @param admission decides what each user may do in a room
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
     * Adds a feature to each room. Features are called in the order in which they were added.
     *
     * @param factory called once for each room, in that room's mailbox
     * @param types the messages that the feature adds to those of the library
     * @return this builder
     * @throws IllegalArgumentException if a type's name or class is taken already
     */
    Builder feature(Feature.Factory factory, MessageType<?>... types);

    /**
     * Sets the store of recorded events. Default: in memory, with limits.
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
     * Sets the executor. Default: daemon threads for mailboxes, and others for authentication.
     *
     * @param executor runs mailboxes and authentication; the host closes it, after the rooms
     * @return this builder
     */
    Builder executor(Executor executor);

    /**
     * Sets the scheduler. Default: the system's clock and one daemon thread.
     *
     * @param scheduler the source of time
     * @return this builder
     */
    Builder scheduler(Scheduler scheduler);

    /**
     * Sets the source of random ids. Default: a {@link java.security.SecureRandom}. A weaker one
     * makes room ids guessable and is for tests only.
     *
     * @param random the source of ids and keys; must be thread-safe
     * @return this builder
     */
    Builder random(RandomGenerator random);

    /**
     * Sets the limits. Default: {@link Limits#defaults()}.
     *
     * @param limits all limits
     * @return this builder
     */
    Builder limits(Limits limits);

    /**
     * Sets how long a room without clients stays open. Default: 60 seconds.
     *
     * @param grace zero or more
     * @return this builder
     */
    Builder emptyRoomGrace(Duration grace);

    /**
     * Sets how often a client is sent a ping, and how long it may stay silent after one. Default:
     * 25 and 20 seconds.
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
