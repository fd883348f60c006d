package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.sfu.RecordedFile;
import dev.rtcrooms.sfu.Recording;
import dev.rtcrooms.sfu.RecordingEnd;
import dev.rtcrooms.signaling.Streams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A browser publishes, the room is recorded, and a browser plays the file. */
class RecordingTest {

  /** Plays a file to its end, and tells what was decoded. */
  private static final String PLAY =
      """
      (async () => {
        const video = document.createElement('video');
        video.muted = true;
        video.src = URL.createObjectURL(await (await fetch('/recording')).blob());
        document.body.replaceChildren(video);
        await video.play();
        const { duration } = video;
        await new Promise((resolve, reject) => {
          video.onended = resolve;
          video.onerror = () => reject(new Error(video.error.message));
        });
        return {
          duration,
          end: video.currentTime,
          width: video.videoWidth,
          height: video.videoHeight,
          frames: video.getVideoPlaybackQuality().totalVideoFrames,
          sound: video.webkitAudioDecodedByteCount,
        };
      })()
      """;

  @TempDir private static Path folder;
  @RegisterExtension static final SharedSfu sfu = new SharedSfu();

  @RegisterExtension static final Browsers browsers = new Browsers();

  @RegisterExtension
  final RealRooms server = new RealRooms(Streams.sfu(IceServers.none(), sfu.get()));

  private final Visitors visitors = new Visitors(browsers, server);

  @ParameterizedTest
  @CsvSource({"VP8, webm", "H264, mkv", "VP9, webm", "AV1, webm"})
  void whatABrowserSendsIsPlayedByABrowser(String codec, String suffix) throws Exception {
    RoomPage ann = visitors.enter("Ann");
    assumeTrue(OneCodec.offer(ann, codec));
    Recording recording = sfu.get().record(server.room(), folder.resolve(codec));
    ann.until("room.recording");
    Visitors.publish(ann, "await camera({ video: { width: 320, height: 240 }, audio: true })");
    ann.page()
        .waitForCondition(
            () -> recording.files().stream().anyMatch(file -> file.duration().toMillis() > 3500),
            new Page.WaitForConditionOptions().setTimeout(60_000));
    Path crashed = folder.resolve(codec + "." + suffix);
    Files.copy(recording.files().get(0).path(), crashed);
    assertThat(recording.stop().toCompletableFuture().get(30, TimeUnit.SECONDS))
        .isEqualTo(RecordingEnd.STOPPED);
    ann.until("!room.recording");
    assertThat(recording.files()).hasSize(1);
    RecordedFile file = recording.files().get(0);
    assertThat(file.path().toString()).endsWith(suffix);

    Map<String, Object> played = play(ann, file.path());
    assertThat(played).containsEntry("width", 320).containsEntry("height", 240);
    double seconds = file.duration().toMillis() / 1000.0;
    assertThat(number(played, "duration")).isBetween(seconds - 0.1, seconds + 0.1);
    assertThat(number(played, "frames")).isGreaterThan(10);
    assertThat(number(played, "sound")).isPositive();

    Map<String, Object> cut = play(ann, crashed);
    assertThat(number(cut, "end")).isGreaterThan(2);
    assertThat(number(cut, "frames")).isGreaterThan(5);
    assertThat(number(cut, "sound")).isPositive();
  }

  private static double number(Map<String, Object> played, String name) {
    return ((Number) played.get(name)).doubleValue();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> play(RoomPage page, Path file) {
    page.page()
        .route("**/recording", route -> route.fulfill(new Route.FulfillOptions().setPath(file)));
    try {
      return (Map<String, Object>) page.run(PLAY);
    } finally {
      page.page().unroute("**/recording");
    }
  }
}
