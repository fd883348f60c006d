package dev.rtcrooms.examples.vertxhost;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.RoomRequest;
import dev.rtcrooms.http.RoomResponse;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.http.SocketPath;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Handshake;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the requests for rooms: pages, files and WebSockets. Any number of servers may share it;
 * each calls it on its event loops.
 */
public final class VertxRooms implements Handler<HttpServerRequest> {

  private static final Logger LOG = LoggerFactory.getLogger(VertxRooms.class);
  private static final int BAD_REQUEST = 400;

  private final RoomRoutes routes;
  private final Codec codec;

  /**
   * Serves rooms.
   *
   * @param routes the rooms, their addresses, and the origins that may connect
   */
  public VertxRooms(RoomRoutes routes) {
    this.routes = routes;
    Rooms rooms = routes.rooms();
    this.codec = new JsonCodec(rooms.messageTypes(), rooms.limits());
  }

  /**
   * Sets what the rooms' WebSockets need. Messages are not compressed: that would run for each
   * receiver, and would compress a client's own text next to secrets.
   *
   * @param options of a server that calls this handler
   * @return the same options
   */
  public HttpServerOptions configure(HttpServerOptions options) {
    return options
        .setWebSocketSubProtocols(List.of(codec.subprotocol()))
        .setMaxWebSocketFrameSize(routes.rooms().limits().frameBytes())
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false);
  }

  @Override
  public void handle(HttpServerRequest http) {
    RoomRequest request;
    try {
      request = request(http);
    } catch (URISyntaxException | IllegalArgumentException e) {
      http.response().setStatusCode(BAD_REQUEST).end();
      return;
    }
    Optional<SocketPath> path = routes.sockets().find(request.path());
    if (path.isPresent() && "websocket".equalsIgnoreCase(http.getHeader("Upgrade"))) {
      Handshake handshake = request.handshake(path.get().role(), path.get().key());
      http.toWebSocket()
          .onSuccess(socket -> open(socket, http, request, handshake))
          .onFailure(e -> LOG.debug("A handshake failed", e));
    } else {
      routes.handle(request).thenAccept(response -> answer(http, response));
    }
  }

  /**
   * Reads a request.
   *
   * @param http for a room or anything else
   * @return what the rooms need of it
   * @throws URISyntaxException if its target is malformed
   * @throws IllegalArgumentException if its target has no path
   */
  public static RoomRequest request(HttpServerRequest http) throws URISyntaxException {
    URI uri = new URI(http.uri());
    HostAndPort host = http.authority();
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    http.headers().names().forEach(name -> headers.put(name, http.headers().getAll(name)));
    return RoomRequest.of(
            http.method().name(), http.scheme(), host == null ? "" : host.toString(), uri.getPath())
        .withHeaders(headers)
        .withQuery(uri.getRawQuery())
        .withAttributes(Map.of(Handshake.REMOTE_ADDRESS, http.remoteAddress().hostAddress()));
  }

  /** On the event loop, before the first frame is read. */
  private void open(
      ServerWebSocket socket, HttpServerRequest http, RoomRequest request, Handshake handshake) {
    VertxConnection connection = new VertxConnection(socket, http.connection(), codec);
    Optional<CloseReason> refusal =
        routes
            .sockets()
            .refusal(handshake, request.scheme(), Optional.of(request.authority()), codec);
    if (refusal.isPresent()) {
      connection.close(refusal.get());
    } else {
      connection.begin(routes.rooms(), handshake);
    }
  }

  /** Any thread. */
  private static void answer(HttpServerRequest http, RoomResponse response) {
    http.response().setStatusCode(response.status());
    response.headers().forEach((name, value) -> http.response().putHeader(name, value));
    ByteBuffer body = response.body();
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    http.response().end(Buffer.buffer(bytes));
  }
}
