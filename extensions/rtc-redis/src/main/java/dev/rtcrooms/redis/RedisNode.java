package dev.rtcrooms.redis;

import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.cluster.Claim;
import dev.rtcrooms.spi.cluster.ClusterNode;
import dev.rtcrooms.spi.cluster.NodeStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A node that has joined: its lease, its rooms, and what it sends; any thread. */
@SuppressWarnings("FutureReturnValueIgnored") // of what a timer repeats
final class RedisNode {

  private final String self;
  private final ClusterNode node;
  private final RedisLink link;
  private final NodeKeys keys;
  private final Envelopes envelopes;
  private final NodeLease lease;
  private final RoomKeys rooms;
  private final RoomOrder order = new RoomOrder();
  private final OpenPasts pasts;
  private final FrameSender sender;

  RedisNode(
      String self,
      String application,
      ClusterNode node,
      Connections connections,
      RedisLink link,
      NodeInbox inbox,
      EntryText text,
      Bounds bounds,
      LeaseTimes times) {
    this.self = self;
    this.node = node;
    this.link = link;
    keys = new NodeKeys(application);
    envelopes = new Envelopes(node.key("redis frames"));
    LeaseCall call = new LeaseCall(self, node, link, keys, envelopes, times);
    lease = new NodeLease(call, inbox, this::keep);
    rooms = new RoomKeys(application, node.key(RoomKeys.PURPOSE));
    pasts = new OpenPasts(new RoomStore(link, rooms, text, bounds, order, lease::name), self);
    sender = new FrameSender(self, link, keys, envelopes, times, node.scheduler());
    inbox.receiver(this::received);
    connections.every(Bounds.GRACE.toMillis() / 3, () -> pasts.each(RedisPast::touch));
  }

  private CompletionStage<Void> keep(String name) {
    return pasts.each(past -> past.keep(name));
  }

  NodeLease lease() {
    return lease;
  }

  FrameSender sender() {
    return sender;
  }

  private void received(byte[] message) {
    Envelopes.Opened opened = envelopes.open(self, message);
    if (opened == null) {
      return; // another application has the same name, or somebody else has published it
    }
    lease.hears();
    if (opened.from().equals(self)) {
      lease.heard(opened.content());
    } else {
      node.received(opened.from(), opened.content());
    }
  }

  CompletionStage<Optional<String>> find(UUID room) {
    byte[][] home = {rooms.of(room)[0]};
    return link.call(Script.FIND, home, List.of(keys.leases()))
        .thenApply(
            answer -> {
              if (answer.is("GONE") && lease.isBlind()) {
                throw blind();
              }
              return answer.is("OK") ? Optional.of(nodeOf(answer.text(1))) : Optional.empty();
            });
  }

  private static IllegalStateException blind() {
    return new IllegalStateException("A node that was blind must not judge others yet");
  }

  private static String nodeOf(String lease) {
    return lease.substring(0, lease.indexOf('.'));
  }

  CompletionStage<Claim> claim(UUID room, Runnable lost) {
    if (!lease.isCurrent()) {
      return CompletableFuture.failedStage(withoutLease());
    }
    return order.change(
        room,
        () ->
            pasts.find(room) != null
                ? CompletableFuture.completedStage(new Claim.Taken(self))
                : ask(room, lost));
  }

  private static IllegalStateException withoutLease() {
    return new IllegalStateException("This node has no lease");
  }

  private CompletionStage<Claim> ask(UUID room, Runnable lost) {
    String token = OpenPasts.token();
    String name = lease.name();
    List<?> conditions = List.of(name, keys.leases(), lease.isBlind() ? 1 : 0);
    return pasts
        .claim(room, token, conditions)
        .thenApply(
            answer -> {
              if (answer.is("THEIRS")) {
                return new Claim.Taken(nodeOf(answer.text(1)));
              } else if (answer.is("BLIND")) {
                throw blind();
              } else if (answer.is("ENDED")) {
                lease.hasEnded(name);
                throw withoutLease();
              }
              return won(pasts.open(room, new Position(token, answer.number(1)), lost), name);
            });
  }

  /** The next lease keeps the rooms that were open when it began, and no others. */
  private Claim won(RedisPast past, String name) {
    if (!lease.name().equals(name)) {
      past.close();
      throw withoutLease();
    }
    return new Claim.Won(past);
  }

  CompletionStage<List<NodeStatus>> nodes() {
    return link.call(Script.NODES, new byte[][] {keys.list()}, List.of(keys.leases()))
        .thenApply(answer -> nodes(answer.list(1)));
  }

  private List<NodeStatus> nodes(List<?> found) {
    NodeText texts = new NodeText(envelopes);
    Map<String, NodeStatus> byName = new TreeMap<>();
    for (int i = 0; i < found.size(); i += 2) {
      texts
          .read(ScriptAnswer.text(found.get(i)), (byte[]) found.get(i + 1))
          .ifPresent(each -> byName.put(each.name(), each));
    }
    return List.copyOf(byName.values());
  }

  /** Ends the lease, when the calls under way have ended. */
  CompletionStage<?> leave() {
    lease.end();
    sender.end();
    return order
        .idle()
        .thenCompose(
            none ->
                link.call(Script.LEAVE, new byte[][] {keys.list()}, List.of(keys.leases(), self)));
  }
}
