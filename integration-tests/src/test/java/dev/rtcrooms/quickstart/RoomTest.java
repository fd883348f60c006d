package dev.rtcrooms.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.browser.Browsers;
import dev.rtcrooms.examples.quickstart.Options;
import dev.rtcrooms.examples.quickstart.Quickstart;
import dev.rtcrooms.examples.quickstart.QuickstartServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The main job, from end to end: real browsers, the real server, the real pages, in a mesh. {@link
 * SfuVisitTest} has it with the default.
 */
class RoomTest {

  @RegisterExtension static final Browsers browsers = new Browsers();

  private final Options options =
      Options.defaults()
          .withPort(0)
          .withStreams(Options.Media.MESH)
          .withSecret("keeps stream links over a restart");
  private QuickstartServer server;
  private Visitor ann;
  private Visitor bob;
  private String roomLink;

  @BeforeEach
  void twoMeetInARoom() throws IOException {
    server = Quickstart.start(options);
    ann = Visitor.with(browsers);
    roomLink = ann.createRoom(server.url(), "Ann");
    bob = Visitor.with(browsers).join(roomLink, "Bob");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void twoParticipantsTalkAndSeeEachOther() {
    ann.say("Hello Bob");
    bob.awaitMessage("Hello Bob");
    bob.say("Hello Ann");
    ann.awaitMessage("Hello Ann");

    ann.startCamera();
    bob.awaitVideos(1);
    bob.startCamera();
    ann.awaitVideos(1);
    bob.awaitVideos(1);
  }

  @RepeatedTest(3)
  void twoWhoStartTheirCameraAtTheSameInstantStillSeeEachOther() {
    long instant = System.currentTimeMillis() + 1_000;
    ann.startCameraAt(instant);
    bob.startCameraAt(instant);
    ann.awaitVideos(1);
    bob.awaitVideos(1);
  }

  @Test
  void aWatcherSeesTheVideoAndPublishesNothing() {
    ann.startCamera();
    Visitor eve = Visitor.with(browsers).watch(ann.streamLink());
    eve.awaitVideos(1);
    bob.startCamera();
    eve.awaitVideos(2);

    ann.awaitCounts(2, 1);
    assertThat(eve.page().evaluate("cameraAsked")).isEqualTo(0);
    assertThat(eve.count("outbound-rtp", "framesSent")).isZero();
    assertThat(eve.button("Camera")).isHidden();
    assertThat(eve.page().locator("#composer").count()).isZero();
    assertThat(eve.sent()).contains("\"answer\"").doesNotContain("\"offer\"", "\"publish\"");
    String roomId = roomLink.substring(roomLink.lastIndexOf('/') + 1);
    assertThat(eve.heard() + eve.page().content()).doesNotContain(roomId);
  }

  @Test
  void theCountsFollowATabThatIsKilled() {
    Visitor eve = Visitor.with(browsers).watch(ann.streamLink());
    ann.awaitCounts(2, 1);
    bob.kill();
    eve.kill();
    ann.awaitCounts(1, 0);
  }

  @Test
  void whoStopsStreamingIsNoLongerSeen() {
    ann.startCamera();
    bob.awaitVideos(1);
    ann.press("Camera");
    bob.page().getByText("Nobody is streaming yet").waitFor();
    assertThat(ann.page().locator(".tile video").count()).isZero();
  }

  @Test
  void aRestartOfTheServerIsSurvived() throws IOException {
    Visitor eve = Visitor.with(browsers).watch(ann.streamLink());
    ann.startCamera();
    bob.awaitVideos(1);
    int port = server.port();

    server.close();
    ann.awaitState("reconnecting");
    eve.awaitState("reconnecting");
    ann.say("Said while the server was away");
    server = Quickstart.start(options.withPort(port));

    for (Visitor visitor : new Visitor[] {ann, bob, eve}) {
      visitor.awaitConnected();
    }
    bob.awaitMessage("Said while the server was away");
    bob.awaitVideos(1);
    eve.awaitVideos(1);
    bob.awaitCounts(2, 1);
    assertThat(bob.page().locator("#messages .bubble").count()).isEqualTo(1);
  }
}
