package dev.rtcrooms.sfu.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacketCacheTest {

  private final PacketCache cache = new PacketCache(8);
  private final RtpPacket found = new RtpPacket();

  private void put(long in, int payload) {
    RtpWriter writer = new RtpWriter();
    writer.begin(false, 96, in, 0, 1);
    writer.endExtensions();
    writer.append(new byte[payload], 0, payload);
    byte[] bytes = new byte[writer.length() + 3];
    System.arraycopy(writer.bytes(), 0, bytes, 3, writer.length());
    RtpPacket packet = new RtpPacket();
    assertThat(packet.read(bytes, 3, writer.length())).isTrue();
    cache.put(in, packet);
  }

  @Test
  void keepsTheNewest() {
    for (long in = 100; in < 120; in++) {
      put(in, (int) in);
    }
    assertThat(cache.find(111, found)).isFalse();
    assertThat(cache.find(112, found)).isTrue();
    assertThat(found.sequence()).isEqualTo(112);
    assertThat(found.payloadLength()).isEqualTo(112);
    assertThat(cache.find(119, found)).isTrue();
    assertThat(cache.find(120, found)).isFalse();
  }

  @Test
  void aLatePacketDoesNotReplaceANewerOne() {
    put(20, 1);
    put(12, 1);
    assertThat(cache.find(12, found)).isFalse();
    assertThat(cache.find(20, found)).isTrue();
  }

  @Test
  void keepsPacketsOfAnyLength() {
    put(20, 10);
    put(28, 2000);
    put(36, 5);
    assertThat(cache.find(36, found)).isTrue();
    assertThat(found.payloadLength()).isEqualTo(5);
  }
}
