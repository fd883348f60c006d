package dev.rtcrooms.jakarta;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Role;
import dev.rtcrooms.http.SocketPath;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Query;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads handshakes while the container still has them. Called on the container's threads, for many
 * handshakes at once, so it keeps nothing itself: each handshake travels to its session in the user
 * properties, which containers copy for each connection (Jakarta WebSocket 2.1, {@link
 * ServerEndpointConfig.Configurator#modifyHandshake}).
 *
 * <p>It overrides all methods, so that no container looks up its defaults.
 */
final class Handshakes extends ServerEndpointConfig.Configurator {

  private static final Logger LOG = LoggerFactory.getLogger(Handshakes.class);
  private static final String OPENING = Opening.class.getName();
  private static final Opening UNKNOWN =
      new Opening(Handshake.of(Role.WATCHER, ""), CloseReason.FAILED);

  /** By its name, because a container of WebSocket alone has no Servlet API. */
  static final String HTTP_SESSION = "jakarta.servlet.http.HttpSession";

  private final Role role;
  private final Installation installation;

  Handshakes(Role role, Installation installation) {
    this.role = role;
    this.installation = installation;
  }

  /**
   * A connection that is about to open.
   *
   * @param handshake the handshake of the request
   * @param refusal the reason for closing the connection before it reaches the rooms, or null
   */
  record Opening(Handshake handshake, @Nullable CloseReason refusal) {}

  /** Removes and returns the handshake of a session that has just opened. */
  static Opening openingOf(Session session) {
    Object known = session.getUserProperties().remove(OPENING);
    if (known instanceof AtomicReference<?> once
        && once.getAndSet(null) instanceof Opening opening) {
      return opening;
    }
    LOG.error("The container did not pass a handshake's user properties to its session");
    return UNKNOWN;
  }

  /**
   * Allows all origins here. A refused handshake looks like an outage, so a refusal is a close
   * code.
   */
  @Override
  public boolean checkOrigin(@Nullable String origin) {
    return true;
  }

  @Override
  public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
    String ours = installation.codec().subprotocol();
    return requested.contains(ours) ? ours : "";
  }

  /**
   * No extensions. Compression would run once per receiver, would take memory for each connection,
   * and could reveal secrets in the same frame as a client's text.
   */
  @Override
  public List<Extension> getNegotiatedExtensions(
      List<Extension> installed, List<Extension> requested) {
    return List.of();
  }

  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    Handshake handshake = handshake(config, request);
    Opening opening = new Opening(handshake, refusal(handshake, request.getRequestURI()));
    // taken out once, since some containers keep these properties for as long as the connection
    config.getUserProperties().put(OPENING, new AtomicReference<>(opening));
  }

  @Override
  public <T> T getEndpointInstance(Class<T> type) {
    return type.cast(new RoomEndpoint(installation));
  }

  private Handshake handshake(ServerEndpointConfig config, HandshakeRequest request) {
    Map<String, Object> attributes = new HashMap<>();
    if (request.getHttpSession() != null) {
      attributes.put(HTTP_SESSION, request.getHttpSession());
    }
    RemoteAddresses.of(config, request)
        .ifPresent(address -> attributes.put(Handshake.REMOTE_ADDRESS, address));
    String path = request.getRequestURI().getPath();
    return new Handshake(
        role,
        SocketPath.matched(path).map(SocketPath::key).orElse(""),
        request.getUserPrincipal(),
        request.getHeaders(),
        Query.parse(request.getQueryString()),
        attributes);
  }

  /**
   * Scheme and host are those of the request's address where the container gives one: it knows
   * whether to trust a proxy. Undertow gives a path alone, and changes the Host header instead.
   */
  private @Nullable CloseReason refusal(Handshake handshake, URI address) {
    String scheme = Objects.requireNonNullElse(address.getScheme(), "http");
    Optional<String> host =
        Optional.ofNullable(address.getRawAuthority()).or(() -> handshake.header("Host"));
    return installation
        .sockets()
        .refusal(handshake, scheme, host, installation.codec())
        .orElse(null);
  }
}
