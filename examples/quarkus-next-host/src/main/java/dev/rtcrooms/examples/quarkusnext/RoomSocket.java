package dev.rtcrooms.examples.quarkusnext;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.examples.quarkusnext.RoomUpgrade.Upgrade;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Receiver;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The WebSockets of rooms and streams. Quarkus calls it on the event loop of the connection, and
 * not before the former call has ended.
 */
@WebSocket(path = "/{door}/{id}/websocket")
public class RoomSocket {

  private static final TypedKey<Receiver> RECEIVER = new TypedKey<>("rtc-rooms-receiver");

  private final RoomsBean rooms;

  /** For Quarkus. */
  @Inject
  public RoomSocket(RoomsBean rooms) {
    this.rooms = rooms;
  }

  /** A connection that is refused stays open for its close frame; nothing that it says is heard. */
  @NonBlocking
  @OnOpen
  public void open(WebSocketConnection socket) {
    Upgrade upgrade = socket.userData().remove(RoomUpgrade.KEY);
    Handshake handshake = upgrade.request().handshake(upgrade.path().role(), upgrade.path().key());
    Codec codec = rooms.codec();
    NextConnection connection = new NextConnection(socket, upgrade.http().connection(), codec);
    Optional<CloseReason> refusal =
        rooms
            .routes()
            .sockets()
            .refusal(
                handshake,
                upgrade.request().scheme(),
                Optional.of(upgrade.request().authority()),
                codec);
    if (refusal.isPresent()) {
      connection.close(refusal.get());
    } else {
      Receiver receiver = rooms.routes().rooms().accept(connection, handshake);
      socket.userData().put(RECEIVER, receiver);
    }
  }

  /** Quarkus has put the frame together; application.properties bounds it before. */
  @NonBlocking
  @OnTextMessage
  public void text(String frame, WebSocketConnection socket) {
    Receiver receiver = socket.userData().get(RECEIVER);
    if (receiver != null) {
      int bytes = frame.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > rooms.routes().rooms().limits().frameBytes()) {
        receiver.closed(CloseReason.TOO_BIG);
      } else {
        receiver.receive(rooms.codec().decodeCommands(frame), bytes);
      }
    }
  }

  /** Frames are text. */
  @NonBlocking
  @OnBinaryMessage
  public void binary(Buffer frame, WebSocketConnection socket) {
    ended(socket, CloseReason.NOT_TEXT);
  }

  /** Netty, on which Quarkus runs, tells the code for a client that breaks the protocol. */
  @NonBlocking
  @OnError
  public void failed(Throwable failure, WebSocketConnection socket) {
    ended(
        socket,
        failure instanceof CorruptedWebSocketFrameException broken
            ? new CloseReason(broken.closeStatus().code(), "")
            : CloseReason.LOST);
  }

  /** The connection has ended; Quarkus calls an end without a close frame 1006 or 1011. */
  @NonBlocking
  @OnClose
  public void closed(io.quarkus.websockets.next.CloseReason reason, WebSocketConnection socket) {
    ended(socket, CloseReason.received(reason.getCode()));
  }

  private static void ended(WebSocketConnection socket, CloseReason reason) {
    Receiver receiver = socket.userData().get(RECEIVER);
    if (receiver != null) {
      receiver.closed(reason);
    }
  }
}
