package dev.rtcrooms.jakarta;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.RoomRoutes;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A container made of mocks, that a test drives callback by callback. */
final class FakeContainer {

  static final String ROOM = "/room/{id}/websocket";
  static final String STREAM = "/stream/{id}/websocket";

  private final Map<String, ServerEndpointConfig> endpoints = new TreeMap<>();

  FakeContainer(Rooms rooms, Consumer<JakartaTransport.Options> configure) {
    this(RoomRoutes.of(rooms), configure);
  }

  FakeContainer(RoomRoutes routes, Consumer<JakartaTransport.Options> configure) {
    JakartaTransport.install(mocked(), routes, configure);
  }

  private ServerContainer mocked() {
    ServerContainer container = mock();
    try {
      doAnswer(
              call -> {
                ServerEndpointConfig config = call.getArgument(0);
                return endpoints.put(config.getPath(), config);
              })
          .when(container)
          .addEndpoint(any(ServerEndpointConfig.class));
    } catch (DeploymentException e) {
      throw new AssertionError(e);
    }
    return container;
  }

  Map<String, ServerEndpointConfig> endpoints() {
    return endpoints;
  }

  /** A session whose handshake is done, but which is not open yet. */
  FakeSession handshake(String uri) {
    return handshake(ROOM, uri, Map.of(), null);
  }

  FakeSession handshake(
      String path, String uri, Map<String, List<String>> headers, @Nullable Principal principal) {
    ServerEndpointConfig.Configurator configurator = endpoints.get(path).getConfigurator();
    HandshakeRequest request = mock();
    String[] halves = uri.split("\\?", 2);
    when(request.getRequestURI()).thenReturn(URI.create(halves[0]));
    when(request.getQueryString()).thenReturn(halves.length == 2 ? halves[1] : null);
    when(request.getHeaders()).thenReturn(headers);
    when(request.getUserPrincipal()).thenReturn(principal);
    Map<String, Object> properties = new HashMap<>();
    ServerEndpointConfig ofConnection = mock();
    when(ofConnection.getUserProperties()).thenReturn(properties);
    configurator.modifyHandshake(ofConnection, request, mock(HandshakeResponse.class));
    try {
      return new FakeSession(configurator.getEndpointInstance(RoomEndpoint.class), properties);
    } catch (InstantiationException e) {
      throw new AssertionError(e);
    }
  }
}
