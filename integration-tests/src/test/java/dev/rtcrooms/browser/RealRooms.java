package dev.rtcrooms.browser;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Quota;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.ExtraRoutes;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.hub.presence.Viewers;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.jakarta.JakartaTransport;
import dev.rtcrooms.servlet.RoomServlet;
import dev.rtcrooms.signaling.Streams;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The whole server, on the port of a {@link Site}, with one room that the tests enter. After each
 * test it says what was wrong with the {@link Signals} that went through it.
 */
public final class RealRooms implements BeforeEachCallback, AfterEachCallback {

  private static final String SECRET = "the tests' own secret";

  private static final Limits FAST = Limits.builder().forLoadTests().build();

  private final UUID id = UUID.randomUUID();
  private final Signals signals = new Signals();
  private final Feature.Factory streams;
  private final Limits limits;
  private Function<Rooms, ExtraRoutes> extra;
  private Rooms rooms;
  private Site site;

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

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    start(0);
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    stop();
    signals.check();
  }

  private void start(int port) throws Exception {
    rooms =
        RtcRooms.builder()
            .secret(SECRET)
            .limits(limits)
            .limits(RealRooms::withoutQuotas)
            .heartbeat(Duration.ofSeconds(5), Duration.ofSeconds(5))
            .feature(Chat::new)
            .feature(Presence::new)
            .feature(Viewers::new)
            .feature(room -> signals)
            .feature(streams)
            .build();
    site =
        new Site(
            port,
            context ->
                JakartaWebSocketServletContainerInitializer.configure(
                    context,
                    (servlets, container) -> {
                      JakartaTransport.install(container, RoomRoutes.of(rooms));
                      if (extra != null) {
                        serveExtra(servlets);
                      }
                    }));
  }

  private void serveExtra(ServletContext servlets) {
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
    rooms.close();
    site.close();
  }

  /** Another process takes the port over: nothing of the old one is left but its secret. */
  void restart() throws Exception {
    int port = site.port();
    stop();
    start(port);
  }

  /** Loses the connection of a user. */
  void cut(String name) {
    Room room = rooms.getOrCreate(id);
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
    return URI.create("http://127.0.0.1:" + site.port() + "/" + kind + "/" + id);
  }

  /** What clients have sent to each other. */
  public Signals signals() {
    return signals;
  }

  /** Where a client enters the room, as a participant. */
  public URI roomSocket() {
    return socket(roomAddress());
  }

  /** Where a client enters the room, as a watcher. */
  public URI streamSocket() {
    return socket(streamAddress());
  }

  private URI socket(String path) {
    return URI.create("ws://127.0.0.1:" + site.port() + path);
  }

  Site site() {
    return site;
  }

  /** The room that the tests enter. */
  Room room() {
    return rooms.getOrCreate(id);
  }

  /** The participants' address, relative to the page. */
  String roomAddress() {
    return "/room/" + id + "/websocket";
  }

  /** The watchers' address, relative to the page. */
  String streamAddress() {
    Room room = rooms.getOrCreate(id);
    return "/stream/" + room.streamId() + "/websocket";
  }
}
