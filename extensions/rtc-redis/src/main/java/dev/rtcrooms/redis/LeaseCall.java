package dev.rtcrooms.redis;

import dev.rtcrooms.spi.cluster.ClusterNode;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Asks Redis for a lease of this node; any thread.
 *
 * @param self the name of the node
 */
record LeaseCall(
    String self,
    ClusterNode node,
    RedisLink link,
    NodeKeys keys,
    Envelopes envelopes,
    LeaseTimes times) {

  /**
   * Begins or renews a lease.
   *
   * @param content what Redis publishes to this node then
   * @return ENDED if it cannot be renewed, UNHEARD if nobody listens to the inbox
   */
  CompletionStage<ScriptAnswer> ask(String name, boolean begins, byte[] content) {
    List<Object> arguments =
        List.of(
            name,
            begins ? 1 : 0,
            times.lease().toMillis(),
            new NodeText(envelopes).write(name, node.status(self)),
            keys.inbox(self),
            envelopes.wrap(self, self, content));
    return link.call(Script.LEASE, new byte[][] {keys.lease(name), keys.list()}, arguments);
  }
}
