package dev.rtcrooms.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.browser.Browsers;
import dev.rtcrooms.browser.Engine;
import dev.rtcrooms.browser.RealRooms;
import dev.rtcrooms.browser.RoomPage;
import dev.rtcrooms.browser.SharedSfu;
import dev.rtcrooms.browser.Visitors;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.signaling.Streams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how long a client that joins a room of an SFU waits for its first picture: from the
 * beginning of its connection to the server until a browser presents a frame, or libwebrtc has
 * decoded one. A camera and a microphone in Chromium are published meanwhile. Runs only with {@code
 * -Darrivals=50}: so many clients join one after the other, on a machine that does nothing else.
 */
@EnabledIfSystemProperty(named = "arrivals", matches = "[1-9]\\d*")
@Tag("one-jdk")
class FirstPictureTest {

  private static final Logger log = LoggerFactory.getLogger(FirstPictureTest.class);
  private static final int ARRIVALS = Integer.getInteger("arrivals", 0);
  private static final int MOST_MS = 500;

  /** Not counted: the JVM compiles, and the browser loads the client's modules. */
  private static final int WARM_UP = 10;

  /**
   * Between two joins, and up to as much again at random: an SFU asks for one keyframe a second.
   */
  private static final int PAUSE_MS = 1_000;

  private static final int PATIENCE_MS = 60_000;
  private static final String DOWN = "down";
  private static final String PICTURE = "picture";

  /** What the browsers tell, in the order in which it happens. */
  private static final List<String> STEPS =
      List.of("open", "have-remote-offer", "stable", "ice connected", "connected", PICTURE);

  private static final String CAMERA =
      "await camera({ video: { width: 640, height: 480, frameRate: 30 }, audio: true })";

  /** Tells the states of each connection to the SFU. */
  private static final String WATCH =
      """
      const { RTCPeerConnection } = window;
      window.RTCPeerConnection = class extends RTCPeerConnection {
        constructor(configuration) {
          super(configuration);
          this.addEventListener('signalingstatechange', () => mark(this.signalingState));
          this.addEventListener('iceconnectionstatechange', () => mark('ice ' + this.iceConnectionState));
          this.addEventListener('connectionstatechange', () => mark(this.connectionState));
        }
      }""";

  /** Joins; comes to the milliseconds until each step. */
  private static final String JOIN =
      """
      new Promise((resolve, reject) => {
        const began = performance.now();
        const marks = {};
        window.mark = (step) => { marks[step] ??= performance.now() - began; };
        setTimeout(() => reject(new Error('No picture: ' + JSON.stringify(marks))), %d);
        enter('%s', { name: 'Bob' });
        room.addEventListener('state', () => mark(room.state));
        room.addEventListener('stream', ({ detail }) => {
          const video = document.createElement('video');
          document.body.replaceChildren(
            Object.assign(video, { muted: true, autoplay: true, srcObject: detail.stream }));
          video.requestVideoFrameCallback(() => {
            mark('picture');
            resolve(marks);
          });
        });
      })""";

  /** Who joins. */
  enum Receiver {
    CHROMIUM,
    FIREFOX,
    LIBWEBRTC
  }

  @RegisterExtension static final SharedSfu sfu = new SharedSfu();

  @RegisterExtension static final Browsers chromium = new Browsers();
  @RegisterExtension static final Browsers firefox = new Browsers(Engine.FIREFOX);

  private final RealRooms server = new RealRooms(Streams.sfu(IceServers.none(), sfu.get()));

  @RegisterExtension final PeerRoom room = new PeerRoom(server);

  private final Random random = new Random(1);

  @ParameterizedTest
  @EnumSource
  void whoJoinsSoonSeesAPicture(Receiver receiver) {
    RoomPage ann = enter(chromium, "Ann");
    Visitors.publish(ann, CAMERA);
    Supplier<Map<String, Number>> join =
        switch (receiver) {
          case CHROMIUM -> joinsInPage(enter(chromium, "Bob"));
          case FIREFOX -> joinsInPage(enter(firefox, "Bob"));
          case LIBWEBRTC -> this::joinWithLibwebrtc;
        };
    List<Map<String, Number>> joins = new ArrayList<>();
    for (int i = 0; i < WARM_UP + ARRIVALS; i++) {
      ann.until("room.members.size === 1");
      pass(PAUSE_MS + random.nextInt(PAUSE_MS));
      Map<String, Number> marks = join.get();
      if (i >= WARM_UP) {
        joins.add(marks);
      }
    }
    double slow = quantile(joins, PICTURE, 0.95);
    log.info(
        "{}: join to the first picture p50 {} ms, p95 {} ms, at most {} ms, of {}; p50 of each"
            + " step {}, p95 {}",
        receiver,
        Math.round(quantile(joins, PICTURE, 0.5)),
        Math.round(slow),
        Math.round(quantile(joins, PICTURE, 1)),
        joins.size(),
        steps(joins, 0.5),
        steps(joins, 0.95));
    assertThat(slow).isLessThanOrEqualTo(MOST_MS);
  }

  private RoomPage enter(Browsers browsers, String name) {
    RoomPage page = new Visitors(browsers, server).enter(name);
    page.page().setDefaultTimeout(PATIENCE_MS);
    return page;
  }

  private static void pass(int millis) {
    await().pollDelay(Duration.ofMillis(millis)).atMost(Duration.ofHours(1)).until(() -> true);
  }

  /** Always the same page, so that the client's modules are loaded. */
  private Supplier<Map<String, Number>> joinsInPage(RoomPage page) {
    page.seesMedia(1);
    page.act("room.leave()");
    page.act(WATCH);
    return () -> {
      @SuppressWarnings("unchecked")
      Map<String, Number> marks =
          (Map<String, Number>) page.run(JOIN.formatted(PATIENCE_MS, server.roomAddress()));
      page.act("room.leave()");
      return marks;
    };
  }

  private Map<String, Number> joinWithLibwebrtc() {
    long began = System.nanoTime();
    PeerClient leo = room.enter("Leo");
    leo.from(DOWN).nextScreen().awaitFrames(1);
    long elapsed = System.nanoTime() - began;
    leo.close();
    return Map.of(PICTURE, TimeUnit.NANOSECONDS.toMillis(elapsed));
  }

  private static Map<String, Long> steps(List<Map<String, Number>> joins, double part) {
    Map<String, Long> steps = new LinkedHashMap<>();
    for (String step : STEPS) {
      if (joins.stream().allMatch(marks -> marks.containsKey(step))) {
        steps.put(step, Math.round(quantile(joins, step, part)));
      }
    }
    return steps;
  }

  /** The least time to a step within which a part of the joins were. */
  private static double quantile(List<Map<String, Number>> joins, String step, double part) {
    double[] sorted =
        joins.stream().mapToDouble(marks -> marks.get(step).doubleValue()).sorted().toArray();
    return sorted[(int) Math.ceil(part * sorted.length) - 1];
  }
}
