package dev.rtcrooms.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Response;
import dev.rtcrooms.browser.Browsers;
import dev.rtcrooms.browser.Engine;
import dev.rtcrooms.examples.quickstart.Options;
import dev.rtcrooms.examples.quickstart.Quickstart;
import dev.rtcrooms.examples.quickstart.QuickstartServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The main job once more, with the media going through the process. */
class SfuVisitTest {

  /** The page's own code neither stops its devices nor closes its connections. */
  private static final String NEVER_STOP =
      "MediaStreamTrack.prototype.stop = RTCPeerConnection.prototype.close = () => {}";

  private static final String KEEP_TRACKS =
      "() => { kept = document.querySelector('.tile:not(.own) video').srcObject.getTracks(); }";

  /** The browser gets nothing more for the tracks that the page has kept. */
  private static final String TRACKS_ENDED =
      "() => kept.every((track) => track.muted || track.readyState === 'ended')";

  /** The page, its addresses, its form, its connections, and what it keeps. */
  private static final String ALL_OF_A_PAGE =
      """
      () => JSON.stringify([
        location.href,
        document.referrer,
        history.state,
        document.cookie,
        Object.entries(localStorage),
        Object.entries(sessionStorage),
        performance.getEntries().map(({ name }) => name),
        document.documentElement.outerHTML,
        [...document.querySelectorAll('input, textarea, select')].map(({ value }) => value),
        connections.map((each) => [each.localDescription?.sdp, each.remoteDescription?.sdp]),
      ])""";

  private static final String DIRECTIONS =
      """
      [...new Set(connections.flatMap((each) =>
        each.getTransceivers().map(({ currentDirection }) => currentDirection)))].join()""";

  @RegisterExtension static final Browsers browsers = new Browsers(Engine.CHROMIUM);

  @Test
  void theySeeEachOtherAndAWatcherSeesBothAndLearnsNoRoomId() throws IOException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Options options = Options.defaults().withPort(0);
    Visitor ann = Visitor.with(browsers);
    Visitor bob = Visitor.with(browsers);
    Visitor eve = Visitor.with(browsers);
    try (QuickstartServer server = Quickstart.start(options)) {
      String roomLink = ann.createRoom(server.url(), "Ann");
      String roomId = roomLink.substring(roomLink.lastIndexOf('/') + 1);
      bob.join(roomLink, "Bob");
      List<Response> responses = new ArrayList<>();
      eve.page().onResponse(responses::add);
      eve.watch(ann.streamLink());
      ann.startCamera();
      bob.awaitVideos(1);
      eve.awaitVideos(1);
      bob.startCamera();
      ann.awaitVideos(1);
      eve.awaitVideos(2);
      assertThat(ann.page().evaluate(ALL_OF_A_PAGE).toString()).contains(roomId);
      assertThat(known(eve, responses)).doesNotContainIgnoringCase(roomId, roomId.replace("-", ""));
      assertThat(eve.sent())
          .contains("\"answer\"")
          .doesNotContain("\"offer\"", "\"publish\"", "\"open-channel\"");
      assertThat(eve.page().evaluate("cameraAsked")).isEqualTo(0);
      assertThat(eve.page().evaluate(DIRECTIONS)).isEqualTo("recvonly");
      assertThat(eve.count("outbound-rtp", "packetsSent")).isZero();
    }
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("rtc-sfu")));
  }

  /** All that a page has been told, and has told. */
  private static String known(Visitor visitor, List<Response> responses) {
    StringBuilder all = new StringBuilder();
    for (Response response : responses) {
      all.append(response.url()).append(response.headers());
      if (response.status() == 200) {
        all.append(response.text());
      }
    }
    all.append(visitor.heard()).append(visitor.sent());
    return all.append(visitor.page().evaluate(ALL_OF_A_PAGE)).toString();
  }

  @Test
  void everybodySeesThatTheRoomIsRecorded(@TempDir Path folder) throws IOException {
    Options options = Options.defaults().withPort(0).withRecord(folder);
    Visitor ann = Visitor.with(browsers);
    Visitor eve = Visitor.with(browsers);
    try (QuickstartServer server = Quickstart.start(options)) {
      ann.createRoom(server.url(), "Ann");
      assertThat(ann.page().locator("#recorded")).isVisible();
      eve.watch(ann.streamLink());
      assertThat(eve.page().locator("#recorded")).hasText("Recording");
      ann.startCamera();
      eve.awaitVideos(1);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(1).allMatch(file -> file.toString().endsWith(".webm"));
    }
  }

  @Test
  void theOneWhoSpeaksIsLargeInTheSpeakerView() throws IOException {
    Options options = Options.defaults().withPort(0);
    Visitor ann = Visitor.with(browsers);
    try (QuickstartServer server = Quickstart.start(options)) {
      String roomLink = ann.createRoom(server.url(), "Ann");
      Visitor carl = Visitor.with(browsers).join(roomLink, "Carl");
      carl.startCamera();
      ann.awaitVideos(1);
      ann.press("Speaker view");
      Visitor bob = Visitor.with(browsers).join(roomLink, "Bob");
      bob.press("Microphone");
      Locator speaker =
          ann.page().locator(".tile").filter(new Locator.FilterOptions().setHasText("Bob"));
      assertThat(speaker).hasClass(Pattern.compile("\\bspeaking\\b"));
      assertThat(speaker).hasClass(Pattern.compile("\\blarge\\b"));
      assertThat(bob.page().locator(".tile.own")).hasClass(Pattern.compile("\\bspeaking\\b"));
      Visitor eve = Visitor.with(browsers).watch(ann.streamLink());
      Locator watched =
          eve.page().locator(".tile").filter(new Locator.FilterOptions().setHasText("Bob"));
      assertThat(watched).hasClass(Pattern.compile("\\bspeaking\\b"));
      bob.press("Microphone");
      assertThat(speaker).not().hasClass(Pattern.compile("\\bspeaking\\b"));
      assertThat(watched).not().hasClass(Pattern.compile("\\bspeaking\\b"));
      assertThat(speaker).hasClass(Pattern.compile("\\blarge\\b"));
    }
  }

  @Test
  void aModeratorEndsTheMediaOfAPageThatGoesOn() throws IOException {
    Options options = Options.defaults().withPort(0);
    Visitor ann = Visitor.with(browsers);
    try (QuickstartServer server = Quickstart.start(options)) {
      String roomLink = ann.createRoom(server.url(), "Ann");
      Visitor bob = Visitor.with(browsers);
      bob.page().addInitScript(NEVER_STOP);
      bob.join(roomLink, "Bob");
      bob.startCamera();
      bob.press("Microphone");
      ann.awaitVideos(1);
      ann.page().evaluate(KEEP_TRACKS);
      ann.page().locator("#tab-people").click();
      assertThat(ann.otherTile()).hasClass(Pattern.compile("\\bspeaking\\b"));
      ann.actOnPerson("Bob", "Ask to turn off the microphone");
      assertThat(ann.otherTile()).not().hasClass(Pattern.compile("\\bspeaking\\b"));
      assertThat(ann.otherTile().locator(".tile-muted")).isVisible();
      ann.actOnPerson("Bob", "Forbid microphone and camera");
      assertThat(ann.otherTile()).hasCount(0);
      ann.page().waitForFunction(TRACKS_ENDED);
      ann.actOnPerson("Bob", "Allow microphone and camera");
      bob.startCamera();
      ann.awaitVideos(1);
      ann.page().evaluate(KEEP_TRACKS);
      ann.actOnPerson("Bob", "Ban");
      assertThat(ann.otherTile()).hasCount(0);
      ann.page().waitForFunction(TRACKS_ENDED);
    }
  }
}
