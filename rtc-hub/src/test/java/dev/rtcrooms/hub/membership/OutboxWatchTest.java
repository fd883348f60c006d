package dev.rtcrooms.hub.membership;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.MemoryLimits;
import dev.rtcrooms.Role;
import dev.rtcrooms.hub.Echo;
import dev.rtcrooms.hub.HeldConnection;
import dev.rtcrooms.hub.Note;
import dev.rtcrooms.hub.TallyCodec;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Handshake;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is let go when too much waits for all clients together. */
class OutboxWatchTest {

  private static final int KIB = 1024;
  private static final int MIB = KIB * KIB;

  private final TallyCodec codec = new TallyCodec();
  private final List<HeldConnection> members = new ArrayList<>();

  private static TestRooms rooms(int outboxBytes) {
    MemoryLimits memory = new MemoryLimits(MIB, outboxBytes, MIB, MIB);
    return TestRooms.with(
        Echo.builder().limits(Limits.builder().clientsPerRoom(1_000).memory(memory).build()));
  }

  /** Each has a write that does not end, so that what follows waits. */
  private void join(TestRooms rooms, int count) {
    Handshake handshake = Handshake.of(Role.PARTICIPANT, TestRooms.id("lobby").toString());
    for (int n = 0; n < count; n++) {
      String user = "user-" + n;
      HeldConnection member = new HeldConnection(codec);
      members.add(member);
      rooms.rooms().accept(member, handshake.withPrincipal(() -> user));
    }
    rooms.settle();
  }

  private void tellEach(TestRooms rooms, int characters) {
    rooms.execute(
        "lobby",
        room -> {
          for (Client client : room.hub().clients()) {
            room.hub().send(client, new Note("x".repeat(characters)));
          }
        });
  }

  private long letGo() {
    return members.stream().filter(member -> member.closed() == CloseReason.TOO_SLOW).count();
  }

  @Test
  void ofThoseWhoShareNothingNoMoreAreLetGoThanNecessary() {
    try (TestRooms rooms = rooms(700 * KIB)) {
      join(rooms, 100);
      tellEach(rooms, 10 * KIB);
      rooms.advance(Duration.ofSeconds(2));

      assertThat(letGo()).isBetween(30L, 33L); // 100 have 1,000 KiB, and 69 fit
    }
  }

  /** It shows in what is allocated to count again. */
  @Test
  void ofThoseWhoShareMuchSomeAreLetGoBetweenTwoCounts() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (TestRooms rooms = rooms(60 * KIB)) {
      join(rooms, 1_000);
      rooms.execute("lobby", room -> room.hub().broadcast(new Note("x".repeat(40 * KIB))));
      tellEach(rooms, 100);
      long before = threads.getCurrentThreadAllocatedBytes();
      rooms.advance(Duration.ofSeconds(2));
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;

      assertThat(letGo()).isBetween(800L, 950L);
      assertThat(allocated).isLessThan(20 * MIB);
    }
  }
}
