package dev.rtcrooms.hub.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.Echo;
import dev.rtcrooms.hub.HeldConnection;
import dev.rtcrooms.hub.TallyCodec;
import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.testkit.VirtualTime;
import dev.rtcrooms.transport.Handshake;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What cannot be observed from outside; see GrantsInRoomTest for the rest. */
class HeldGrantsTest {

  private int reads;

  /** Counts how often somebody looks at the clock. */
  private final class Clock implements Scheduler {

    @Override
    public Instant now() {
      reads++;
      return time.now();
    }

    @Override
    public long nanoTime() {
      return time.nanoTime();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
      return time.schedule(delay, task);
    }
  }

  private final VirtualTime time = new VirtualTime();
  private final Queue<Runnable> work = new ArrayDeque<>();
  private final Rooms rooms = Echo.builder().scheduler(new Clock()).executor(work::add).build();

  @AfterEach
  void close() {
    rooms.close();
    runAll();
  }

  private void runAll() {
    for (Runnable task = work.poll(); task != null; task = work.poll()) {
      task.run();
    }
  }

  private int readsToLookAt(Client client) {
    int before = reads;
    client.grants();
    return reads - before;
  }

  @Test
  void grantsWithoutAnEndNeedNoClock() {
    Handshake handshake = Handshake.of(Role.PARTICIPANT, TestRooms.id("lobby").toString());
    rooms.accept(new HeldConnection(new TallyCodec()), handshake.withPrincipal(() -> "ann"));
    runAll();
    List<Integer> looks = new ArrayList<>();
    Client ann = rooms.clientsOf("ann").get(0);

    ann.room().execute(() -> looks.add(readsToLookAt(ann)));
    ann.room().execute(() -> ann.renew(Grants.of(Grants.JOIN).until(time.now().plusSeconds(60))));
    runAll();
    ann.room().execute(() -> looks.add(readsToLookAt(ann)));
    runAll();

    assertThat(looks).containsExactly(0, 1);
  }
}
