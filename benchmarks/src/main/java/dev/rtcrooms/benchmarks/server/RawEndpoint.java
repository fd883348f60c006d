package dev.rtcrooms.benchmarks.server;

import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one writes against the WebSocket API without a library: each message goes to all of its
 * room, as it is. The peer of our Jakarta transport.
 */
public final class RawEndpoint extends Endpoint {

  private static final String PATH = "/ws/{room}";

  private final Map<String, CopyOnWriteArrayList<RawMember>> rooms;
  private final Function<Session, RawMember> members;
  private @Nullable RawMember member;
  private @Nullable CopyOnWriteArrayList<RawMember> room;

  private RawEndpoint(
      Map<String, CopyOnWriteArrayList<RawMember>> rooms, Function<Session, RawMember> members) {
    this.rooms = rooms;
    this.members = members;
  }

  /** Sends without waiting, one message in flight for each session, as containers ask for. */
  static void installAsync(ServerContainer container) {
    install(container, RawMember.Queued::new);
  }

  /** Sends on the thread that heard the message, which waits for each session in turn. */
  static void installBlocking(ServerContainer container) {
    install(container, RawMember.Blocking::new);
  }

  private static void install(ServerContainer container, Function<Session, RawMember> members) {
    Map<String, CopyOnWriteArrayList<RawMember>> rooms = new ConcurrentHashMap<>();
    try {
      container.addEndpoint(
          ServerEndpointConfig.Builder.create(RawEndpoint.class, PATH)
              .configurator(new Plain(() -> new RawEndpoint(rooms, members)))
              .build());
    } catch (DeploymentException e) {
      throw new IllegalStateException("The container does not take the endpoint", e);
    }
  }

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    session.setMaxIdleTimeout(0);
    CopyOnWriteArrayList<RawMember> entered =
        rooms.computeIfAbsent(
            session.getPathParameters().get("room"), name -> new CopyOnWriteArrayList<>());
    RawMember self = members.apply(session);
    entered.add(self);
    room = entered;
    member = self;
    session.addMessageHandler(
        String.class,
        (MessageHandler.Whole<String>) text -> entered.forEach(other -> other.send(text)));
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    if (room != null && member != null) {
      room.remove(member);
    }
  }

  @Override
  public void onError(Session session, Throwable failure) {
    // a client that went away; its onClose follows
  }

  /** Overrides all methods, so that no container's defaults are looked up. */
  private static final class Plain extends ServerEndpointConfig.Configurator {
    private final Supplier<RawEndpoint> endpoints;

    Plain(Supplier<RawEndpoint> endpoints) {
      this.endpoints = endpoints;
    }

    @Override
    public <T> T getEndpointInstance(Class<T> type) {
      return type.cast(endpoints.get());
    }

    @Override
    public boolean checkOrigin(@Nullable String origin) {
      return true;
    }

    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
      return "";
    }

    @Override
    public List<Extension> getNegotiatedExtensions(
        List<Extension> installed, List<Extension> requested) {
      return List.of();
    }

    @Override
    public void modifyHandshake(
        ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
      // nothing to take
    }
  }
}
