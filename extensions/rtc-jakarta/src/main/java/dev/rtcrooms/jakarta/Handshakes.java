package dev.rtcrooms.jakarta;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Role;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Masked;
import dev.rtcrooms.transport.Query;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what came with a handshake, while the container still has it. Called on the container's
 * threads, for many handshakes at once, so it keeps nothing itself: each handshake travels to its
 * session in the user properties, which containers copy for each connection (Jakarta WebSocket 2.1,
 * {@link ServerEndpointConfig.Configurator#modifyHandshake}).
 *
 * <p>It overrides all methods, so that no container's defaults are looked up.
 */
final class Handshakes extends ServerEndpointConfig.Configurator {

  private static final Logger LOG = LoggerFactory.getLogger(Handshakes.class);
  private static final String ARRIVAL = Arrival.class.getName();
  private static final Arrival UNKNOWN =
      new Arrival(Handshake.of(Role.WATCHER, ""), CloseReason.FAILED);

  /** By its name, because a container of WebSocket alone has no Servlet API. */
  private static final String HTTP_SESSION = "jakarta.servlet.http.HttpSession";

  private final Role role;
  private final Installation installation;

  Handshakes(Role role, Installation installation) {
    this.role = role;
    this.installation = installation;
  }

  /**
   * One who comes.
   *
   * @param handshake what came with the request
   * @param refusal why the connection is closed before the rooms hear of it, or null
   */
  record Arrival(Handshake handshake, @Nullable CloseReason refusal) {}

  /** Takes the arrival that belongs to a session that has just opened. */
  static Arrival arrivalOf(Session session) {
    Object known = session.getUserProperties().remove(ARRIVAL);
    if (known instanceof AtomicReference<?> once
        && once.getAndSet(null) instanceof Arrival arrival) {
      return arrival;
    }
    LOG.error("The container keeps a handshake's user properties from its session");
    return UNKNOWN;
  }

  @Override
  public boolean checkOrigin(@Nullable String origin) {
    boolean refused = installation.origins().refuse(origin);
    if (refused) {
      LOG.info("A page of the origin {} may not connect", origin);
    }
    return !refused;
  }

  @Override
  public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
    String ours = installation.codec().subprotocol();
    return requested.contains(ours) ? ours : "";
  }

  /**
   * None. Compression would be done anew for each receiver of what is encoded once for all, takes
   * memory for each connection, and tells eavesdroppers about the secrets that stand beside a
   * client's own words.
   */
  @Override
  public List<Extension> getNegotiatedExtensions(
      List<Extension> installed, List<Extension> requested) {
    return List.of();
  }

  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    Handshake handshake = handshake(request);
    CloseReason refusal = refusal(handshake, request.getRequestURI().getAuthority());
    // taken out once, since some containers keep these properties for as long as the connection
    Arrival arrival = new Arrival(handshake, refusal);
    config.getUserProperties().put(ARRIVAL, new AtomicReference<>(arrival));
  }

  @Override
  public <T> T getEndpointInstance(Class<T> type) {
    return type.cast(new RoomEndpoint(installation));
  }

  private Handshake handshake(HandshakeRequest request) {
    Map<String, Object> attributes = new HashMap<>();
    if (request.getHttpSession() != null) {
      attributes.put(HTTP_SESSION, request.getHttpSession());
    }
    return new Handshake(
        role,
        key(request.getRequestURI().getPath()),
        request.getUserPrincipal(),
        request.getHeaders(),
        Query.parse(request.getQueryString()),
        attributes);
  }

  /** The last segment but one. */
  private static String key(String path) {
    String[] segments = path.split("/", -1);
    return segments[segments.length - 2];
  }

  /** HTTP/2 has the host in the address and not in a header (RFC 9113 §8.3.1). */
  private @Nullable CloseReason refusal(Handshake handshake, @Nullable String authority) {
    Optional<String> origin = handshake.header("Origin");
    Optional<String> host = handshake.header("Host").or(() -> Optional.ofNullable(authority));
    if (!installation.origins().allows(origin, host)) {
      LOG.info(
          "A page of the origin {} may not connect to {}",
          origin.orElse(""),
          Masked.id(handshake.key()));
      return new CloseReason(CloseReason.NOT_ALLOWED.code(), "origin not allowed");
    }
    return speaksOurs(handshake) ? null : CloseReason.WRONG_PROTOCOL;
  }

  /** Who offers no subprotocol is believed to speak ours. */
  private boolean speaksOurs(Handshake handshake) {
    List<String> offered = handshake.subprotocols();
    return offered.isEmpty() || offered.contains(installation.codec().subprotocol());
  }
}
