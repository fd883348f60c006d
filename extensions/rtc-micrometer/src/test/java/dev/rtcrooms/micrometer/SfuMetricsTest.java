package dev.rtcrooms.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.Sfu;
import dev.rtcrooms.sfu.SfuStats;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SfuMetricsTest {

  private final MockClock clock = new MockClock();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);

  @Test
  void eachMeterHasItsFigure() {
    SfuStats figures =
        new SfuStats(
            1,
            2,
            3,
            4,
            5,
            Map.of("handshakes", 6L, "handshake-millis", 7_000L, "packets-in", 8L, "lost", 9L),
            Map.of("forged", 10L, "late", 11L),
            12_000,
            13);
    new SfuMetrics(() -> figures).bindTo(registry);

    assertThat(gauge("rooms")).isEqualTo(1);
    assertThat(gauge("publishers")).isEqualTo(2);
    assertThat(gauge("receivers")).isEqualTo(3);
    assertThat(gauge("buffered")).isEqualTo(5);
    FunctionTimer handshakes = registry.get("rtc.sfu.handshakes").functionTimer();
    assertThat(handshakes.count()).isEqualTo(6);
    assertThat(handshakes.totalTime(TimeUnit.SECONDS)).isEqualTo(7);
    assertThat(count("packets.in")).isEqualTo(8);
    assertThat(count("lost")).isEqualTo(9);
    assertThat(count("drops", "reason", "forged")).isEqualTo(10);
    assertThat(count("drops", "reason", "late")).isEqualTo(11);
    assertThat(registry.get("rtc.sfu.lag").timeGauge().value(TimeUnit.SECONDS)).isEqualTo(12);
    assertThat(gauge("loops.overloaded")).isEqualTo(13);
    assertThat(registry.find("rtc.sfu.handshake.millis").meters()).isEmpty();
  }

  /** By datagrams of no protocol, which an SFU drops at once. */
  @Test
  void theMetersFollowARunningSfu() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (Sfu sfu = Sfu.builder().announce(loopback).loops(1).build();
        DatagramSocket socket = new DatagramSocket(0, loopback)) {
      new SfuMetrics(sfu).bindTo(registry);
      assertThat(count("packets.in")).isZero();

      byte[] text = new byte[100];
      text[0] = (byte) 0xff;
      socket.send(new DatagramPacket(text, text.length, loopback, sfu.ports().get(0)));
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> sfu.stats().drops().get("unknown-protocol") == 1);
      assertThat(count("packets.in")).as("a figure of the same second").isZero();
      clock.add(Duration.ofSeconds(1));

      assertThat(count("packets.in")).isEqualTo(1);
      assertThat(count("bytes.in")).isEqualTo(100);
      assertThat(count("packets.out")).isZero();
      assertThat(count("drops", "reason", "unknown-protocol")).isEqualTo(1);
      assertThat(count("drops", "reason", "forged")).isZero();
    }
  }

  private double gauge(String name) {
    return registry.get("rtc.sfu." + name).gauge().value();
  }

  private double count(String name, String... tags) {
    return registry.get("rtc.sfu." + name).tags(tags).functionCounter().count();
  }
}
