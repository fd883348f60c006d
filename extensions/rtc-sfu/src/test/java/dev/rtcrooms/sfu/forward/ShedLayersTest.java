package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.net.LoopCounters;
import dev.rtcrooms.sfu.net.LoopCounters.Count;
import dev.rtcrooms.sfu.net.OpenTransport;
import dev.rtcrooms.sfu.rtp.RtpPacket;
import dev.rtcrooms.sfu.rtp.RtpWriter;
import dev.rtcrooms.sfu.rtp.VideoCodec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A loop that has too much to do forwards less of each video. */
class ShedLayersTest {

  private static final Map<String, Integer> SIZES = Map.of("q", 100, "h", 400, "f", 1000);
  private static final ExtensionIds IDS = new ExtensionIds(0, 0, 0, 0, 0, 0);
  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(20);

  private final IncomingTrack video =
      new IncomingTrack(
          "1", List.of("q", "h", "f"), new TrackFormat(VideoCodec.VP8, 90_000, 96, 97), IDS, null);
  private final RtpPacket packet = new RtpPacket();
  private final Downlink downlink =
      new Downlink(new LoopCounters(), () -> this.layers, paused -> {});
  private long now = 1_000_000_000_000L;
  private int layers = 3;
  private int sent;

  /** Sends keyframes of all layers, and returns the sizes of those that are forwarded. */
  private long second(OpenTransport down) {
    long before = down.counters().get(Count.VIDEO_BYTES_OUT);
    for (int i = 0; i < 50; i++) {
      sent++;
      SIZES.forEach(this::send);
      now += TICK;
      downlink.tick(now);
    }
    return (down.counters().get(Count.VIDEO_BYTES_OUT) - before) / 50;
  }

  private void send(String rid, int size) {
    ByteBuffer bytes = ByteBuffer.allocate(12 + size);
    bytes.put((byte) 0x80).put((byte) 96).putShort((short) sent).putInt(1800 * sent).putInt(size);
    bytes.put((byte) 0x10).put((byte) 0);
    assertThat(packet.read(bytes.array(), 0, bytes.capacity())).isTrue();
    LayerReceivers source = video.source(rid);
    (source == null ? video.begin(size, rid, new LoopCounters()) : source)
        .receive(packet, false, now);
  }

  @Test
  void onlyTheSmallestLayersAreForwarded() {
    OpenTransport down = new OpenTransport(downlink, now);
    downlink.use(down.transport());
    OutgoingFormat format = new OutgoingFormat(5000, 5001, 96, 97, 0, 0, 0, "name", 100);
    downlink.add(
        new ForwardedTrack(
            video, downlink.sent(), down.transport(), format, Viewing.whole(0), new RtpWriter()));
    second(down);
    second(down);
    assertThat(second(down)).isEqualTo(1000);
    layers = 1;
    second(down);
    assertThat(second(down)).isEqualTo(100);
    layers = 2;
    second(down);
    assertThat(second(down)).isEqualTo(400);
    layers = 3;
    second(down);
    assertThat(second(down)).isEqualTo(1000);
  }
}
