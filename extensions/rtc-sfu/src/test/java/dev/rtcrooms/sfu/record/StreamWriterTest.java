package dev.rtcrooms.sfu.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.forward.TrackFormat;
import dev.rtcrooms.sfu.rtp.VideoCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** From packets to files; the time is that of the packets. */
class StreamWriterTest {

  private static final int SOUND = 0;
  private static final int PICTURE = 1;
  private static final byte[] OPUS = {(byte) 0xFC, 1, 2};

  /** A CELT frame of 20 ms. */
  private static final byte[] SILENCE = {(byte) 0xF8, (byte) 0xFF, (byte) 0xFE};

  private final List<MemoryChannel> channels = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<FileProgress> files = new ArrayList<>();
  private final List<Integer> asked = new ArrayList<>();
  private final StreamWriter writer =
      new StreamWriter(
          "ann",
          List.of(
              new TrackFormat(null, 48_000, 111, -1),
              new TrackFormat(VideoCodec.VP8, 90_000, 96, 97)),
          new Folder(),
          asked::add,
          files::add);

  private final class Folder implements RecordingFolder {
    @Override
    public Opened create(String name, String suffix) {
      MemoryChannel channel = new MemoryChannel();
      channels.add(channel);
      names.add(name + suffix);
      return new Opened(Path.of(name + suffix), channel);
    }

    @Override
    public long space() {
      return Long.MAX_VALUE;
    }
  }

  private static long nanos(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis) - 5_000_000_000L; // nanoTime may be negative
  }

  private static long ntp(long millis) {
    return (1L << 60) + (millis << 32) / 1000;
  }

  /** A packet of the sound, of 20 ms; its number is that of its packet. */
  private void sound(long number, long ntp, long arrivesMillis) throws IOException {
    long timestamp = (0xFFFFF000L + 960 * number) & 0xFFFFFFFFL;
    take(
        new MediaPacket(
            SOUND, 1, number, timestamp, true, false, 0, ntp, nanos(arrivesMillis), OPUS));
  }

  private void picture(long number, long takenMillis, boolean key, long ntp, long arrivesMillis)
      throws IOException {
    picture(number, takenMillis, key, ntp, arrivesMillis, 0);
  }

  /** A packet that holds a whole picture. */
  private void picture(
      long number, long takenMillis, boolean key, long ntp, long arrivesMillis, int rotation)
      throws IOException {
    byte[] payload =
        key
            ? new byte[] {
              0x10, 0x10, 0, 0, (byte) 0x9d, 1, 0x2a, 64, 1, (byte) 180, 0, (byte) number
            }
            : new byte[] {0x10, 0x11, (byte) number};
    long timestamp = (77 + 90 * takenMillis) & 0xFFFFFFFFL;
    take(
        new MediaPacket(
            PICTURE,
            2,
            number,
            timestamp,
            true,
            key,
            rotation,
            ntp,
            nanos(arrivesMillis),
            payload));
  }

  private void take(MediaPacket packet) throws IOException {
    writer.take(packet);
    writer.advance(packet.arrived());
  }

  private List<WebmFile> close() throws IOException {
    writer.close();
    return channels.stream().map(channel -> new WebmFile(channel.toBytes())).toList();
  }

  private static List<Long> times(WebmFile file, int track) {
    return file.blocks(track + 1).stream().map(WebmFile.Block::millis).toList();
  }

  @Test
  void soundAndPictureAreInOneFile() throws IOException {
    for (int i = 0; i < 100; i++) {
      sound(i, 0, 20 * i);
      if (i % 2 == 1) {
        picture(i / 2, 20 * i, i == 1, 0, 20 * i + 5);
      }
    }
    WebmFile file = close().get(0);
    assertThat(names).containsExactly("ann.webm");
    assertThat(file.codecs()).containsExactly("A_OPUS", "V_VP8");
    assertThat(file.width()).isEqualTo(320);
    assertThat(file.height()).isEqualTo(180);
    assertThat(times(file, SOUND)).hasSize(100).startsWith(0L, 20L, 40L).endsWith(1980L);
    assertThat(times(file, PICTURE)).hasSize(50).startsWith(25L, 65L);
    assertThat(file.blocks()).isSortedAccordingTo((a, b) -> Long.compare(a.millis(), b.millis()));
    assertThat(file.duration()).isBetween(2000.0, 2020.0);
    assertThat(files.get(0).isComplete()).isTrue();
    assertThat(files.get(0).bytes()).isEqualTo(channels.get(0).size());
    assertThat(asked).isEmpty();
  }

  @Test
  void reportsOfThePublisherPutPicturesInStepWithTheSound() throws IOException {
    // the picture takes 120 ms longer than the sound; reports come after a second
    for (int i = 0; i < 200; i++) {
      sound(i, i < 50 ? 0 : ntp(20 * i), 20 * i);
      if (i % 2 == 0) {
        picture(i / 2, 20 * i, i == 0, i < 50 ? 0 : ntp(20 * i), 20 * i + 120);
      }
    }
    List<Long> times = times(close().get(0), PICTURE);
    assertThat(times.get(0)).isEqualTo(120);
    assertThat(times).isSorted().doesNotHaveDuplicates();
    assertThat(times.subList(40, 100)).allMatch(millis -> millis % 40 == 0);
    assertThat(times.get(99)).isEqualTo(20 * 198);
  }

  @Test
  void aReportThatIsFarOffMovesNothing() throws IOException {
    for (int i = 0; i < 100; i++) {
      sound(i, ntp(20 * i), 20 * i);
      picture(i, 20 * i, i == 0, ntp(20 * i + 3_000), 20 * i);
    }
    List<Long> times = times(close().get(0), PICTURE);
    assertThat(times).hasSize(100).startsWith(0L, 20L, 40L).endsWith(1980L);
  }

  @Test
  void aLatePacketTakesItsPlace() throws IOException {
    picture(1, 0, true, 0, 0);
    sound(1, 0, 0);
    sound(3, 0, 40);
    sound(4, 0, 60);
    sound(2, 0, 480);
    sound(5, 0, 490);
    WebmFile file = close().get(0);
    assertThat(times(file, SOUND)).containsExactly(0L, 20L, 40L, 60L, 80L);
    assertThat(file.blocks(SOUND + 1)).allMatch(block -> Arrays.equals(block.data(), OPUS));
  }

  @Test
  void soundThatIsLostBecomesSilence() throws IOException {
    picture(1, 0, true, 0, 0);
    sound(1, 0, 0);
    sound(3, 0, 40);
    writer.advance(nanos(560));
    sound(2, 0, 600);
    sound(4, 0, 610);
    WebmFile file = close().get(0);
    assertThat(times(file, SOUND)).containsExactly(0L, 20L, 40L, 60L);
    assertThat(file.blocks(SOUND + 1).get(1).data()).isEqualTo(SILENCE);
    assertThat(file.blocks(SOUND + 1).get(2).data()).isEqualTo(OPUS);
  }

  @Test
  void soundThatStopsBecomesSilence() throws IOException {
    sound(1, 0, 0);
    for (int i = 0; i < 100; i++) {
      picture(i, 20 * i, i == 0, 0, 20 * i);
    }
    WebmFile file = close().get(0);
    assertThat(times(file, SOUND)).hasSize(99).startsWith(0L, 20L).endsWith(1960L);
    assertThat(file.blocks()).isSortedAccordingTo((a, b) -> Long.compare(a.millis(), b.millis()));
  }

  @Test
  void afterALossPicturesBeginAgainWithAKeyframe() throws IOException {
    picture(1, 0, true, 0, 0);
    picture(2, 40, false, 0, 40);
    picture(4, 120, false, 0, 120);
    picture(5, 160, false, 0, 660);
    assertThat(asked).containsExactly(PICTURE);
    picture(6, 700, true, 0, 700);
    picture(7, 740, false, 0, 740);
    sound(1, 0, 740);
    assertThat(times(close().get(0), PICTURE)).containsExactly(0L, 40L, 700L, 740L);
    assertThat(asked).containsExactly(PICTURE);
  }

  @Test
  void picturesBeforeTheFirstKeyframeAreLeftOut() throws IOException {
    picture(1, 0, false, 0, 0);
    picture(2, 40, false, 0, 40);
    picture(3, 80, true, 0, 80);
    sound(1, 0, 80);
    WebmFile file = close().get(0);
    assertThat(file.blocks(PICTURE + 1)).hasSize(1).allMatch(WebmFile.Block::keyframe);
    assertThat(asked).containsExactly(PICTURE);
  }

  @Test
  void aCameraThatComesLateBeginsAnotherFile() throws IOException {
    for (int i = 0; i < 400; i++) {
      sound(i, 0, 20 * i);
    }
    assertThat(names).hasSize(1);
    for (int i = 400; i < 450; i++) {
      sound(i, 0, 20 * i);
      picture(i, 20 * i, i == 400, 0, 20 * i);
    }
    List<WebmFile> parts = close();
    assertThat(parts).hasSize(2);
    assertThat(parts.get(0).codecs()).containsExactly("A_OPUS");
    assertThat(times(parts.get(0), SOUND)).hasSizeBetween(400, 401).startsWith(0L);
    assertThat(parts.get(1).codecs()).containsExactly("A_OPUS", "V_VP8");
    assertThat(times(parts.get(1), PICTURE)).hasSize(50).startsWith(0L);
    assertThat(files).allMatch(FileProgress::isComplete);
  }

  @Test
  void aPictureThatIsTurnedBeginsAnotherFile() throws IOException {
    for (int i = 0; i < 100; i++) {
      sound(i, 0, 20 * i);
      picture(i, 20 * i, i % 50 == 0, 0, 20 * i, i < 50 ? 0 : 90);
    }
    List<WebmFile> parts = close();
    assertThat(parts).hasSize(2);
    assertThat(parts.get(0).all(0x7675)).isEmpty();
    assertThat(parts.get(1).one(0x7675).decimal()).isEqualTo(-90);
    assertThat(times(parts.get(1), PICTURE)).hasSize(50);
  }

  @Test
  void anotherSourceGoesOnInTheSameFile() throws IOException {
    for (int i = 0; i < 50; i++) {
      sound(i, 0, 20 * i);
      picture(i, 20 * i, i == 0, 0, 20 * i);
    }
    for (int i = 0; i < 50; i++) {
      sound(50 + i, 0, 1000 + 20 * i);
      byte[] payload = {
        0x10, (byte) (i == 0 ? 0x10 : 0x11), 0, 0, (byte) 0x9d, 1, 0x2a, 64, 0, 64, 0
      };
      long timestamp = 123_456_789 + 1800L * i;
      long arrived = nanos(1000 + 20 * i);
      take(new MediaPacket(PICTURE, 3, 9000 + i, timestamp, true, i == 0, 0, 0, arrived, payload));
    }
    List<WebmFile> parts = close();
    assertThat(parts).hasSize(1);
    assertThat(times(parts.get(0), PICTURE)).hasSize(100).isSorted().endsWith(1960L, 1980L);
  }

  @Test
  void theHeaderHasTheSizeOfTheLargestPicture() throws IOException {
    sound(1, 0, 0);
    byte[] small = {0x10, 0x10, 0, 0, (byte) 0x9d, 1, 0x2a, 80, 0, 45, 0};
    take(new MediaPacket(PICTURE, 2, 1, 77, true, true, 0, 0, nanos(0), small));
    picture(2, 40, true, 0, 40);
    take(new MediaPacket(PICTURE, 2, 3, 77 + 7200, true, true, 0, 0, nanos(80), small));
    List<WebmFile> files = close();
    assertThat(files).hasSize(1);
    assertThat(files.get(0).width()).isEqualTo(320);
    assertThat(files.get(0).height()).isEqualTo(180);
    assertThat(files.get(0).blocks(PICTURE + 1)).hasSize(3);
  }

  @Test
  void timeThatPassesInAPausePassesInTheFile() throws IOException {
    picture(1, 0, true, 0, 0);
    for (int i = 0; i < 50; i++) {
      sound(i, 0, 20 * i);
    }
    for (int i = 50; i < 100; i++) {
      sound(i, 0, 5_000 + 20 * i); // the publisher's timestamps have stood still
    }
    List<WebmFile.Block> sound = close().get(0).blocks(SOUND + 1);
    assertThat(sound).hasSize(6_980 / 20 + 1);
    assertThat(sound.get(49).data()).isEqualTo(OPUS);
    assertThat(sound.get(50).data()).isEqualTo(SILENCE);
    assertThat(sound.get(299).data()).isEqualTo(SILENCE);
    assertThat(sound.get(300).millis()).isEqualTo(6_000);
    assertThat(sound.get(300).data()).isEqualTo(OPUS);
  }

  @Test
  void aHoleOfAnyLengthIsFilled() throws IOException {
    picture(1, 0, true, 0, 0);
    sound(1, 0, 0);
    take(new MediaPacket(SOUND, 9, 1, 0, true, false, 0, 0, nanos(57), OPUS)); // 37 ms later
    WebmFile file = close().get(0);
    assertThat(times(file, SOUND)).containsExactly(0L, 20L, 40L, 50L, 57L);
    assertThat(file.blocks(SOUND + 1).subList(1, 4))
        .extracting(block -> OpusDuration.micros(block.data()))
        .containsExactly(20_000L, 10_000L, 5_000L);
  }

  @Test
  void nothingIsWrittenOfAStreamThatSendsNothing() throws IOException {
    writer.advance(nanos(10_000));
    assertThat(close()).isEmpty();
  }

  @Test
  void aPictureThatNeverEndsIsLeftOut() throws IOException {
    picture(1, 0, true, 0, 0);
    byte[] more = new byte[1_000];
    for (int number = 2; number < 5_000; number++) {
      take(new MediaPacket(PICTURE, 2, number, 77 + 90 * 40, false, false, 0, 0, nanos(40), more));
    }
    picture(5_000, 80, true, 0, 80);

    WebmFile file = close().get(0);
    assertThat(times(file, PICTURE)).containsExactly(0L, 80L);
  }
}
