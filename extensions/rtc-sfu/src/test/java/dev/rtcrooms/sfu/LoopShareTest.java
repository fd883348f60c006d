package dev.rtcrooms.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.net.LoopLimits;
import dev.rtcrooms.sfu.net.MediaLoop;
import dev.rtcrooms.thread.DaemonThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which loop a new room lives on. */
class LoopShareTest {

  private final DaemonThreads threads = new DaemonThreads();

  private LoopShare share(int number) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    LoopLimits limits = new LoopLimits(50, 32, 15_000, 1_000_000_000, 20);
    return new LoopShare(new MediaLoop(any, limits, threads, number));
  }

  @Test
  void aRoomGetsTheLoopWithTheFewestThatRuns() throws Exception {
    LoopShare first = share(1);
    LoopShare second = share(2);
    first.rooms().set(1);
    assertThat(LoopShare.best(List.of(first, second))).isSameAs(second);
    second.loop().close();
    assertThat(LoopShare.best(List.of(first, second))).isSameAs(first);
    first.loop().close();
    assertThat(LoopShare.best(List.of(first, second))).isSameAs(second);
    assertThat(threads.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(20))).isTrue();
  }
}
