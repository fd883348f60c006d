package dev.rtcrooms.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.spi.cluster.ClusterNode;
import dev.rtcrooms.spi.cluster.NodeStatus;
import dev.rtcrooms.testkit.VirtualTime;
import io.lettuce.core.KillArgs;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lease in a real Redis, while the node's own time passes as the test wants. */
class NodeLeaseTest extends RedisTestBase {

  private static final String SELF = "node";

  /** So long that Redis ends none while a test runs. */
  private static final LeaseTimes TIMES = new LeaseTimes(Duration.ofMinutes(10));

  private final VirtualTime time = new VirtualTime();
  private final NodeKeys keys = new NodeKeys("tests");
  private final Envelopes envelopes = new Envelopes(new byte[32]);
  private final AtomicInteger resumes = new AtomicInteger();
  private final Queue<byte[]> held = new ConcurrentLinkedQueue<>();
  private final AtomicInteger confirmations = new AtomicInteger();
  private volatile boolean holdsMessages;
  private volatile CompletableFuture<Void> kept = CompletableFuture.completedFuture(null);
  private RedisServer redis;
  private TcpProxy way;
  private RedisLink link;
  private NodeInbox inbox;
  private NodeLease lease;

  private final class Hub implements ClusterNode {

    @Override
    public Scheduler scheduler() {
      return time;
    }

    @Override
    public Executor executor() {
      return Runnable::run;
    }

    @Override
    public byte[] key(String purpose) {
      return new byte[32];
    }

    @Override
    public NodeStatus status(String name) {
      return new NodeStatus(name, false, 0, 0, Optional.empty());
    }

    @Override
    public void received(String from, byte[] frame) {}

    @Override
    public void resumed() {
      resumes.incrementAndGet();
    }
  }

  @BeforeEach
  void connect() throws IOException {
    redis = redis();
    way = closed(new TcpProxy(redis.port()));
    RedisSettings settings =
        new RedisSettings("redis://127.0.0.1:" + way.port(), LeaseTimes.TIMEOUT);
    Connections connections = settings.connections();
    closed(connections::close);
    link = new RedisLink(connections);
    inbox = new NodeInbox(connections, keys.inbox(SELF));
    lease =
        new NodeLease(
            new LeaseCall(SELF, new Hub(), link, keys, envelopes, TIMES), inbox, name -> kept);
    inbox.receiver(this::received);
    settings.connect(link);
    settings.within(inbox.connection().open());
    lease.begin();
  }

  private void received(byte[] message) {
    held.add(message);
    if (!holdsMessages) {
      deliver();
    }
  }

  private void deliver() {
    for (byte[] message = held.poll(); message != null; message = held.poll()) {
      Envelopes.Opened opened = envelopes.open(SELF, message);
      if (opened != null) {
        lease.hears();
        lease.heard(opened.content());
        confirmations.incrementAndGet();
      }
    }
  }

  /** Lets the node ask for one renewal. */
  private void beat() {
    time.advance(TIMES.renewal());
  }

  private void beginLease() {
    time.advance(Duration.ZERO);
    await(lease::isCurrent);
  }

  @Test
  void aNodeWhoseInboxIsLostStandsStillBeforeOthersMayEndItsLease() {
    beginLease();

    way.cut();
    await(() -> inbox.connection().get() == null);
    Duration step = Duration.ofNanos(TIMES.deafNanos() / 100);
    AtomicInteger steps = new AtomicInteger();
    await(
        () -> {
          if (lease.isCurrent()) {
            time.advance(step);
            steps.incrementAndGet();
          }
          return !lease.isCurrent();
        });

    // Without that it would be current for 800 steps.
    assertThat(steps.get()).isBetween(80, 400);
    way.heal();
    await(() -> inbox.connection().get() != null && link.connection().get() != null);
    await(lease::isCurrent);
    assertThat(lease.name()).isEqualTo(SELF + ".1");
  }

  @Test
  void anInboxThatIsLostForAMomentChangesNothing() {
    beginLease();

    inbox.connection().replace();
    await(() -> inbox.connection().get() != null && confirmations.get() > 1);
    time.advance(Duration.ofNanos(TIMES.deafNanos()));

    await(lease::isCurrent);
    assertThat(lease.name()).isEqualTo(SELF + ".1");
  }

  /** As after a failover from a primary that only stands still, and so closes no connection. */
  @Test
  void anInboxToWhichNothingIsDeliveredIsConnectedAnew() {
    beginLease();
    StatefulRedisPubSubConnection<byte[], byte[]> former = inbox.connection().get();
    get(former.async().unsubscribe(keys.inbox(SELF)));

    beat();
    await(() -> inbox.connection().get() != null && inbox.connection().get() != former);
    await(() -> confirmations.get() > 1);
    assertThat(lease.isCurrent()).isTrue();
    assertThat(lease.name()).isEqualTo(SELF + ".1");
  }

  @Test
  void eachRenewalResumesTasksThatCameMeanwhile() {
    beginLease();
    await(() -> resumes.get() > 0);

    int before = resumes.get();
    beat();
    await(() -> resumes.get() > before);
  }

  @Test
  void aLeaseWhoseConfirmationIsSlowIsNotReplacedByAnother() {
    holdsMessages = true;
    time.advance(Duration.ZERO);
    await(() -> held.size() == 1);
    beat();
    beat();

    holdsMessages = false;
    deliver();
    await(lease::isCurrent);
    assertThat(lease.name()).isEqualTo(SELF + ".1");
  }

  @Test
  void aLeaseIsRenewedWhileItKeepsManyRooms() {
    kept = new CompletableFuture<>();
    time.advance(Duration.ZERO);
    await(() -> confirmations.get() == 1);
    for (int renewal = 2; renewal < 7; renewal++) {
      int expected = renewal;
      beat();
      await(() -> confirmations.get() == expected);
    }
    assertThat(lease.isCurrent()).isFalse();

    kept.complete(null);
    await(lease::isCurrent);
    assertThat(lease.name()).isEqualTo(SELF + ".1");
  }

  @Test
  void aLeaseThatEndedWhileItKeptRoomsIsNotHeld() {
    CompletableFuture<Void> first = new CompletableFuture<>();
    kept = first;
    time.advance(Duration.ZERO);
    await(() -> confirmations.get() == 1);
    kept = new CompletableFuture<>();

    redis.commands().del("rtc:tests:node:" + SELF + ".1");
    beat();
    await(() -> lease.name().equals(SELF + ".2") && confirmations.get() == 2);
    first.complete(null);
    assertThat(lease.isCurrent()).isFalse();

    kept.complete(null);
    await(lease::isCurrent);
  }

  @Test
  void nobodyEndsTheLeaseOfANodeThatListensAgain() {
    beginLease();
    byte[][] list = {keys.list()};
    List<Object> arguments = List.of(keys.leases(), SELF, keys.inbox(SELF));

    assertThat(get(link.call(Script.LEAVE, list, arguments)).is("HEARD")).isTrue();
    assertThat(redis.keys()).contains("rtc:tests:node:" + SELF + ".1");
    inbox.connection().end();
    redis.commands().clientKill(KillArgs.Builder.typePubsub());
    await(() -> get(link.call(Script.LEAVE, list, arguments)).is("OK"));
    assertThat(redis.keys()).doesNotContain("rtc:tests:node:" + SELF + ".1");
  }

  @Test
  void aLeaseThatBeginsForgetsThoseThatHaveEnded() {
    redis.commands().sadd("rtc:tests:nodes", "killed.1", "killed.2", "living.1");
    redis.commands().set("rtc:tests:node:living.1", "0 0 0");

    beginLease();

    assertThat(redis.commands().smembers("rtc:tests:nodes"))
        .containsExactlyInAnyOrder("living.1", SELF + ".1");
  }
}
