package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GopCacheTest {

  private static final int SIZE = 100;

  private final GopCache cache = new GopCache(10 * SIZE, 3000);
  private final RtpPacket read = new RtpPacket();
  private final byte[] into = new byte[SIZE];

  private static long millis(int millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static RtpPacket packet(int sequence, int timestamp) {
    ByteBuffer bytes = ByteBuffer.allocate(SIZE);
    bytes.put((byte) 0x80).put((byte) 96).putShort((short) sequence).putInt(timestamp).putInt(7);
    RtpPacket packet = new RtpPacket();
    assertThat(packet.read(bytes.array(), 0, SIZE)).isTrue();
    return packet;
  }

  @Test
  void packetsAreKeptFromTheKeyframeOnWithTheirFrames() {
    assertThat(cache.isWhole(0)).isFalse();
    cache.add(99, packet(99, 0), 0);
    cache.begin(millis(1));
    assertThat(cache.isWhole(millis(1))).isFalse();
    cache.add(100, packet(100, 3_000), millis(1));
    cache.add(101, packet(101, 3_000), millis(1));
    cache.add(102, packet(102, 9_000), millis(30));
    assertThat(cache.isWhole(millis(30))).isTrue();
    assertThat(cache.size()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      assertThat(cache.read(i, into, read)).isTrue();
      assertThat(read.sequence()).isEqualTo(100 + i);
      assertThat(read.payloadLength()).isEqualTo(SIZE - 12);
      assertThat(cache.in(i)).isEqualTo(100 + i);
      assertThat(read.timestamp())
          .as("the older frame just before")
          .isEqualTo(i < 2 ? 8_910 : 9_000);
    }
    cache.begin(millis(40));
    cache.add(103, packet(103, 12_000), millis(40));
    assertThat(cache.size()).isEqualTo(1);
    assertThat(cache.read(0, into, read)).isTrue();
    assertThat(read.timestamp()).isEqualTo(12_000);
  }

  @Test
  void aGroupThatIsTooLongOrTooLargeIsOfNoUse() {
    cache.begin(0);
    for (int i = 0; i < 10; i++) {
      cache.add(i, packet(i, i), 0);
    }
    assertThat(cache.isWhole(0)).isTrue();
    assertThat(cache.isWhole(millis(3001))).isFalse();
    cache.add(10, packet(10, 10), 0);
    assertThat(cache.isWhole(0)).isFalse();
    assertThat(cache.size()).isEqualTo(10);

    cache.begin(0);
    cache.add(0, packet(0, 0), 0);
    cache.add(1, packet(1, 1), millis(3001));
    assertThat(cache.isWhole(0)).isFalse();
  }

  @Test
  void aPacketThatWasRepairedBelongsToItsFrame() {
    cache.begin(0);
    cache.add(100, packet(100, 3_000), 0);
    cache.add(102, packet(102, 3_000), 0);
    cache.add(103, packet(103, 6_000), 0);
    cache.add(101, packet(101, 3_000), 0);
    cache.add(104, packet(104, 6_000), 0);

    int[] expected = {5_910, 5_910, 6_000, 5_910, 6_000};
    for (int i = 0; i < expected.length; i++) {
      assertThat(cache.read(i, into, read)).isTrue();
      assertThat(read.timestamp()).as("packet %d", i).isEqualTo(expected[i]);
    }
  }

  @Test
  void aGroupWhoseFramesComeInAnotherOrderIsOfNoUse() {
    cache.begin(0);
    cache.add(100, packet(100, 3_000), 0);
    cache.add(102, packet(102, 9_000), 0);
    cache.add(101, packet(101, 6_000), 0);

    assertThat(cache.isWhole(0)).isFalse();
  }
}
