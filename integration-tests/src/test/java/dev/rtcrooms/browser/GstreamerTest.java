package dev.rtcrooms.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.machine.ChildProcess;
import dev.rtcrooms.sfu.WhipRoutes;
import dev.rtcrooms.signaling.Streams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * GStreamer publishes by WHIP. Skipped without its webrtcbin and its bindings for Python, which are
 * in Debian's packages python3-gi, gir1.2-gst-plugins-bad-1.0, gstreamer1.0-plugins-base,
 * gstreamer1.0-plugins-good, gstreamer1.0-plugins-bad and gstreamer1.0-nice.
 */
class GstreamerTest {

  /** Debian's own, to which the bindings belong. */
  private static final Path PYTHON = Path.of("/usr/bin/python3");

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

  @RegisterExtension
  final RealRooms server =
      new RealRooms(Streams.sfu(IceServers.none(), sfu.get()))
          .serving(rooms -> WhipRoutes.of(rooms, sfu.get()));

  /** Whether GStreamer can be used from Debian's Python. */
  private static boolean isPresent() throws IOException {
    if (!Files.isExecutable(PYTHON)) {
      return false;
    }
    Process process =
        new ProcessBuilder(PYTHON.toString(), "-c", PRESENT)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output = process.inputReader()) {
      return output.lines().anyMatch("True"::equals);
    }
  }

  @Test
  void aPageSeesAndHearsWhatGstreamerPublishes() throws Exception {
    assumeTrue(isPresent());
    RoomPage bob = new Visitors(browsers, server).enter("Bob");
    bob.page().setDefaultTimeout(60_000);
    Path folder = ChildProcess.folder("gstreamer");
    Path script = folder.resolve("whip.py");
    try (InputStream source = GstreamerTest.class.getResourceAsStream("/browser/whip.py")) {
      Files.copy(source, script);
    }
    String endpoint = server.endpoint("whip", server.roomAddress()) + "?name=Studio";
    try (ChildProcess encoder =
        new ChildProcess(folder, List.of(PYTHON.toString(), script.toString(), endpoint))) {
      encoder.awaitLine("published");
      bob.seesMedia(1);
      bob.hears();
      encoder.endInput();
      encoder.awaitLine("ended");
      bob.until("room.streams.size === 0");
    }
  }
}
