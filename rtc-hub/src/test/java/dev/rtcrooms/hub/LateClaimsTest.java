package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.spi.Past;
import dev.rtcrooms.spi.cluster.Claim;
import dev.rtcrooms.spi.cluster.Cluster;
import dev.rtcrooms.testkit.VirtualTime;
import dev.rtcrooms.transport.Codec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** An engine that answers after nobody waits any more. */
class LateClaimsTest {

  private static final UUID ROOM = new UUID(1, 2);

  private final VirtualTime time = new VirtualTime();
  private final DurableHistory history = new DurableHistory();
  private final List<CompletableFuture<Claim>> claims = new ArrayList<>();

  private Cluster cluster() {
    Cluster cluster = mock(Cluster.class);
    when(cluster.isCurrent()).thenReturn(true);
    when(cluster.self()).thenReturn("this");
    when(cluster.codec(any(), any())).thenReturn(mock(Codec.class));
    when(cluster.claim(any(), any()))
        .thenAnswer(
            call -> {
              claims.add(new CompletableFuture<>());
              return claims.get(claims.size() - 1);
            });
    return cluster;
  }

  private void isWon(int claim) {
    Past past = history.open(ROOM).toCompletableFuture().join();
    claims.get(claim).complete(new Claim.Won(past));
  }

  @Test
  void aPastThatIsWonForARoomThatIsOpenIsClosed() {
    try (Rooms rooms =
        Echo.builder().cluster(cluster()).executor(Runnable::run).scheduler(time).build()) {
      CompletableFuture<Room> first = rooms.open(ROOM).toCompletableFuture();
      time.advance(Duration.ofSeconds(10));
      assertThat(first).isCompletedExceptionally();
      CompletableFuture<Room> second = rooms.open(ROOM).toCompletableFuture();
      isWon(1);
      assertThat(second).isCompleted();
      assertThat(history.inUse).isEqualTo(1);

      isWon(0);
      assertThat(history.inUse).isEqualTo(1);
      assertThat(rooms.find(ROOM)).isPresent();
    }
    assertThat(history.inUse).isZero();
  }
}
