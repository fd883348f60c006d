package dev.rtcrooms.redis;

import dev.rtcrooms.Limits;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.spi.cluster.Claim;
import dev.rtcrooms.spi.cluster.Cluster;
import dev.rtcrooms.spi.cluster.ClusterNode;
import dev.rtcrooms.spi.cluster.NodeStatus;
import dev.rtcrooms.transport.Codec;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Joins the rooms of several processes by a Redis or Valkey, which also keeps the recorded events
 * of rooms. One object is one node. Any thread.
 *
 * <pre>{@code
 * RedisCluster cluster = RedisCluster.builder("redis://localhost").name("shop").connect();
 * Rooms rooms = RtcRooms.builder().secret(secret).cluster(cluster).feature(Chat::new).build();
 * }</pre>
 */
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end
public final class RedisCluster implements Cluster {

  private final String name;
  private final Bounds bounds;
  private final LeaseTimes times;
  private final Connections connections;
  private final RedisLink link;
  private final NodeInbox inbox;
  private final String self;
  private volatile EntryText text =
      new EntryText(new JsonCodec(MessageType.builtIn()), MessageType.builtIn());
  private volatile @Nullable RedisNode node;
  private boolean closed;

  /** A node whose connections are open. */
  RedisCluster(
      String name,
      Bounds bounds,
      LeaseTimes times,
      Connections connections,
      RedisLink link,
      NodeInbox inbox,
      String self) {
    this.name = name;
    this.bounds = bounds;
    this.times = times;
    this.connections = connections;
    this.link = link;
    this.inbox = inbox;
    this.self = self;
  }

  /**
   * Begins to configure a node.
   *
   * @param url the address of Redis: {@code redis://}, {@code rediss://} for TLS, or {@code
   *     redis-sentinel://}, with user, password and database as Lettuce's {@code RedisURI} reads
   *     them; the same for all nodes
   * @return a builder
   * @throws IllegalArgumentException if it is not such an address; the message does not contain it
   */
  public static RedisClusterBuilder builder(String url) {
    return new RedisClusterBuilder(url);
  }

  @Override
  public void join(ClusterNode hub) {
    RedisNode joined =
        new RedisNode(self, name, hub, connections, link, inbox, text, bounds, times);
    node = joined;
    joined.lease().begin();
  }

  private RedisNode joined() {
    RedisNode known = node;
    if (known == null) {
      throw new IllegalStateException("The node has not joined");
    }
    return known;
  }

  @Override
  public Codec codec(List<MessageType<?>> types, Limits limits) {
    Codec codec = new JsonCodec(types, limits);
    text = new EntryText(codec, types);
    return codec;
  }

  @Override
  public String self() {
    return self;
  }

  @Override
  public boolean isCurrent() {
    RedisNode known = node;
    return known != null && known.lease().isCurrent();
  }

  @Override
  public CompletionStage<Optional<String>> find(UUID room) {
    return joined().find(room);
  }

  @Override
  public CompletionStage<Claim> claim(UUID room, Runnable lost) {
    return joined().claim(room, lost);
  }

  @Override
  public CompletionStage<Void> send(String to, byte[] frame) {
    return joined().sender().send(to, frame);
  }

  @Override
  public CompletionStage<List<NodeStatus>> nodes() {
    return joined().nodes();
  }

  /**
   * Leaves the cluster and disconnects from Redis, without waiting for that. The rooms call it when
   * they have closed.
   */
  @Override
  public void close() {
    RedisNode known = node;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    if (known == null) {
      disconnect();
    } else {
      known.leave().whenComplete((answer, failure) -> disconnect());
    }
  }

  private void disconnect() {
    link.connection().end();
    inbox.connection().end();
    connections.closeSoon();
  }
}
