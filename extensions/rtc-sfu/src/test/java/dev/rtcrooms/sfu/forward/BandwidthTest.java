package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.rtcp.RtcpHandler;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BandwidthTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int PACKET = 250;
  private static final int LOSS_EVERY = 12;

  private final SentPackets packets = new SentPackets();
  private final Bandwidth bandwidth = new Bandwidth(packets);
  private long now = 1_000 * MILLI;

  /** Sends a packet, which arrives or not. */
  private void send(boolean isLost) {
    int number = (int) packets.next() & 0xFFFF;
    packets.add(PACKET, now);
    long micros = TimeUnit.NANOSECONDS.toMicros(now);
    bandwidth.arrival(number, isLost ? RtcpHandler.MISSING : micros);
  }

  /** Sends so many packets, and loses some of them. */
  private void lose(int count) {
    for (int i = 0; i < count; i++) {
      send(i % LOSS_EVERY == 0);
    }
  }

  @Test
  void copiesAreUsefulWhileSomeIsLost() {
    bandwidth.expectArrivals();
    lose(100);
    assertThat(bandwidth.warrantsCopies(now)).isTrue();
  }

  @Test
  void copiesAddNothingToAQueueThatGrows() {
    bandwidth.expectArrivals();
    long delay = 0;
    for (int i = 0; i < 100; i++) {
      now += 20 * MILLI;
      delay += 2 * MILLI;
      int number = (int) packets.next() & 0xFFFF;
      packets.add(PACKET, now);
      long micros = TimeUnit.NANOSECONDS.toMicros(now + delay);
      bandwidth.arrival(number, i % LOSS_EVERY == 0 ? RtcpHandler.MISSING : micros);
      bandwidth.update(50, now);
    }
    assertThat(bandwidth.warrantsCopies(now + 1_000 * MILLI)).isFalse();
    assertThat(bandwidth.warrantsCopies(now + 3_000 * MILLI)).isTrue();
  }

  @Test
  void whatIsLostWithAProbeDoesNotCount() {
    bandwidth.expectArrivals();
    assertThat(bandwidth.padding(1_000_000, now)).isZero();
    now += 1_000 * MILLI;
    assertThat(bandwidth.padding(1_000_000, now)).as("a probe begins").isPositive();
    lose(100);
    assertThat(bandwidth.warrantsCopies(now)).isFalse();
  }
}
