package dev.rtcrooms.browser;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Quota;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.http.ExtraRoutes;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.hub.presence.Viewers;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.jakarta.JakartaTransport;
import dev.rtcrooms.machine.SharedRedis;
import dev.rtcrooms.servlet.RoomServlet;
import dev.rtcrooms.signaling.Streams;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The whole server, on the port of a {@link Site}, with one room that the tests enter. It may be
 * several nodes with a site each, at which clients arrive in turn. After each test it says what was
 * wrong with the {@link Signals} that went through it.
 */
public final class RealRooms implements BeforeEachCallback, AfterEachCallback {

  private static final String SECRET = "the tests' own secret";

  private static final Limits FAST = Limits.builder().forLoadTests().build();

  private final UUID id = UUID.randomUUID();
  private final Signals signals = new Signals();
  private final Feature.Factory streams;
  private final Limits limits;
  private final List<Node> nodes = new ArrayList<>();
  private Function<Rooms, ExtraRoutes> extra;
  private SharedRedis redis;
  private Duration heartbeat;
  private int count = 1;
  private int arrivals;

  private record Node(Rooms rooms, Site site) {}

  /** Rooms with the default limits, and without STUN or TURN servers. */
  RealRooms() {
    this(Streams.mesh(IceServers.none()), Limits.defaults());
  }

  /**
   * Rooms for peers that negotiate faster than people do.
   *
   * @param streams that each room has
   */
  public RealRooms(Feature.Factory streams) {
    this(streams, FAST);
  }

  /** Rooms with other limits, and without STUN or TURN servers. */
  RealRooms(Limits limits) {
    this(Streams.mesh(IceServers.none()), limits);
  }

  /** Rooms with these streams and limits. */
  RealRooms(Feature.Factory streams, Limits limits) {
    this.streams = streams;
    this.limits = limits;
  }

  /**
   * Serves further routes below {@code /whip} and {@code /whep}.
   *
   * @param routes makes them
   * @return these rooms
   */
  public RealRooms serving(Function<Rooms, ExtraRoutes> routes) {
    extra = routes;
    return this;
  }

  /**
   * Serves the room by several nodes.
   *
   * @param number how many; 1 for a server without a cluster
   * @param joined joins them
   * @return these rooms
   */
  public RealRooms onNodes(int number, SharedRedis joined) {
    count = number;
    redis = joined;
    return this;
  }

  /**
   * Pings clients so often, and waits so long for an answer. The defaults are longer: a machine
   * that is busy for some seconds loses no connection.
   */
  RealRooms withHeartbeat(Duration period) {
    heartbeat = period;
    return this;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    for (int n = 0; n < count; n++) {
      start(0);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    stop();
    signals.check();
  }

  private void start(int port) throws Exception {
    RoomsBuilder builder =
        RtcRooms.builder()
            .secret(SECRET)
            .limits(limits)
            .limits(RealRooms::withoutQuotas)
            .feature(Chat::new)
            .feature(Presence::new)
            .feature(Viewers::new)
            .feature(room -> signals)
            .feature(streams);
    if (heartbeat != null) {
      builder.heartbeat(heartbeat, heartbeat);
    }
    Rooms rooms = (count == 1 ? builder : redis.join(builder, id)).build();
    Site site =
        new Site(
            port,
            context ->
                JakartaWebSocketServletContainerInitializer.configure(
                    context,
                    (servlets, container) -> {
                      JakartaTransport.install(container, RoomRoutes.of(rooms));
                      if (extra != null) {
                        serveExtra(rooms, servlets);
                      }
                    }));
    nodes.add(new Node(rooms, site));
  }

  private void serveExtra(Rooms rooms, ServletContext servlets) {
    RoomRoutes routes = RoomRoutes.of(rooms, options -> options.add(extra.apply(rooms)));
    ServletRegistration.Dynamic servlet = servlets.addServlet("extra", new RoomServlet(routes));
    servlet.addMapping("/whip/*", "/whep/*");
    servlet.setAsyncSupported(true);
  }

  /** All visitors of the tests have one address. */
  private static Limits withoutQuotas(Limits limits) {
    return limits.toBuilder().perUser(Quota.UNLIMITED).perAddress(Quota.UNLIMITED).build();
  }

  private void stop() throws Exception {
    for (Node node : nodes) {
      node.rooms.close();
    }
    for (Node node : nodes) {
      node.site.close();
    }
    nodes.clear();
  }

  /**
   * Other processes take the ports over: nothing of the old ones is left but their secret, and what
   * Redis has if there are several.
   */
  void restart() throws Exception {
    List<Integer> ports = nodes.stream().map(node -> node.site.port()).toList();
    stop();
    for (int port : ports) {
      start(port);
    }
  }

  /** Loses the connection of a user. */
  void cut(String name) {
    Room room = room();
    room.execute(
        () ->
            room.hub().clients().stream()
                .filter(client -> client.user().name().equals(name))
                .toList()
                .forEach(client -> client.disconnect(CloseReason.TOO_SLOW)));
  }

  /**
   * An address of the {@linkplain #serving added routes}.
   *
   * @param kind what the path begins with
   * @param socketAddress whose id follows
   * @return the address of an endpoint
   */
  public URI endpoint(String kind, String socketAddress) {
    String id = socketAddress.split("/")[2];
    return URI.create("http://127.0.0.1:" + site().port() + "/" + kind + "/" + id);
  }

  /** What clients have sent to each other. */
  public Signals signals() {
    return signals;
  }

  /** Where the next client enters the room, as a participant. */
  public URI roomSocket() {
    return socket(roomAddress());
  }

  /** Where the next client enters the room, as a watcher. */
  public URI streamSocket() {
    return socket(streamAddress());
  }

  private URI socket(String path) {
    return URI.create("ws://127.0.0.1:" + nextSite().port() + path);
  }

  /** The site of the first node. */
  Site site() {
    return nodes.get(0).site;
  }

  /** Where the next client arrives. */
  Site nextSite() {
    return nodes.get(arrivals++ % count).site;
  }

  /** The room that the tests enter, at its home. */
  Room room() {
    return nodes.stream()
        .flatMap(node -> node.rooms.find(id).stream())
        .findFirst()
        .orElseGet(() -> nodes.get(0).rooms.open(id).toCompletableFuture().join());
  }

  /** The participants' address, relative to the page. */
  public String roomAddress() {
    return "/room/" + id + "/websocket";
  }

  /** The watchers' address, relative to the page. */
  String streamAddress() {
    return "/stream/" + room().streamId() + "/websocket";
  }
}
