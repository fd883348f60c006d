package dev.rtcrooms.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rtcrooms.browser.Browsers;
import dev.rtcrooms.browser.PlayedFile;
import dev.rtcrooms.examples.quickstart.Quickstart;
import dev.rtcrooms.machine.ChildProcess;
import dev.rtcrooms.machine.Ffmpeg;
import dev.rtcrooms.machine.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process has recorded when it is killed. Runs only with {@code -Drecording.seconds=60}, on
 * a machine that does nothing else and has FFmpeg; {@code RecordingTest} plays a file that is not
 * complete in each build.
 */
class KilledServerTest {

  private static final Logger log = LoggerFactory.getLogger(KilledServerTest.class);
  private static final int SECONDS = Integer.getInteger("recording.seconds", 0);

  /** How much may be missing at the end, in seconds. */
  private static final int LOST = 5;

  /** When the only connection of the page was there, in milliseconds since 1970. */
  private static final String CONNECTED =
      """
      () => new Promise((resolve) => {
        const look = setInterval(() => {
          if (connections.some(({ connectionState }) => connectionState === 'connected')) {
            clearInterval(look);
            resolve(Date.now());
          }
        }, 5);
      })""";

  @RegisterExtension static final Browsers browsers = new Browsers();

  @Test
  void aFilePlaysUpToTheLastSecondsBeforeItsProcessWasKilled(@TempDir Path folder)
      throws IOException {
    assumeTrue(SECONDS > 0);
    double recorded;
    try (ChildProcess server =
        new ChildProcess(
            ChildProcess.folder("killed"),
            JavaCommand.brief(
                Quickstart.class, "--port", "0", "--record", folder.toAbsolutePath().toString()))) {
      String line = server.awaitLine("quickstart: ");
      Visitor ann = Visitor.with(browsers);
      ann.page().navigate(line.substring(line.indexOf("http")));
      ann.page().getByLabel("Your name").fill("Ann");
      ann.page().getByText("Create a room").click();
      ann.page().waitForURL("**/room/*");
      ann.page().locator("#gate-microphone[aria-pressed=false]").click();
      ann.page().locator("#gate-camera[aria-pressed=false]").click();
      ann.page().locator("#gate-camera[aria-pressed=true]").waitFor();
      ann.press("Join");
      double began = ((Number) ann.page().evaluate(CONNECTED)).doubleValue();
      ann.page().waitForTimeout(SECONDS * 1000.0);
      recorded = (System.currentTimeMillis() - began) / 1000;
      server.crash();
    }
    Path file;
    try (Stream<Path> files = Files.list(folder)) {
      file = files.toList().get(0);
    }
    double readable = Ffmpeg.lastPacket(file);
    PlayedFile played = PlayedFile.in(browsers.page(), file);
    log.info("Of {} s FFmpeg reads {} s, and Chromium plays {} s", recorded, readable, played);
    assertThat(readable).isBetween(recorded - LOST, recorded + 1);
    assertThat(played.end()).isBetween(recorded - LOST, recorded + 1);
    assertThat(played.frames()).isGreaterThan(SECONDS);
    assertThat(played.sound()).isPositive();
  }
}
