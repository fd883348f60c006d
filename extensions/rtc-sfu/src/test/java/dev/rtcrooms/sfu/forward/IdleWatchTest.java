package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.net.LoopCounters;
import dev.rtcrooms.sfu.net.OpenTransport;
import dev.rtcrooms.sfu.rtp.RtpPacket;
import dev.rtcrooms.sfu.rtp.RtpWriter;
import dev.rtcrooms.sfu.rtp.VideoCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which layers a publisher may stop to send. */
class IdleWatchTest {

  private static final Map<String, Integer> HEIGHTS = Map.of("q", 180, "h", 360, "f", 720);
  private static final ExtensionIds IDS = new ExtensionIds(0, 0, 0, 0, 0, 0);
  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(100);
  private static final IdleSource HALF = new IdleSource("1", "h");
  private static final IdleSource FULL = new IdleSource("1", "f");

  private final IncomingTrack video =
      new IncomingTrack(
          "1", List.of("q", "h", "f"), new TrackFormat(VideoCodec.VP8, 90_000, 96, 97), IDS, null);
  private final List<List<IdleSource>> told = new ArrayList<>();
  private final IdleWatch watch = new IdleWatch(told::add);
  private final RtpPacket packet = new RtpPacket();
  private final Downlink downlink = new Downlink(new LoopCounters(), () -> 3, paused -> {});
  private final Set<String> sending = new TreeSet<>(HEIGHTS.keySet());
  private long now = 1_000_000_000_000L;
  private ForwardedTrack receiver;
  private int sent;

  @BeforeEach
  void receive() {
    OpenTransport down = new OpenTransport(downlink, now);
    downlink.use(down.transport());
    OutgoingFormat format = new OutgoingFormat(5000, 5001, 96, 97, 0, 0, 0, "name", 100);
    receiver =
        new ForwardedTrack(
            video, downlink.sent(), down.transport(), format, Viewing.whole(0), new RtpWriter());
    downlink.add(receiver);
  }

  /** Sends keyframes of the layers that are sent. */
  private void seconds(int seconds) {
    for (int i = 0; i < 10 * seconds; i++) {
      sent++;
      sending.forEach(this::send);
      now += TICK;
      downlink.tick(now);
      watch.tick(List.of(video), now);
    }
  }

  private void send(String rid) {
    int height = HEIGHTS.get(rid);
    ByteBuffer bytes = ByteBuffer.allocate(12 + height);
    bytes.put((byte) 0x80).put((byte) 96).putShort((short) sent).putInt(1800 * sent).putInt(height);
    bytes.put(new byte[] {0x10, 0, 0, 0, (byte) 0x9D, 1, 0x2A});
    bytes.put((byte) height).put((byte) (height >> 8)).put((byte) height);
    bytes.put((byte) (height >> 8));
    assertThat(packet.read(bytes.array(), 0, bytes.capacity())).isTrue();
    LayerReceivers source = video.source(rid);
    (source == null ? video.begin(height, rid, new LoopCounters()) : source)
        .receive(packet, false, now);
  }

  private void show(int width, int height) {
    receiver.show(new Viewing(width, height, 0));
  }

  @Test
  void allLayersAreNeededForTheWholePicture() {
    seconds(30);
    assertThat(told).isEmpty();
  }

  @Test
  void whatNobodyShowsLargeEnoughIsIdleAfterFiveSeconds() {
    seconds(1);
    show(300, 300);
    seconds(4);
    assertThat(told).isEmpty();
    seconds(4);
    assertThat(told).containsExactly(List.of(FULL));
    show(100, 100);
    seconds(8);
    assertThat(told).endsWith(List.of(HALF, FULL));
  }

  @Test
  void aLayerIsNeededAtOnceAlsoOneThatIsNotSentAnyMore() {
    seconds(1);
    show(100, 100);
    seconds(8);
    sending.removeAll(Set.of("h", "f"));
    seconds(8);
    assertThat(told).endsWith(List.of(HALF, FULL));
    show(300, 300);
    watch.tick(List.of(video), now);
    assertThat(told).endsWith(List.of(FULL));
    sending.add("h");
    seconds(3);
    show(1280, 720);
    watch.tick(List.of(video), now);
    assertThat(told).endsWith(List.of());
  }

  @Test
  void theSmallestLayerIsNeededEvenIfNobodyShowsIt() {
    seconds(1);
    show(0, 0);
    seconds(20);
    assertThat(told).endsWith(List.of(HALF, FULL));
    downlink.remove(receiver);
    seconds(20);
    assertThat(told).endsWith(List.of(HALF, FULL));
  }

  @Test
  void aGapOfTheWholeVideoChangesNothing() {
    seconds(1);
    show(100, 100);
    seconds(8);
    sending.removeAll(Set.of("h", "f"));
    seconds(3);
    assertThat(told).endsWith(List.of(HALF, FULL));
    told.clear();
    sending.clear();
    seconds(8);
    sending.add("q");
    seconds(3);
    assertThat(told).isEmpty();
  }

  @Test
  void whatIsNeededInAGapIsToldAtOnceAndNothingElseBecomesIdle() {
    seconds(1);
    show(100, 100);
    seconds(8);
    assertThat(told).endsWith(List.of(HALF, FULL));
    told.clear();
    sending.clear();
    seconds(3);
    show(300, 300);
    watch.tick(List.of(video), now);
    assertThat(told).containsExactly(List.of(FULL));
    show(100, 100);
    seconds(20);
    assertThat(told).containsExactly(List.of(FULL));
  }

  @Test
  void aShortGlanceElsewhereStopsNothing() {
    seconds(1);
    for (int i = 0; i < 10; i++) {
      show(100, 100);
      seconds(3);
      show(1280, 720);
      seconds(1);
    }
    assertThat(told).isEmpty();
  }

  @Test
  void whatIsRecordedIsNeeded() {
    seconds(1);
    video.add((layer, copied, in, keyframe, time) -> {});
    show(100, 100);
    seconds(20);
    assertThat(told).isEmpty();
  }

  @Test
  void withoutTheLayerThatIsSilentForOtherReasonsTheNextOneIsTheSmallest() {
    seconds(1);
    show(100, 100);
    sending.removeAll(Set.of("q", "h"));
    seconds(20);
    assertThat(told).isEmpty();
  }
}
