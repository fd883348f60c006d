package dev.rtcrooms;

import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.spi.Admission;
import dev.rtcrooms.spi.Authenticator;
import dev.rtcrooms.spi.CommandObserver;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.RoomListener;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.spi.cluster.Cluster;
import dev.rtcrooms.transport.Handshake;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Builds {@link Rooms}; not thread-safe. Every setting has a safe default. */
public interface RoomsBuilder {

  /**
   * Sets the secret from which stream ids and client ids are derived. Servers with the same secret
   * accept each other's stream links, and a client that reconnects has the same id there. Default:
   * random, so that stream links and client ids end with the process.
   *
   * @param secret at least 16 bytes; copied
   * @return this builder
   * @throws IllegalArgumentException if it is shorter, or null because a setting is missing
   */
  RoomsBuilder secret(byte[] secret);

  /**
   * Sets the secret to the UTF-8 bytes of a text.
   *
   * @param secret at least 16 bytes in UTF-8
   * @return this builder
   * @throws IllegalArgumentException if it is shorter, or null because a setting is missing
   */
  RoomsBuilder secret(String secret);

  /**
   * Sets the authenticator. Default: {@link Authenticator#guests()}.
   *
   * @param authenticator finds the user of each handshake
   * @return this builder
   */
  RoomsBuilder authenticator(Authenticator authenticator);

  /**
   * Sets the admission. Default: {@link Admission#byRole()}.
   *
   * @param admission decides what each user may do in a room
   * @return this builder
   */
  RoomsBuilder admission(Admission admission);

  /**
   * Shows an attribute of each client to the participants: as {@link
   * dev.rtcrooms.message.Member#info()} in {@code hello}, and as {@link
   * dev.rtcrooms.message.Person#info()} in {@code members} and {@code members-changed}. Default:
   * nothing is shown.
   *
   * @param attribute set by the authenticator, the admission or {@link Client#setAttribute}
   * @param maxBytes the largest value, as {@link dev.rtcrooms.message.Fields#size()} counts; a user
   *     with a larger one is refused with {@link Refusal#INTERNAL}
   * @return this builder
   * @throws IllegalArgumentException if the limit is not positive
   */
  RoomsBuilder memberInfo(AttributeKey<? extends Record> attribute, int maxBytes);

  /**
   * Shows an attribute of each client to the participants, of at most 1,024 bytes.
   *
   * @param attribute see {@link #memberInfo(AttributeKey, int)}
   * @return this builder
   */
  default RoomsBuilder memberInfo(AttributeKey<? extends Record> attribute) {
    return memberInfo(attribute, 1024);
  }

  /**
   * Shows an attribute of each room to its clients, watchers included: as {@link
   * dev.rtcrooms.message.Hello#roomInfo()}, and as {@link dev.rtcrooms.message.RoomChanged} when
   * {@link Room#setAttribute} changes it. Default: nothing is shown.
   *
   * @param attribute set by {@link Room#setAttribute}
   * @param maxBytes the largest value, as {@link dev.rtcrooms.message.Fields#size()} counts; {@link
   *     Room#setAttribute} refuses a larger one
   * @return this builder
   * @throws IllegalArgumentException if the limit is not positive
   */
  RoomsBuilder roomInfo(AttributeKey<? extends Record> attribute, int maxBytes);

  /**
   * Shows an attribute of each room to its clients, of at most 1,024 bytes.
   *
   * @param attribute see {@link #roomInfo(AttributeKey, int)}
   * @return this builder
   */
  default RoomsBuilder roomInfo(AttributeKey<? extends Record> attribute) {
    return roomInfo(attribute, 1024);
  }

  /**
   * Adds a feature to each room. Features are called in the order in which they were added.
   *
   * @param factory called once for each room, in that room's mailbox
   * @param types the messages that the feature adds to those of the library
   * @return this builder
   * @throws IllegalArgumentException if a type's name or class is taken already
   */
  RoomsBuilder feature(Feature.Factory factory, MessageType<?>... types);

  /**
   * Sets the store of recorded events. Default: in memory, with limits.
   *
   * @param history the store
   * @return this builder
   */
  RoomsBuilder history(HistoryStore history);

  /**
   * Joins a cluster: the clients of a room may be connected to any of its nodes. The engine also
   * keeps the recorded events. All nodes need the same {@link #secret}, the same features and the
   * same login and admission. Default: none, the rooms of this process are alone.
   *
   * @param cluster the engine, for these rooms alone; closed with the rooms
   * @return this builder
   */
  RoomsBuilder cluster(Cluster cluster);

  /**
   * Joins a cluster, as a node with an address of its own. Nodes tell it each other, and send
   * clients there that need the home of a room: encoders that publish over HTTP, whose media goes
   * to the home.
   *
   * @param cluster see {@link #cluster(Cluster)}
   * @param address what precedes {@code /room/...} in the addresses of this node, such as {@code
   *     https://node1.app.example} or {@code https://app.example/node1}. A balancer in front of the
   *     nodes must not send requests for it to another node.
   * @return this builder
   * @throws IllegalArgumentException if it is not http or https, has no host, or has a user, query
   *     or fragment
   */
  RoomsBuilder cluster(Cluster cluster, URI address);

  /**
   * Sets whether the store keeps the past of a room that stayed empty or that the host {@linkplain
   * Room#close closed}. Default: false. The past of a room is always kept when the server stops.
   *
   * @param keep whether the past is kept
   * @return this builder
   */
  RoomsBuilder keepHistory(boolean keep);

  /**
   * Adds a listener, which is told what happens in the rooms. Default: none. Several are told one
   * after the other, in the order in which they were added.
   *
   * @param listener for an audit log or metrics; it cannot delay the rooms
   * @return this builder
   */
  RoomsBuilder listener(RoomListener listener);

  /**
   * Sets the observer of commands. Default: none, which costs nothing.
   *
   * @param observer for traces; it must not block
   * @return this builder
   */
  RoomsBuilder commandObserver(CommandObserver observer);

  /**
   * Sets the executor. Default: daemon threads for mailboxes, and others for authentication.
   *
   * @param executor runs mailboxes, authentication and the listener; the host closes it, after the
   *     rooms
   * @return this builder
   */
  RoomsBuilder executor(Executor executor);

  /**
   * Sets the scheduler. Default: the system's clock and one daemon thread.
   *
   * @param scheduler the source of time
   * @return this builder
   */
  RoomsBuilder scheduler(Scheduler scheduler);

  /**
   * Sets the source of random ids. Default: a {@link java.security.SecureRandom}. A weaker one
   * makes room ids guessable and is for tests only.
   *
   * @param random the source of ids and keys; must be thread-safe
   * @return this builder
   */
  RoomsBuilder random(RandomGenerator random);

  /**
   * Sets the limits. Default: {@link Limits#defaults()}.
   *
   * @param limits all limits
   * @return this builder
   */
  RoomsBuilder limits(Limits limits);

  /**
   * Changes the limits that are set so far.
   *
   * @param change gets these limits and returns the new ones; called at once
   * @return this builder
   */
  RoomsBuilder limits(UnaryOperator<Limits> change);

  /**
   * Sets how the network address of a client is found, for {@link Limits#perAddress()}. Behind a
   * proxy, only the host knows which header names the client. Default: {@link
   * Handshake#remoteAddress}. For one proxy that adds to {@code X-Forwarded-For}: <code>
   * handshake -> handshake.forwardedFor(1)</code>.
   *
   * @param address returns an address, or empty if none is known, so that no quota of an address
   *     applies; must not block
   * @return this builder
   */
  RoomsBuilder clientAddress(Function<? super Handshake, Optional<String>> address);

  /**
   * Sets how long a room without clients stays open. Default: 60 seconds.
   *
   * @param grace zero or more
   * @return this builder
   */
  RoomsBuilder emptyRoomGrace(Duration grace);

  /**
   * Sets how long a client that lost its connection, or whose page is loaded again, is expected
   * back. Until then the other people are not told that it left, its media connections stay, and
   * {@link Feature#gone} is not called. Default: 20 seconds, enough for an outage of ten and the
   * attempts that follow it. Meanwhile the pauses between a client's attempts are at most a tenth
   * of this time.
   *
   * @param grace zero or more
   * @return this builder
   */
  RoomsBuilder clientGrace(Duration grace);

  /**
   * Sets what happens when a user who is in a room connects to it again, from another tab or
   * device. Default: {@link UserConnections#MANY}.
   *
   * @param connections which connections stay
   * @return this builder
   */
  RoomsBuilder userConnections(UserConnections connections);

  /**
   * Sets how often a client is sent a ping, and how long it may stay silent after one. Default: 25
   * and 20 seconds.
   *
   * @param interval between pings; positive
   * @param timeout after a ping; positive
   * @return this builder
   */
  RoomsBuilder heartbeat(Duration interval, Duration timeout);

  /**
   * Sets whether a join opens a room that is not open, so that links outlive a restart and an empty
   * room. Default: true. If false, only the host opens rooms.
   *
   * @param create whether a join opens a room
   * @return this builder
   */
  RoomsBuilder createOnJoin(boolean create);

  /**
   * Builds the rooms.
   *
   * @return rooms that are ready for use
   * @throws IllegalStateException if there is a {@link #cluster} without a {@link #secret}, or with
   *     a {@link #history}
   */
  Rooms build();
}
