package dev.rtcrooms.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.browser.Browsers;
import dev.rtcrooms.examples.quickstart.Options;
import dev.rtcrooms.examples.quickstart.Quickstart;
import dev.rtcrooms.examples.quickstart.QuickstartServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The main job once more, with the media going through the process. */
class SfuVisitTest {

  @RegisterExtension static final Browsers browsers = new Browsers();

  @Test
  void theySeeEachOtherAndAWatcherSeesBoth() throws IOException {
    Options options = Options.defaults().withPort(0).withStreams(Options.Media.SFU);
    Visitor ann = Visitor.with(browsers);
    Visitor bob = Visitor.with(browsers);
    Visitor eve = Visitor.with(browsers);
    try (QuickstartServer server = Quickstart.start(options)) {
      bob.join(ann.createRoom(server.url(), "Ann"), "Bob");
      eve.watch(ann.streamLink());
      ann.startCamera();
      bob.awaitVideos(1);
      eve.awaitVideos(1);
      bob.startCamera();
      ann.awaitVideos(1);
      eve.awaitVideos(2);
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("rtc-sfu"));
  }
}
