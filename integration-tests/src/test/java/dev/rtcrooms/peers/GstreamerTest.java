package dev.rtcrooms.peers;

import dev.rtcrooms.browser.Browsers;
import dev.rtcrooms.browser.RealRooms;
import dev.rtcrooms.browser.RoomPage;
import dev.rtcrooms.browser.SharedSfu;
import dev.rtcrooms.browser.Visitors;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.machine.ChildProcess;
import dev.rtcrooms.machine.Needed;
import dev.rtcrooms.sfu.WhipRoutes;
import dev.rtcrooms.signaling.Streams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * GStreamer publishes by WHIP; a page, and libwebrtc by WHEP, play it. Needs GStreamer's webrtcbin
 * and its bindings for Python, which are in Debian's packages python3-gi,
 * gir1.2-gst-plugins-bad-1.0, gstreamer1.0-plugins-base, gstreamer1.0-plugins-good,
 * gstreamer1.0-plugins-bad and gstreamer1.0-nice.
 */
@Tag("one-jdk")
class GstreamerTest {

  /** Debian's own, to which the bindings belong. */
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  /** The first use of GStreamer looks at all of its plug-ins. */
  private static final int PATIENCE_SECONDS = 120;

  private static final String PRESENT =
      """
      import gi
      gi.require_version("Gst", "1.0")
      gi.require_version("GstWebRTC", "1.0")
      from gi.repository import Gst, GstWebRTC
      Gst.init(None)
      elements = ["webrtcbin", "nicesink", "dtlsenc", "srtpenc", "opusenc", "vp8enc", "rtpvp8pay"]
      print(all(Gst.ElementFactory.find(each) for each in elements))
      """;

  @RegisterExtension static final SharedSfu sfu = new SharedSfu();

  @RegisterExtension static final Browsers browsers = new Browsers();

  private final RealRooms server =
      new RealRooms(Streams.sfu(IceServers.none(), sfu.get()))
          .serving(rooms -> WhipRoutes.of(rooms, sfu.get()).withWhep());

  @RegisterExtension final PeerRoom room = new PeerRoom(server);

  /** Debian's Python, if GStreamer can be used from it. */
  private static Optional<Path> find() throws IOException, InterruptedException {
    if (!Files.isExecutable(PYTHON)) {
      return Optional.empty();
    }
    Process process =
        new ProcessBuilder(PYTHON.toString(), "-c", PRESENT)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("No answer from GStreamer within " + PATIENCE_SECONDS + " s");
    }
    try (BufferedReader output = process.inputReader()) {
      return output.lines().anyMatch("True"::equals) ? Optional.of(PYTHON) : Optional.empty();
    }
  }

  @Test
  void aPageAndAPlayerSeeAndHearWhatGstreamerPublishes() throws Exception {
    Path python = Needed.orSkip(find(), "GStreamer's webrtcbin in Debian's Python");
    RoomPage bob = new Visitors(browsers, server).enter("Bob");
    bob.page().setDefaultTimeout(60_000);
    Path folder = ChildProcess.folder("gstreamer");
    Path script = folder.resolve("whip.py");
    try (InputStream source = GstreamerTest.class.getResourceAsStream("/peers/whip.py")) {
      Files.copy(source, script);
    }
    String endpoint = server.endpoint("whip", server.roomAddress()) + "?name=Studio";
    try (ChildProcess encoder =
        new ChildProcess(folder, List.of(python.toString(), script.toString(), endpoint))) {
      encoder.awaitLine("published");
      bob.seesMedia(1);
      bob.hears();
      HttpPeer player = room.playOverHttp();
      player.arrivals().nextScreen().awaitFrames(15);
      room.await(() -> Loop.await(player.samples()) >= 4_800);
      encoder.endInput();
      encoder.awaitLine("ended");
      bob.until("room.streams.size === 0");
    }
  }
}
