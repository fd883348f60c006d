package dev.rtcrooms.peers;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCBundlePolicy;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceServer;
import dev.onvoid.webrtc.RTCIceTransportPolicy;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.client.RoomClient;
import dev.rtcrooms.client.RoomClientBuilder;
import dev.rtcrooms.client.State;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.FreshIceServers;
import dev.rtcrooms.message.IceServer;
import dev.rtcrooms.message.Keep;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Signal;
import dev.rtcrooms.message.Speakers;
import dev.rtcrooms.message.StreamsState;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A client of a room whose WebRTC is libwebrtc, in Java: {@link RoomClient} speaks with the server.
 * Everything happens on its {@link Loop}; tests ask from their own thread.
 */
final class PeerClient implements AutoCloseable {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final PeerConnectionFactory factory;
  private final RTCConfiguration configuration = new RTCConfiguration();
  private final Loop loop;
  private final RoomClient client;
  private final CompletableFuture<Void> published = new CompletableFuture<>();
  private final Map<String, CompletableFuture<Peer>> met = new ConcurrentHashMap<>();
  private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
  private final Map<String, Peer> peers = new HashMap<>();
  private Consumer<Peer> outfit = peer -> {};
  private final boolean relayOnly;
  private final AtomicInteger opened = new AtomicInteger();
  private volatile CompletableFuture<Void> lost = new CompletableFuture<>();
  private volatile CompletableFuture<Void> kept = new CompletableFuture<>();
  private volatile Speakers speakers = Speakers.NOBODY;
  private boolean left;
  private volatile Runnable beforeOffer = () -> {};

  /**
   * Enters a room.
   *
   * @param relayOnly whether it reaches others through TURN servers alone, even if the room lets it
   *     reach them directly
   */
  PeerClient(String name, URI address, PeerConnectionFactory factory, boolean relayOnly) {
    this.factory = factory;
    this.relayOnly = relayOnly;
    configuration.bundlePolicy = RTCBundlePolicy.MAX_BUNDLE;
    loop = new Loop(name);
    RoomClientBuilder settings =
        RoomClient.builder(address).name(name).backoff(FIRST_PAUSE, LONGEST_PAUSE);
    client =
        settings
            .on(Event.class, (event, number) -> loop.run(() -> hear(event)))
            .onState(
                change -> {
                  if (change.state() != State.OPEN) {
                    lost.complete(null);
                  }
                })
            .build();
    Loop.await(client.connect());
  }

  /** Prepares for a loss of the connection to the server. */
  void expectLoss() {
    lost = new CompletableFuture<>();
    kept = new CompletableFuture<>();
  }

  /** Waits until the connection to the server is lost; those to the peers are kept. */
  void awaitLoss() {
    Loop.await(lost);
  }

  /** Waits until it is back as the same client, and has told which connections it has kept. */
  void awaitReturn() {
    Loop.await(kept);
  }

  /** How many connections to peers it has ever opened. */
  int opened() {
    return opened.get();
  }

  String id() {
    return Loop.await(client.opened()).member().client();
  }

  /**
   * Begins to publish.
   *
   * @param outfit what each connection is given to send, now or when it comes to be
   */
  void publish(Consumer<Peer> outfit) {
    loop.run(() -> this.outfit = outfit);
    Loop.await(client.send(new Publish()));
    loop.run(
        () -> {
          peers.values().stream().filter(Peer::receives).forEach(outfit);
          published.complete(null);
        });
    Loop.await(published);
  }

  /** Runs before each offer is sent, when this side has it set already; for instance waits. */
  void beforeOffer(Runnable task) {
    beforeOffer = task;
  }

  /** Asks the connection to another client something, as soon as there is one. */
  <T> T ask(PeerClient other, Function<Peer, T> question) {
    return ask(other.id(), question);
  }

  /** Asks the connection to a peer something, as soon as there is one. */
  <T> T ask(String id, Function<Peer, T> question) {
    Peer peer = Loop.await(met(id));
    return loop.call(() -> question.apply(peer));
  }

  /** Does something with the connection to another client, as soon as there is one. */
  void with(PeerClient other, Consumer<Peer> task) {
    with(other.id(), task);
  }

  /** Does something with the connection to a peer, as soon as there is one. */
  void with(String id, Consumer<Peer> task) {
    ask(
        id,
        peer -> {
          task.accept(peer);
          return peer;
        });
  }

  /** Does something with the connection to another client, and does not wait for it. */
  void begin(PeerClient other, Consumer<Peer> task) {
    Peer peer = Loop.await(met(other.id()));
    loop.run(() -> task.accept(peer));
  }

  /** What comes from another client. */
  Arrivals from(PeerClient other) {
    return from(other.id());
  }

  /** What comes from a peer. */
  Arrivals from(String id) {
    return Loop.await(met(id)).arrivals();
  }

  /** The client ids of all whom the server hears speak. */
  List<String> speaking() {
    return speakers.speaking();
  }

  Queue<Refusal> refusals() {
    return refusals;
  }

  Queue<Throwable> problems() {
    return loop.problems();
  }

  private CompletableFuture<Peer> met(String id) {
    return met.computeIfAbsent(id, key -> new CompletableFuture<>());
  }

  private void hear(Event event) {
    if (event instanceof StreamsState state) {
      use(state.iceServers());
      configuration.iceTransportPolicy =
          relayOnly || state.relayOnly() ? RTCIceTransportPolicy.RELAY : RTCIceTransportPolicy.ALL;
      if (state.keep() || !peers.isEmpty()) {
        List<Keep.Connection> connections = peers.values().stream().map(Peer::kept).toList();
        client.send(new Keep(published.isDone(), connections)).thenRun(() -> kept.complete(null));
      }
      if (!state.keep() && published.isDone()) {
        client.send(new Publish()); // to a server that was started anew, or is another one
      }
    } else if (event instanceof FreshIceServers fresh) {
      use(fresh.iceServers());
    } else if (event instanceof Connect connect && !left) {
      if (!connect.kept()) {
        connect(connect);
      }
    } else if (event instanceof Disconnect disconnect) {
      disconnect(disconnect.peer());
    } else if (event instanceof Signal signal) {
      Peer peer = peers.get(signal.peer());
      if (peer != null) {
        peer.hear(signal);
      }
    } else if (event instanceof Speakers now) {
      speakers = now;
    } else if (event instanceof Refused refused) {
      refusals.add(refused.refusal());
    }
  }

  private void use(List<IceServer> servers) {
    configuration.iceServers = servers.stream().map(PeerClient::server).toList();
  }

  private static RTCIceServer server(IceServer server) {
    RTCIceServer result = new RTCIceServer();
    result.urls = server.urls();
    result.username = server.username();
    result.password = server.credential();
    return result;
  }

  private void connect(Connect connect) {
    if (peers.containsKey(connect.peer())) {
      disconnect(connect.peer());
    }
    opened.incrementAndGet();
    Observer observer = new Observer(loop);
    Peer peer =
        new Peer(
            connect,
            factory.createPeerConnection(configuration, observer),
            observer.arrivals(),
            client::send,
            () -> beforeOffer.run());
    observer.observe(peer);
    peers.put(connect.peer(), peer);
    met(connect.peer()).complete(peer);
    if (published.isDone() && peer.receives()) {
      outfit.accept(peer);
    }
  }

  private void disconnect(String id) {
    Peer peer = peers.remove(id);
    met.remove(id);
    if (peer != null) {
      peer.close();
    }
  }

  /** Leaves the room. */
  @Override
  public void close() {
    loop.run(
        () -> {
          left = true;
          List.copyOf(peers.keySet()).forEach(this::disconnect);
        });
    client.close();
    loop.close();
  }
}
