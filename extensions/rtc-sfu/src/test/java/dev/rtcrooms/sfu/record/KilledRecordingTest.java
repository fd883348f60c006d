package dev.rtcrooms.sfu.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process that records is killed, so that nobody closes the file. */
@Tag("one-jdk")
@Timeout(120)
class KilledRecordingTest {

  private static final long RECORDED_MILLIS = 10_000;
  private static final long LOST_MILLIS = 5_000;

  /** Returns how much was recorded before the kill, in milliseconds. */
  private static long recordAndKill(Path folder) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    Process process =
        new ProcessBuilder(
                java,
                "-cp",
                classPath,
                RecordingProcess.class.getName(),
                folder.toString(),
                String.valueOf(RECORDED_MILLIS))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = process.inputReader()) {
      return Long.parseLong(lines.readLine());
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void theFilePlaysUpToItsLastFiveSeconds(@TempDir Path folder) throws Exception {
    long recorded = recordAndKill(folder);
    WebmFile file = WebmFile.of(folder.resolve("ann-1.webm"));
    assertThat(file.unfinished()).isNotEmpty();
    assertThat(file.codecs()).containsExactly("A_OPUS", "V_VP8");
    List<Long> sound = times(file, 1);
    assertThat(sound).isEqualTo(every(20, sound.size()));
    assertThat(20L * sound.size()).isGreaterThan(recorded - LOST_MILLIS);
    List<Long> pictures = times(file, 2);
    assertThat(pictures).isEqualTo(every(40, pictures.size()));
    assertThat(40L * pictures.size()).isGreaterThan(recorded - LOST_MILLIS);
    assertThat(file.blocks(2).get(0).keyframe()).isTrue();
  }

  private static List<Long> times(WebmFile file, int track) {
    return file.blocks(track).stream().map(WebmFile.Block::millis).toList();
  }

  private static List<Long> every(long millis, int count) {
    return LongStream.range(0, count).map(n -> millis * n).boxed().toList();
  }
}
