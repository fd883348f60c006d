package dev.rtcrooms.spi.cluster;

import dev.rtcrooms.Limits;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.transport.Codec;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Joins the rooms of several processes, called nodes, into one cluster: an engine. It knows which
 * node is the home of a room, it keeps the recorded events of rooms, and it carries frames from
 * node to node. Everything else is done by the hub.
 *
 * <p>One object serves one {@link dev.rtcrooms.Rooms}. Any thread may call the methods after {@link
 * #join}; none blocks, and none calls the {@link ClusterNode} before it has returned. Stages may
 * complete on any thread.
 *
 * <p><b>Lease.</b> A node has a lease, which the engine renews. A node whose lease has ended must
 * do nothing as the home of a room, since another node may be the home by now. The engine measures
 * the lease with {@link dev.rtcrooms.spi.Scheduler#nanoTime()} from before it asked for the
 * renewal, and ends it earlier than the other nodes do, by as much as clocks may differ.
 */
public interface Cluster extends AutoCloseable {

  /**
   * Joins the cluster. Called once, before all other methods except {@link #codec}.
   *
   * @param node this node, which the engine calls from now on
   */
  void join(ClusterNode node);

  /**
   * Returns a codec for what nodes send each other: usually the one that the transports use,
   * because a node then passes events on to its clients without decoding them.
   *
   * @param types all message types
   * @param limits for decoding commands, at least as wide as those of the transports
   * @return the same kind of codec on all nodes
   */
  Codec codec(List<MessageType<?>> types, Limits limits);

  /**
   * Returns the name of this node, which is unique for each process and stays the same when a lease
   * was lost and another one begins.
   *
   * @return at most 64 characters
   */
  String self();

  /**
   * Tells whether this node has a lease at this moment. Called before each task of a room, so it
   * must be fast: the engine compares a deadline with the clock.
   *
   * @return false if another node may be the home of the rooms of this node
   */
  boolean isCurrent();

  /**
   * Finds the home of a room.
   *
   * @param room the room's id
   * @return the name of the node, this one or another, whose lease has not ended; empty if the room
   *     has no home
   */
  CompletionStage<Optional<String>> find(UUID room);

  /**
   * Makes this node the home of a room, if no node with a lease is. Of several nodes that claim at
   * once, one wins.
   *
   * <p>The {@link dev.rtcrooms.spi.Past} is the tenure of this node. {@link
   * dev.rtcrooms.spi.Past#close()} and {@link dev.rtcrooms.spi.Past#forget()} end it: then another
   * node can claim the room at once. All methods of the past are fenced: when another node has
   * claimed the room since, they fail with a {@link dev.rtcrooms.spi.TakenOverException} and change
   * nothing, also if the call was delayed on its way. A tenure ends as well when the lease ends and
   * another node claims the room; if none does, the engine keeps the tenure when the lease is
   * renewed.
   *
   * <p>Each tenure may have an epoch of its own. {@link dev.rtcrooms.spi.Past#since} then also
   * accepts the positions of earlier tenures, as long as every event of the earlier tenure up to
   * the position is an event of this past. So a client resumes although its room has another home,
   * and is told if events are gone that it has received.
   *
   * @param room the room's id
   * @param lost called at most once, on any thread, when the engine finds out that the tenure has
   *     ended although the hub did not end it; before a call of the past fails for that reason
   * @return {@link Claim.Won}, or {@link Claim.Taken}; fails if the engine cannot tell, and then
   *     the room has no home by this call
   */
  CompletionStage<Claim> claim(UUID room, Runnable lost);

  /**
   * Sends a frame to another node, whose {@link ClusterNode#received} gets it. Frames to one node
   * arrive in order, or not at all, or late, or twice: the hub numbers them and finds out. The hub
   * waits for the stage before it sends the next frame to the same node.
   *
   * <p>While the engine cannot reach what carries frames, it should keep the frame for a while and
   * send it later, also if it may have been sent already. The hub does not count the silence of the
   * other node until then.
   *
   * <p>Frames have users, grants and chat, and a node believes them. So an engine must let nobody
   * but nodes send and read them: by a network of its own, by TLS with certificates of both sides,
   * or by a MAC with a {@link ClusterNode#key}.
   *
   * @param node the name of another node
   * @param frame at most 4 MiB, or one message that is larger; not changed afterwards
   * @return completes when the next frame may be sent; fails if this one was surely not sent
   */
  CompletionStage<Void> send(String node, byte[] frame);

  /**
   * Describes all nodes that have a lease, this one included.
   *
   * @return in the order of their names
   */
  CompletionStage<List<NodeStatus>> nodes();

  /** Leaves the cluster: ends the lease and releases all resources. Idempotent. */
  @Override
  void close();
}
