package dev.rtcrooms.jakarta;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the network address of a client; any thread. The API does not tell it, so it is found by
 * the names of each container's own parts, since the transport depends on no container (decision
 * 33).
 */
final class RemoteAddresses {

  private static final Logger LOG = LoggerFactory.getLogger(RemoteAddresses.class);

  /** A user property of Jetty's. */
  private static final String JETTY = "jakarta.websocket.endpoint.remoteAddress";

  private RemoteAddresses() {}

  /** The address from which a handshake came, if the container tells it at this time. */
  static Optional<String> of(ServerEndpointConfig config, HandshakeRequest request) {
    if (config.getUserProperties().get(JETTY) instanceof InetSocketAddress address) {
      return text(address);
    }
    if (servletRequest(request) instanceof HttpServletRequest tomcat) {
      return Optional.ofNullable(tomcat.getRemoteAddr());
    }
    return text(called(request, "getRemoteAddr")); // Tyrus
  }

  /** The address of a session, if the container tells it. */
  static Optional<String> of(Session session) {
    Object undertow = called(session, "getWebSocketChannel");
    return text(
        undertow == null
            ? called(session, "getRemoteAddr") // Tyrus
            : called(undertow, "getSourceAddress"));
  }

  private static Optional<String> text(@Nullable Object address) {
    if (address instanceof InetSocketAddress socket) {
      return Optional.ofNullable(socket.getAddress()).map(ip -> ip.getHostAddress());
    }
    return Optional.ofNullable(address).map(Object::toString);
  }

  /** Tomcat keeps the servlet's request, as filters and valves have changed it, in a field. */
  private static @Nullable Object servletRequest(HandshakeRequest request) {
    try {
      Field field = request.getClass().getDeclaredField("request");
      return field.trySetAccessible() ? field.get(request) : null;
    } catch (NoSuchFieldException | IllegalAccessException e) {
      return null;
    }
  }

  private static @Nullable Object called(Object target, String name) {
    try {
      return target.getClass().getMethod(name).invoke(target);
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return null;
    } catch (InvocationTargetException e) {
      LOG.debug("The container does not tell the address of a client", e.getCause());
      return null;
    }
  }
}
