package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProbingTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int PACKET = 250;

  private final Probing probing = new Probing();
  private long now;
  private final SentPackets packets = new SentPackets();
  private long linkFree;
  private long most = Long.MAX_VALUE;

  /** Sends what is due for a while on a link of this capacity; returns the bytes. */
  private long run(long wanted, long capacity, long millis) {
    long bytes = 0;
    for (long i = 0; i < millis; i += 20) {
      now += 20 * MILLI;
      long due = probing.due(wanted, most, packets, now);
      for (long sent = 0; sent < due; sent += PACKET) {
        bytes += PACKET;
        linkFree = Math.max(now, linkFree) + PACKET * 8_000_000_000L / capacity;
        probing.arrived(packets.next(), now, linkFree, PACKET);
        packets.add(PACKET, now);
      }
    }
    return bytes;
  }

  @Test
  void sendsNothingWhileNothingIsWanted() {
    assertThat(run(0, 10_000_000, 10_000)).isZero();
  }

  @Test
  void aProbeThatArrivesAsFastAsItWasSentHolds() {
    assertThat(run(1_000_000, 10_000_000, 1_600)).isBetween(34_000L, 39_000L);
    assertThat(probing.result(now)).isBetween(1_300_000L, 1_600_000L);
    assertThat(probing.result(now)).isZero();
    assertThat(run(1_000_000, 10_000_000, 2_000)).isZero();
    assertThat(run(1_000_000, 10_000_000, 2_000)).isPositive();
  }

  @Test
  void aProbeIsNoLargerThanPermittedAndSoonFollowedByAnother() {
    most = 700_000;
    assertThat(run(1_000_000, 10_000_000, 1_600)).isBetween(17_000L, 20_000L);
    assertThat(probing.result(now)).isBetween(650_000L, 750_000L);
    assertThat(run(1_000_000, 10_000_000, 900)).isZero();
    assertThat(run(1_000_000, 10_000_000, 500)).isPositive();
  }

  @Test
  void aSlowLinkIsProbedAtLeastEveryTenSeconds() {
    for (int i = 0; i < 20; i++) {
      assertThat(run(1_000_000, 600_000, 11_000)).as("after %d s", 11 * i).isPositive();
      probing.result(now);
    }
  }

  @Test
  void aSlowLinkTellsItsCapacityAndIsProbedLessOften() {
    run(1_000_000, 600_000, 1_600);
    assertThat(probing.result(now)).isBetween(400_000L, 600_000L);
    assertThat(run(1_000_000, 600_000, 4_000)).isZero();
    assertThat(run(1_000_000, 600_000, 1_000)).isPositive();
  }

  @Test
  void aGrowingQueueEndsAProbe() {
    long all = run(1_000_000, 10_000_000, 2_000);
    assertThat(probing.result(now)).isPositive();
    long cut = run(1_000_000, 200_000, 4_000);
    assertThat(cut).isPositive().isLessThan(all / 2);
    assertThat(probing.result(now)).isLessThan(200_000);
  }

  @Test
  void aProbeWhosePacketsAreLostSaysNothing() {
    for (int i = 0; i < 80; i++) {
      now += 20 * MILLI;
      if (probing.due(1_000_000, most, packets, now) > 0) {
        probing.lost(packets.next());
        packets.add(PACKET, now);
      }
    }
    assertThat(probing.result(now)).isZero();
  }

  @Test
  void aProbeOfWhichNothingIsReportedIsGivenUp() {
    long bytes = 0;
    for (int i = 0; i < 1_000; i++) {
      now += 20 * MILLI;
      for (long due = probing.due(1_000_000, most, packets, now); due > 0; due -= PACKET) {
        bytes += PACKET;
        packets.add(PACKET, now);
      }
    }

    assertThat(bytes).as("two probes or more").isGreaterThan(60_000);
  }
}
