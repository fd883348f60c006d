package dev.rtcrooms.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.AudioOptions;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.browser.RealRooms;
import dev.rtcrooms.browser.Signals;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.machine.SharedRedis;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.testkit.FaultyNetwork;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A room of a real server for each test, which libwebrtc peers enter. After the test they are gone,
 * and it says what went wrong among them unseen.
 */
final class PeerRoom implements BeforeEachCallback, AfterEachCallback {

  private static final ConditionFactory AWAIT =
      Awaitility.await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(5))
          .atMost(Duration.ofSeconds(Loop.PATIENCE_SECONDS));

  /** The threads of cameras and microphones. */
  private static final Set<String> DEVICES = Set.of(Camera.THREAD, Microphone.THREAD);

  private final RealRooms server;
  private final List<PeerClient> clients = new ArrayList<>();
  private final List<HttpPeer> httpPeers = new ArrayList<>();
  private final List<Camera> cameras = new ArrayList<>();
  private PeerConnectionFactory factory;
  private FaultyNetwork proxy;
  private Camera camera;
  private Microphone microphone;

  PeerRoom() {
    this(Streams.mesh(IceServers.none()));
  }

  /** Whose clients enter in turn at so many nodes. */
  PeerRoom(int nodes, SharedRedis redis) {
    this(new RealRooms(Streams.mesh(IceServers.none())).onNodes(nodes, redis));
  }

  PeerRoom(Feature.Factory streams) {
    this(new RealRooms(streams));
  }

  PeerRoom(RealRooms server) {
    this.server = server;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    factory = WebRtc.factory(context);
    server.beforeEach(context);
    proxy = new FaultyNetwork(server.roomSocket().getPort());
    camera = keep(new Camera(factory));
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    if (factory == null) {
      return; // skipped
    }
    httpPeers.forEach(HttpPeer::close);
    clients.forEach(PeerClient::close);
    cameras.forEach(Camera::close);
    cameras.clear();
    if (microphone != null) {
      microphone.close();
      microphone = null;
    }
    proxy.close();
    server.afterEach(context);
    for (PeerClient client : clients) {
      assertThat(client.problems()).isEmpty();
      assertThat(client.refusals()).extracting(Refusal::code).allMatch(Refusal.GLARE::equals);
    }
    await(PeerRoom::nothingIsLeft);
  }

  /** A thread that has ended may be seen a moment longer. */
  private static void nothingIsLeft() {
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith(Loop.PREFIX) || DEVICES.contains(name));
  }

  /** Enters the room as a participant. */
  PeerClient enter(String name) {
    return enter(name, server.roomSocket(), false);
  }

  /** Enters the room through a {@linkplain #proxy proxy} in front of the server. */
  PeerClient enterByProxy(String name) {
    URI address = URI.create("ws://127.0.0.1:" + proxy.port() + server.roomAddress());
    return enter(name, address, false);
  }

  /** Enters a room of another server. */
  PeerClient enterAt(URI socket, String name) {
    return enter(name, socket, false);
  }

  /** What only WebSockets go through, not media. */
  FaultyNetwork proxy() {
    return proxy;
  }

  /** Enters the room from a network that lets only TURN pass. */
  PeerClient enterByRelay(String name) {
    return enter(name, server.roomSocket(), true);
  }

  /** Comes to watch. */
  PeerClient watch(String name) {
    return enter(name, server.streamSocket(), false);
  }

  private PeerClient enter(String name, URI address, boolean relayOnly) {
    return keep(new PeerClient(name, address, factory, relayOnly));
  }

  /** Enters the room as a participant who sends sound alone, of the microphone. */
  PeerClient enterToSpeak(String name) {
    return keep(new PeerClient(name, server.roomSocket(), microphone().factory(), false));
  }

  private PeerClient keep(PeerClient client) {
    clients.add(client);
    return client;
  }

  /** Publishes a track by WHIP. */
  HttpPeer publishOverHttp(VideoTrack track) {
    return publishAt(server.endpoint("whip", server.roomAddress()), track);
  }

  /** Publishes a track by WHIP to any server. */
  HttpPeer publishAt(URI endpoint, VideoTrack track) {
    HttpPeer peer = HttpPeer.publishing(endpoint, factory, track);
    httpPeers.add(peer);
    return peer;
  }

  /** Plays a picture and a sound by WHEP. */
  HttpPeer playOverHttp() {
    URI endpoint = server.endpoint("whep", server.streamSocket().getPath());
    HttpPeer peer = HttpPeer.playing(endpoint, factory, camera.track(), sound());
    httpPeers.add(peer);
    return peer;
  }

  /** Waits until something has become so. */
  void await(Callable<Boolean> condition) {
    AWAIT.until(condition);
  }

  /** Waits until nothing is said against it any more. */
  void await(ThrowingRunnable assertion) {
    AWAIT.untilAsserted(assertion);
  }

  /** What all of them film with. */
  Camera camera() {
    return camera;
  }

  /** Another camera, which takes ten pictures of so many pixels a second. */
  Camera camera(int width, int height) {
    return keep(new Camera(factory, width, height, 100));
  }

  private Camera keep(Camera opened) {
    cameras.add(opened);
    return opened;
  }

  /** What one can speak with who {@linkplain #enterToSpeak entered} for that. */
  Microphone microphone() {
    if (microphone == null) {
      microphone = new Microphone();
    }
    return microphone;
  }

  /** Waits until a client has heard a tenth of a second more from a peer. */
  void awaitSound(PeerClient client, String peer) {
    long before = Loop.await(client.ask(peer, Peer::samples));
    await(() -> Loop.await(client.ask(peer, Peer::samples)) >= before + 4_800);
  }

  /**
   * Restarts ICE, and waits until both sides have other credentials, and media goes the way that
   * was found with them. Until then it may go on the way before.
   */
  void restart(PeerClient client, String peer, Consumer<Peer> how) {
    Set<String> before = client.ask(peer, Peer::ufrags);
    client.with(peer, how);
    await(() -> Collections.disjoint(client.ask(peer, Peer::ufrags), before));
    await(
        () ->
            assertThat(client.ask(peer, Peer::ufrags))
                .contains(Loop.await(client.ask(peer, Peer::usedUfrag))));
  }

  /** A new track of sound that is silence; whoever asked disposes of it. */
  AudioTrack sound() {
    return factory.createAudioTrack("sound", factory.createAudioSource(new AudioOptions()));
  }

  /** What they have said to each other. */
  Signals signals() {
    return server.signals();
  }
}
