package dev.rtcrooms.sfu.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebmWriterTest {

  private static final int SEGMENT = 0x18538067;
  private static final int CLUSTER = 0x1F43B675;
  private static final TrackEntry VP8 = new TrackEntry(true, "V_VP8", new byte[0], 640, 360, 0);

  private final MemoryChannel file = new MemoryChannel();

  private static MediaFrame frame(int track, long millis, boolean keyframe) {
    byte[] data = ("frame " + track + " at " + millis).getBytes(StandardCharsets.US_ASCII);
    return new MediaFrame(track, 1000 * millis, 20_000, keyframe, data, 0, null);
  }

  private WebmWriter writer() throws IOException {
    return new WebmWriter(
        file, List.of(TrackEntry.opus(), VP8), Instant.parse("2026-01-02T03:04:05Z"));
  }

  /** Sound each 20 ms, and pictures each 40 ms, a keyframe first. */
  private static void write(WebmWriter writer, int fromMillis, int toMillis) throws IOException {
    for (int millis = fromMillis; millis < toMillis; millis += 20) {
      writer.write(0, frame(0, millis, true));
      if (millis % 40 == 0) {
        writer.write(1, frame(1, millis, millis == 0));
      }
    }
  }

  private WebmFile read() {
    return new WebmFile(file.toBytes());
  }

  @Test
  void theHeaderSaysWhatTheFileContains() throws IOException {
    try (WebmWriter writer = writer()) {
      write(writer, 0, 100);
    }
    WebmFile webm = read();
    assertThat(webm.type()).isEqualTo("webm");
    assertThat(webm.codecs()).containsExactly("A_OPUS", "V_VP8");
    assertThat(webm.width()).isEqualTo(640);
    assertThat(webm.height()).isEqualTo(360);
    assertThat(webm.one(0xB5).decimal()).isEqualTo(48_000);
    assertThat(webm.one(0x63A2).value())
        .startsWith("OpusHead".getBytes(StandardCharsets.US_ASCII))
        .hasSize(19);
    assertThat(webm.one(0x2AD7B1).number()).isEqualTo(1_000_000);
    assertThat(webm.one(0x4461).number() / 1_000_000_000)
        .isEqualTo(
            Instant.parse("2026-01-02T03:04:05Z").getEpochSecond()
                - Instant.parse("2001-01-01T00:00:00Z").getEpochSecond());
    assertThat(webm.all(0x7675)).isEmpty();
  }

  @Test
  void aFileWithH264IsMatroska() throws IOException {
    TrackEntry avc = new TrackEntry(true, "V_MPEG4/ISO/AVC", new byte[] {1, 2}, 640, 360, 0);
    new WebmWriter(file, List.of(avc), Instant.EPOCH).close();
    assertThat(read().type()).isEqualTo("matroska");
  }

  @Test
  void aPictureIsTurnedByThePlayer() throws IOException {
    new WebmWriter(file, List.of(VP8.rotated(90), VP8.rotated(270)), Instant.EPOCH).close();
    assertThat(read().all(0x7675)).extracting(WebmFile.Element::decimal).containsExactly(-90d, 90d);
  }

  @Test
  void framesAreInClustersOfAtMostFiveSeconds() throws IOException {
    try (WebmWriter writer = writer()) {
      write(writer, 0, 12_000);
    }
    WebmFile webm = read();
    assertThat(webm.clusters()).hasSize(3);
    assertThat(webm.all(0xE7))
        .extracting(WebmFile.Element::number)
        .containsExactly(0L, 5000L, 10_000L);
    assertThat(webm.blocks()).hasSize(600 + 300);
    assertThat(webm.blocks(1)).extracting(WebmFile.Block::millis).endsWith(11_960L, 11_980L);
    assertThat(webm.blocks(1)).allMatch(WebmFile.Block::keyframe);
    assertThat(webm.blocks(2).stream().filter(WebmFile.Block::keyframe)).hasSize(1);
    assertThat(webm.blocks(2).get(1).data()).asString().isEqualTo("frame 1 at 40");
  }

  @Test
  void aClosedFileHasSizesDurationAndIndex() throws IOException {
    try (WebmWriter writer = writer()) {
      write(writer, 0, 3000);
      writer.write(1, frame(1, 3000, true));
      write(writer, 3020, 6000);
    }
    WebmFile webm = read();
    assertThat(webm.unfinished()).isEmpty();
    assertThat(webm.duration()).isEqualTo(6000);
    List<Long> seeks = webm.all(0x53AC).stream().map(WebmFile.Element::number).toList();
    assertThat(webm.all(0x53AB)).hasSameSizeAs(seeks).hasSize(3);
    for (int i = 0; i < 3; i++) {
      byte[] id = webm.all(0x53AB).get(i).value();
      int at = webm.segment() + seeks.get(i).intValue();
      assertThat(Arrays.copyOfRange(file.toBytes(), at, at + 4)).isEqualTo(id);
    }
    assertThat(webm.all(0xB3)).extracting(WebmFile.Element::number).containsExactly(0L, 3000L);
    assertThat(webm.all(0xF7)).extracting(WebmFile.Element::number).containsOnly(2L);
    for (WebmFile.Element cue : webm.all(0xF1)) {
      assertThat(webm.clusters()).contains(webm.segment() + (int) cue.number());
    }
  }

  @Test
  void aFileThatWasNeverClosedIsWholeUpToTheLastSecond() throws IOException {
    WebmWriter writer = writer();
    write(writer, 0, 7_500);
    WebmFile webm = read();
    assertThat(webm.unfinished()).containsExactly(SEGMENT, CLUSTER);
    assertThat(webm.blocks(1).get(webm.blocks(1).size() - 1).millis())
        .isGreaterThanOrEqualTo(7000 - 20);
    assertThat(webm.duration()).isEqualTo(5000);
    assertThat(webm.all(0x53AB)).hasSize(2);
    writer.close();
  }

  @Test
  void aFileThatIsCutAnywhereHasItsWholeFramesBeforeTheCut() throws IOException {
    WebmWriter writer = writer();
    write(writer, 0, 6_200);
    byte[] all = file.toBytes();
    int header = new WebmFile(all).clusters().get(0);
    long before = 0;
    for (int length = header; length <= all.length; length++) {
      WebmFile cut = new WebmFile(Arrays.copyOf(all, length));
      assertThat(cut.codecs()).hasSize(2);
      assertThat((long) cut.blocks().size()).isGreaterThanOrEqualTo(before);
      before = cut.blocks().size();
    }
    assertThat(before).isGreaterThanOrEqualTo(300 + 150);
    writer.close();
  }

  @Test
  void aFullDiskLeavesAFileThatEndsWithAWholeFrame() throws IOException {
    WebmWriter writer = writer();
    write(writer, 0, 2_000);
    file.limit(file.toBytes().length + 1000);
    assertThatThrownBy(() -> write(writer, 2_000, 9_000)).isInstanceOf(IOException.class);
    writer.close();
    assertThat(file.isOpen()).isFalse();
    WebmFile webm = read();
    assertThat(webm.unfinished()).isEmpty();
    assertThat(webm.duration()).isGreaterThan(900).isLessThan(2_000);
    long last = webm.blocks().get(webm.blocks().size() - 1).millis();
    assertThat(webm.duration()).isEqualTo(last + 20.0);
  }

  @Test
  void soundAloneIsIndexedByItsClusters() throws IOException {
    try (WebmWriter writer = new WebmWriter(file, List.of(TrackEntry.opus()), Instant.EPOCH)) {
      for (int millis = 0; millis < 11_000; millis += 20) {
        writer.write(0, frame(0, millis, true));
      }
    }
    assertThat(read().all(0xB3))
        .extracting(WebmFile.Element::number)
        .containsExactly(0L, 5000L, 10_000L);
  }

  @Test
  void aFrameThatIsFarTooLateIsLeftOut() throws IOException {
    try (WebmWriter writer = writer()) {
      writer.write(0, frame(0, 40_000, true));
      writer.write(1, frame(1, 39_000, false));
      writer.write(1, frame(1, 1000, false));
    }
    assertThat(read().blocks())
        .extracting(WebmFile.Block::millis)
        .containsExactly(40_000L, 39_000L);
  }
}
