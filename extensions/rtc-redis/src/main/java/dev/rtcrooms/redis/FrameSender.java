package dev.rtcrooms.redis;

import dev.rtcrooms.spi.Scheduler;
import io.lettuce.core.RedisException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes frames to other nodes. A frame is kept and published again, perhaps twice, while Redis
 * is away or the other node connects again. A node that does not listen for a while has ended, and
 * so do its leases. Any thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the outcome of each attempt is handled
final class FrameSender {

  private static final Logger LOG = LoggerFactory.getLogger(FrameSender.class);

  /** Below the limit at which Redis cuts a slow subscriber, 32 MB by default. */
  private static final int MAX_FRAME = 16 * 1024 * 1024;

  private final String self;
  private final RedisLink link;
  private final NodeKeys keys;
  private final Envelopes envelopes;
  private final LeaseTimes times;
  private final Scheduler scheduler;
  private volatile boolean ended;

  FrameSender(
      String self,
      RedisLink link,
      NodeKeys keys,
      Envelopes envelopes,
      LeaseTimes times,
      Scheduler scheduler) {
    this.self = self;
    this.link = link;
    this.keys = keys;
    this.envelopes = envelopes;
    this.times = times;
    this.scheduler = scheduler;
  }

  /** As {@link dev.rtcrooms.spi.cluster.Cluster#send}. */
  CompletionStage<Void> send(String node, byte[] frame) {
    if (frame.length > MAX_FRAME) {
      return CompletableFuture.failedStage(new RedisException("The frame is too large"));
    }
    Sending sending = new Sending(node, envelopes.wrap(node, self, frame));
    sending.attempt();
    return sending.done;
  }

  /** Nothing is sent again. */
  void end() {
    ended = true;
  }

  private final class Sending {
    private final String node;
    private final byte[] message;
    private final long began = scheduler.nanoTime();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private long unheardSince = -1;

    Sending(String node, byte[] message) {
      this.node = node;
      this.message = message;
    }

    void attempt() {
      if (ended) {
        done.completeExceptionally(new RedisException("This node has left"));
        return;
      }
      link.publish(keys.inbox(node), message)
          .whenComplete((listeners, failure) -> published(listeners, failure));
    }

    private void published(@Nullable Long listeners, @Nullable Throwable failure) {
      long passed = scheduler.nanoTime() - began;
      if (listeners != null && listeners > 0) {
        done.complete(null);
      } else if (passed > times.patienceNanos()) {
        done.completeExceptionally(new RedisException("The frame could not be sent", failure));
      } else if (listeners != null && isDeaf(passed)) {
        evict();
      } else {
        scheduler.schedule(times.pause(), this::attempt);
      }
    }

    private boolean isDeaf(long passed) {
      if (unheardSince < 0) {
        unheardSince = passed;
      }
      return passed - unheardSince >= times.deafNanos()
          && link.connection().age() > times.blindNanos();
    }

    /** The others may take the rooms of that node, unless it has just begun to listen again. */
    private void evict() {
      List<Object> arguments = List.of(keys.leases(), node, keys.inbox(node));
      link.call(Script.LEAVE, new byte[][] {keys.list()}, arguments)
          .whenComplete((answer, failure) -> evicted(answer, failure));
    }

    private void evicted(@Nullable ScriptAnswer answer, @Nullable Throwable failure) {
      if (answer != null && answer.is("HEARD")) {
        unheardSince = -1;
        attempt();
        return;
      }
      LOG.warn("Node {} does not listen any more", node);
      done.completeExceptionally(new RedisException("The node has ended", failure));
    }
  }
}
