package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.sfu.RecordedFile;
import dev.rtcrooms.sfu.Recording;
import dev.rtcrooms.sfu.RecordingEnd;
import dev.rtcrooms.sfu.WhipRoutes;
import dev.rtcrooms.signaling.Streams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A browser publishes, the room is recorded, and a browser plays the file. */
class RecordingTest {

  private static final String CAMERA =
      "await camera({ video: { width: 320, height: 240 }, audio: true })";

  /** Many more than are asserted to be played: some come before the recorder has a keyframe. */
  private static final int ENOUGH_PICTURES = 30;

  /** How many pictures in their full size were sent. */
  private static final String PICTURES =
      """
      (async () => {
        const pc = window.studio ?? room.peers.get('up');
        const parts = pc === undefined ? [] : [...(await pc.getStats()).values()];
        const sent = parts.find(({ type, frameHeight }) => type === 'outbound-rtp' && frameHeight === 240);
        return sent?.framesEncoded ?? 0;
      })()""";

  /** So long after a packet it is in the file, in milliseconds. */
  private static final int WRITTEN_MS = 1_500;

  @TempDir private static Path folder;
  @RegisterExtension static final SharedSfu sfu = new SharedSfu();

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension static final Browsers firefox = new Browsers(Engine.FIREFOX);

  @RegisterExtension
  final RealRooms server =
      new RealRooms(Streams.sfu(IceServers.none(), sfu.get()))
          .serving(rooms -> WhipRoutes.of(rooms, sfu.get()));

  private final Visitors visitors = new Visitors(browsers, server);

  @ParameterizedTest
  @CsvSource({"VP8, webm", "H264, mkv", "VP9, webm", "AV1, webm"})
  void whatABrowserSendsIsPlayedByABrowser(String codec, String suffix) throws Exception {
    RoomPage ann = visitors.enter("Ann");
    assumeTrue(OneCodec.offer(ann, codec));
    Recording recording = sfu.get().record(server.room(), folder.resolve(codec));
    ann.until("room.recording");
    Visitors.publish(ann, CAMERA);
    await(ann, recording, 3500);
    Path crashed = folder.resolve(codec + "." + suffix);
    Files.copy(recording.files().get(0).path(), crashed);
    RecordedFile file = stop(recording);
    ann.until("!room.recording");
    assertThat(file.path().toString()).endsWith(suffix);

    assertPlays(ann.page(), file);

    PlayedFile cut = PlayedFile.in(ann.page(), crashed);
    assertThat(cut.end()).isGreaterThan(2);
    assertThat(cut.frames()).isGreaterThan(5);
    assertThat(cut.sound()).isPositive();
  }

  @Test
  void whatFirefoxSendsIsPlayedByChromium() throws Exception {
    RoomPage fox = new Visitors(firefox, server).enter("Fox");
    Recording recording = sfu.get().record(server.room(), folder.resolve("firefox"));
    Visitors.publish(fox, CAMERA);
    await(fox, recording, 2500);
    assertPlays(browsers.page(), stop(recording));
  }

  @Test
  void whatComesByWhipIsPlayedByChromium() throws Exception {
    Recording recording = sfu.get().record(server.room(), folder.resolve("whip"));
    RoomPage studio = RoomPage.open(browsers.page(), server.site());
    studio.act(WhipBrowserTest.EXCHANGE);
    studio.run(WhipBrowserTest.PUBLISH.formatted(server.endpoint("whip", server.roomAddress())));
    await(studio, recording, 2500);
    RecordedFile file = stop(recording);
    assertThat(file.publisher().client()).isNotEmpty();
    assertPlays(studio.page(), file);
  }

  /** Waits until so much is recorded, and enough pictures, of which a busy browser sends few. */
  private static void await(RoomPage page, Recording recording, int millis) {
    Page.WaitForConditionOptions patient = new Page.WaitForConditionOptions().setTimeout(60_000);
    page.page().waitForCondition(() -> (Integer) page.run(PICTURES) >= ENOUGH_PICTURES, patient);
    long least = Math.max(millis, recorded(recording) + WRITTEN_MS);
    page.page().waitForCondition(() -> recorded(recording) > least, patient);
  }

  private static long recorded(Recording recording) {
    return recording.files().stream().mapToLong(file -> file.duration().toMillis()).max().orElse(0);
  }

  /** Stops a recording that has one file. */
  private static RecordedFile stop(Recording recording) throws Exception {
    assertThat(recording.stop().toCompletableFuture().get(30, TimeUnit.SECONDS))
        .isEqualTo(RecordingEnd.STOPPED);
    assertThat(recording.files()).hasSize(1);
    return recording.files().get(0);
  }

  private static void assertPlays(Page page, RecordedFile file) {
    PlayedFile played = PlayedFile.in(page, file.path());
    assertThat(played.width()).isEqualTo(320);
    assertThat(played.height()).isEqualTo(240);
    double seconds = file.duration().toMillis() / 1000.0;
    assertThat(played.duration()).isBetween(seconds - 0.1, seconds + 0.1);
    assertThat(played.frames()).isGreaterThan(10);
    assertThat(played.sound()).isPositive();
  }
}
