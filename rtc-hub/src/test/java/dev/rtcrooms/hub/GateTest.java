package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.spi.cluster.Cluster;
import dev.rtcrooms.testkit.VirtualTime;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Rooms of a node without a lease wait at the gate. */
class GateTest {

  private final VirtualTime time = new VirtualTime();
  private final List<String> done = new ArrayList<>();
  private boolean leased;
  private boolean rejects;
  private final Gate gate = new Gate(cluster(), this::execute, time);

  private void execute(Runnable task) {
    if (rejects) {
      throw new RejectedExecutionException("full");
    }
    task.run();
  }

  private Cluster cluster() {
    return (Cluster)
        Proxy.newProxyInstance(
            Cluster.class.getClassLoader(),
            new Class<?>[] {Cluster.class},
            (proxy, method, arguments) -> leased);
  }

  @Test
  void tasksWaitForTheLease() {
    gate.execute(() -> done.add("first"));
    gate.execute(() -> done.add("second"));
    assertThat(done).isEmpty();
    leased = true;
    gate.resume();
    assertThat(done).containsExactly("first", "second");
  }

  @Test
  void noTaskIsLostIfTheExecutorRejectsIt() {
    gate.execute(() -> done.add("first"));
    gate.execute(() -> done.add("second"));
    leased = true;
    rejects = true;
    gate.resume();
    rejects = false;
    time.advance(Duration.ofMillis(50));
    assertThat(done).containsExactlyInAnyOrder("first", "second");
  }
}
