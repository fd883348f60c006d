package dev.rtcrooms.http;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Role;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.HandshakeField;
import dev.rtcrooms.transport.Masked;
import dev.rtcrooms.transport.Origins;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of {@link RoomRoutes} for transports: the WebSocket addresses, and the check of
 * handshakes. Any thread; never blocks.
 */
public final class SocketRoutes {

  private static final Logger log = LoggerFactory.getLogger(SocketRoutes.class);

  private static final CloseReason FOREIGN_ORIGIN =
      new CloseReason(CloseReason.NOT_ALLOWED.code(), "origin not allowed");
  private static final CloseReason FOREIGN_HOST =
      new CloseReason(CloseReason.NOT_ALLOWED.code(), "host not allowed");

  private final String path;
  private final Origins origins;
  private final Hosts hosts;

  SocketRoutes(String path, Origins origins, Hosts hosts) {
    this.path = path;
    this.origins = origins;
    this.hosts = hosts;
  }

  /**
   * The URI template of an address, for containers that match addresses themselves.
   *
   * @param role the role of the clients that connect there
   * @return such as <code>/room/{id}/websocket</code>, below the application's context path
   */
  public String template(Role role) {
    return path + Route.socket(role, "{id}");
  }

  /**
   * Reads the path of a request.
   *
   * @param path decoded, with a leading slash, below the application's context path
   * @return the address, or empty if no WebSocket is at this path
   */
  public Optional<SocketPath> find(String path) {
    return SocketPath.of(this.path, path);
  }

  /**
   * Checks host, origin, subprotocol and fields of a handshake, before it is passed to the rooms.
   * If it is refused, the transport accepts the upgrade nevertheless and closes the connection with
   * this reason: a page cannot tell a refused upgrade from an outage, and would retry forever.
   *
   * @param handshake the request
   * @param scheme the scheme of the request, as the server knows it: {@code http}, {@code https},
   *     {@code ws} or {@code wss}
   * @param host the host and port that the request was sent to, if they are known
   * @param codec whose subprotocol the transport speaks
   * @return the reason, or empty if the handshake may continue
   */
  public Optional<CloseReason> refusal(
      Handshake handshake, String scheme, Optional<String> host, Codec codec) {
    Optional<String> origin = handshake.header("Origin");
    if (!hosts.include(host.orElse(""))) {
      log.info(
          "Host {} is not allowed to serve {}",
          Masked.text(host.orElse("")),
          Masked.id(handshake.key()));
      return Optional.of(FOREIGN_HOST);
    }
    if (!origins.allows(origin, scheme, host)) {
      log.info(
          "Origin {} is not allowed to connect to {}",
          Masked.text(origin.orElse("")),
          Masked.id(handshake.key()));
      return Optional.of(FOREIGN_ORIGIN);
    }
    List<String> offered = handshake.subprotocols();
    if (!offered.isEmpty() && !offered.contains(codec.subprotocol())) {
      return Optional.of(CloseReason.WRONG_PROTOCOL);
    }
    return handshake.malformedField().map(SocketRoutes::malformed);
  }

  /** Names the field but not its value, which may be secret. */
  private static CloseReason malformed(HandshakeField field) {
    String name = field.name().toLowerCase(Locale.ROOT);
    return new CloseReason(CloseReason.WRONG_PROTOCOL.code(), "malformed rtc-" + name);
  }
}
