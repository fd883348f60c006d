package dev.rtcrooms.machine;

import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.redis.RedisCluster;
import java.util.UUID;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Joins rooms of one test as the nodes of a cluster: register it as a static field with
 * {@code @RegisterExtension}. One Redis serves the whole run, and is started for the first test
 * that joins nodes. Where none is found such tests are skipped, as {@link Needed} has it.
 */
public final class SharedRedis implements BeforeAllCallback {

  private ExtensionContext.Store ofTheRun;

  /** Nothing is started before the first test that needs it. */
  public SharedRedis() {}

  @Override
  public void beforeAll(ExtensionContext context) {
    ofTheRun = context.getRoot().getStore(ExtensionContext.Namespace.create(SharedRedis.class));
  }

  /**
   * Makes rooms a node, which leaves when they are closed.
   *
   * @param builder of the rooms, with the secret of all nodes
   * @param cluster the nodes of one cluster name the same
   * @return the builder
   */
  public RoomsBuilder join(RoomsBuilder builder, UUID cluster) {
    RedisProcess redis =
        ofTheRun.getOrComputeIfAbsent(
            RedisProcess.class, key -> new RedisProcess(), RedisProcess.class);
    return builder.cluster(RedisCluster.builder(redis.url()).name("test-" + cluster).connect());
  }
}
