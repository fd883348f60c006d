package dev.rtcrooms.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.browser.Browsers;
import dev.rtcrooms.examples.quickstart.Options;
import dev.rtcrooms.examples.quickstart.Options.Transport;
import dev.rtcrooms.examples.quickstart.Quickstart;
import dev.rtcrooms.examples.quickstart.QuickstartServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The main job once more, with Netty between the browsers and the rooms. */
class NettyVisitTest {

  @RegisterExtension static final Browsers browsers = new Browsers();

  private final Options options =
      Options.defaults()
          .withPort(0)
          .withStreams(Options.Media.MESH)
          .withSecret("keeps stream links over a restart")
          .withTransport(Transport.NETTY);

  @Test
  void theyTalkAreSeenAndSurviveARestart() throws IOException {
    int port;
    Visitor ann = Visitor.with(browsers);
    Visitor bob = Visitor.with(browsers);
    Visitor eve = Visitor.with(browsers);
    try (QuickstartServer server = Quickstart.start(options)) {
      port = server.port();
      bob.join(ann.createRoom(server.url(), "Ann"), "Bob");
      eve.watch(ann.streamLink());
      ann.say("Hello Bob");
      bob.awaitMessage("Hello Bob");
      ann.startCamera();
      bob.awaitVideos(1);
      eve.awaitVideos(1);
      bob.awaitCounts(2, 1);
    }
    ann.awaitState("reconnecting");
    ann.say("Said while the server was away");

    try (QuickstartServer server = Quickstart.start(options.withPort(port))) {
      bob.awaitMessage("Said while the server was away");
      bob.awaitVideos(1);
      eve.awaitVideos(1);
      bob.awaitCounts(2, 1);
      assertThat(server.url()).endsWith(":" + port + "/");
    }
  }
}
