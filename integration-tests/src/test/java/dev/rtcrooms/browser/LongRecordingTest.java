package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.machine.Program;
import dev.rtcrooms.sfu.RecordedFile;
import dev.rtcrooms.sfu.Recording;
import dev.rtcrooms.signaling.Streams;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A recording has the right length, and its sound and picture are in step, as FFmpeg sees it. Runs
 * only with {@code -Drecording.seconds=60}, on a machine that does nothing else and has FFmpeg.
 */
class LongRecordingTest {

  private static final Logger log = LoggerFactory.getLogger(LongRecordingTest.class);
  private static final int SECONDS = Integer.getInteger("recording.seconds", 0);

  /** Each second, a tone and a white picture of 0.3 seconds begin at the same time. */
  private static final String PULSES =
      """
      (() => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 });
        const context = canvas.getContext('2d');
        const audio = new AudioContext();
        const tone = new OscillatorNode(audio, { frequency: 1000 });
        const volume = new GainNode(audio, { gain: 0 });
        const microphone = audio.createMediaStreamDestination();
        tone.connect(volume).connect(microphone);
        tone.start();
        window.begins = [];
        let next = 1;
        const draw = () => {
          const time = audio.currentTime;
          if (time > next - 0.5) {
            volume.gain.setValueAtTime(0.8, next);
            volume.gain.setValueAtTime(0, next + 0.3);
            next++;
          }
          const phase = time % 1;
          const isWhite = time > 0.99 && phase < 0.3;
          if (isWhite && !window.isWhite) window.begins.push(performance.now());
          window.isWhite = isWhite;
          context.fillStyle = isWhite ? 'white' : 'black';
          context.fillRect(0, 0, 320, 240);
          context.fillStyle = 'gray';
          context.fillRect(4 * Math.floor(20 * phase), 0, 4, 4);
        };
        setInterval(draw, 8);
        return new MediaStream([...canvas.captureStream(60).getTracks(), ...microphone.stream.getTracks()]);
      })()""";

  @RegisterExtension static final SharedSfu sfu = new SharedSfu();

  @RegisterExtension static final Browsers browsers = new Browsers();

  @RegisterExtension
  final RealRooms server = new RealRooms(Streams.sfu(IceServers.none(), sfu.get()));

  @Test
  void soundAndPictureAreInStepAndAsLongAsTheyWere(@TempDir Path folder) throws Exception {
    assumeTrue(SECONDS > 0);
    Path ffmpeg = Program.find("ffmpeg").orElseThrow();
    RoomPage ann = new Visitors(browsers, server).enter("Ann");
    ann.page().mouse().click(1, 1); // or there would be no sound
    Recording recording = sfu.get().record(server.room(), folder);
    Visitors.publish(ann, PULSES);
    ann.page().setDefaultTimeout((SECONDS + 60) * 1000.0);
    ann.until("begins.length > " + SECONDS);
    List<?> begins = (List<?>) ann.run("begins");
    recording.stop().toCompletableFuture().get(30, TimeUnit.SECONDS);
    RecordedFile file = recording.files().get(0);
    List<String> analysis =
        lines(
            ffmpeg.toString(),
            "-hide_banner",
            "-i",
            file.path().toString(),
            "-af",
            "silencedetect=noise=-30dB:d=0.3",
            "-vf",
            "blackdetect=d=0.3:pix_th=0.5:pic_th=0.9",
            "-f",
            "null",
            "-");
    List<Double> sounds = times(analysis, "silence_end: ([0-9.]+)");
    List<Double> pictures = times(analysis, "black_end:([0-9.]+)");
    List<Double> steps = new ArrayList<>();
    for (double picture : pictures) {
      sounds.stream()
          .map(sound -> picture - sound)
          .filter(step -> Math.abs(step) < 0.4)
          .findFirst()
          .ifPresent(steps::add);
    }
    steps.sort(null);
    int count = Math.min(pictures.size(), begins.size()) - 2;
    double played = pictures.get(pictures.size() - 2) - pictures.get(pictures.size() - 2 - count);
    double drawn =
        (number(begins.get(begins.size() - 1)) - number(begins.get(begins.size() - 1 - count)))
            / 1000;
    log.info(
        "{} with {} pulses of {}; {} s were drawn and {} s recorded; pictures behind the sound by {} s,"
            + " in the middle {}",
        file.duration(),
        steps.size(),
        begins.size(),
        drawn,
        played,
        List.of(steps.get(0), steps.get(steps.size() - 1)),
        steps.get(steps.size() / 2));
    assertThat(steps).hasSizeGreaterThan(SECONDS - 5);
    assertThat(steps.get(steps.size() / 2)).isCloseTo(0, within(0.04));
    assertThat(played).isCloseTo(drawn, within(0.2));
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  private static List<String> lines(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader reader = process.inputReader()) {
      return reader.lines().toList();
    }
  }

  private static List<Double> times(List<String> lines, String pattern) {
    return lines.stream()
        .map(Pattern.compile(pattern)::matcher)
        .filter(Matcher::find)
        .map(found -> Double.valueOf(found.group(1)))
        .toList();
  }
}
