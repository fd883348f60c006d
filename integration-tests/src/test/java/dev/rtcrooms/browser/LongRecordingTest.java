package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.machine.Ffmpeg;
import dev.rtcrooms.sfu.Recording;
import dev.rtcrooms.signaling.Streams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A recording has the right length, its sound and picture are in step, and Chromium plays it. Runs
 * only with {@code -Drecording.seconds=60}, on a machine that does nothing else and has FFmpeg.
 */
class LongRecordingTest {

  private static final Logger log = LoggerFactory.getLogger(LongRecordingTest.class);
  private static final int SECONDS = Integer.getInteger("recording.seconds", 0);

  /** How much longer or shorter than what was sent, in seconds. */
  private static final double LENGTH = 0.2;

  /** How far the picture may be from the sound, in seconds. */
  private static final double STEP = 0.04;

  /**
   * Each second, a tone and a white picture of 0.3 seconds begin at the same time. Of each pulse
   * {@code pulses} has when the picture was drawn, and how much later than the tone, which the
   * browser begins on time even if its page is late.
   */
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
        window.pulses = [];
        let next = 1;
        const draw = () => {
          const time = audio.currentTime;
          if (time > next - 0.5) {
            volume.gain.setValueAtTime(0.8, next);
            volume.gain.setValueAtTime(0, next + 0.3);
            next++;
          }
          const phase = time % 1;
          const isWhite = time > 1 && phase < 0.3;
          if (isWhite && !window.isWhite) window.pulses.push({ at: performance.now() / 1000, late: phase });
          window.isWhite = isWhite;
          context.fillStyle = isWhite ? 'white' : 'black';
          context.fillRect(0, 0, 320, 240);
          context.fillStyle = 'gray';
          context.fillRect(4 * Math.floor(20 * phase), 0, 4, 4);
        };
        setInterval(draw, 8);
        return new MediaStream([...canvas.captureStream(60).getTracks(), ...microphone.stream.getTracks()]);
      })()""";

  /** Notes when the first packet can be sent. */
  private static final String FOLLOW_UP =
      """
      const look = setInterval(() => {
        if (room.peers.get('up')?.connectionState === 'connected') {
          window.began = performance.now() / 1000;
          clearInterval(look);
        }
      }, 5)""";

  @RegisterExtension static final SharedSfu sfu = new SharedSfu();

  @RegisterExtension static final Browsers browsers = new Browsers();

  @RegisterExtension
  final RealRooms server = new RealRooms(Streams.sfu(IceServers.none(), sfu.get()));

  /** What the page has drawn: when, and how much later than the tone, in seconds. */
  private record Pulse(double at, double late) {}

  @Test
  void soundAndPictureAreInStepAndAsLongAsTheyWere(@TempDir Path folder) throws Exception {
    assumeTrue(SECONDS > 0);
    RoomPage ann = new Visitors(browsers, server).enter("Ann");
    ann.page().mouse().click(1, 1); // or there would be no sound
    Recording recording = sfu.get().record(server.room(), folder);
    ann.act(FOLLOW_UP);
    Visitors.publish(ann, PULSES);
    ann.page().setDefaultTimeout((SECONDS + 60) * 1000.0);
    ann.until("window.began && performance.now() / 1000 > began + " + SECONDS);
    double began = ((Number) ann.run("began")).doubleValue();
    double sent = ((Number) ann.run("performance.now() / 1000")).doubleValue() - began;
    recording.stop().toCompletableFuture().get(30, TimeUnit.SECONDS);
    List<Pulse> pulses = pulses(ann);
    assertThat(recording.files()).hasSize(1);
    Path file = recording.files().get(0).path();

    double length = Ffmpeg.seconds(file);
    List<String> analysis = analysis(file);
    List<Double> sounds = times(analysis, "silence_end: ([0-9.]+)");
    List<Double> pictures = times(analysis, "black_end:([0-9.]+)");
    List<Double> steps = new ArrayList<>();
    List<Double> delays = new ArrayList<>();
    for (Pulse pulse : pulses) {
      double due = pulse.at() - began;
      if (due > 1 && due < sent - 1) {
        double picture = nearest(pictures, due);
        steps.add(picture - nearest(sounds, picture) - pulse.late());
        delays.add(picture - due);
      }
    }
    log.info(
        "{} s were sent and {} s recorded; {} pictures are behind the sound by {} s, and {} s later"
            + " in the file than they were drawn",
        sent,
        length,
        steps.size(),
        range(steps),
        range(delays));
    assertThat(length).isCloseTo(sent, within(LENGTH));
    assertThat(steps)
        .hasSizeGreaterThan(SECONDS - 4)
        .allSatisfy(step -> assertThat(step).isCloseTo(0, within(STEP)));
    assertThat(delays).allSatisfy(delay -> assertThat(delay).isCloseTo(0, within(LENGTH)));

    PlayedFile played = PlayedFile.in(browsers.page(), file);
    assertThat(played.end()).isCloseTo(length, within(LENGTH));
    assertThat(played.frames()).isGreaterThan(10 * SECONDS);
    assertThat(played.sound()).isPositive();
  }

  private static List<Pulse> pulses(RoomPage page) {
    return ((List<?>) page.run("pulses"))
        .stream()
            .map(Map.class::cast)
            .map(
                pulse ->
                    new Pulse(
                        ((Number) pulse.get("at")).doubleValue(),
                        ((Number) pulse.get("late")).doubleValue()))
            .toList();
  }

  private static List<String> analysis(Path file) throws IOException {
    return Ffmpeg.lines(
        "-hide_banner",
        "-i",
        file,
        "-af",
        "silencedetect=noise=-30dB:d=0.3",
        "-vf",
        "blackdetect=d=0.3:pix_th=0.5:pic_th=0.9",
        "-f",
        "null",
        "-");
  }

  private static double nearest(List<Double> times, double due) {
    return times.stream().min(Comparator.comparing(time -> Math.abs(time - due))).orElseThrow();
  }

  /** The least, the middle and the greatest one. */
  private static List<Double> range(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return List.of(sorted.get(0), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
  }

  private static List<Double> times(List<String> lines, String pattern) {
    return lines.stream()
        .map(Pattern.compile(pattern)::matcher)
        .filter(Matcher::find)
        .map(found -> Double.valueOf(found.group(1)))
        .toList();
  }
}
