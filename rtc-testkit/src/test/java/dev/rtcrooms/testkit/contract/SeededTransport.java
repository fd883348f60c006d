package dev.rtcrooms.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Role;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.testkit.websocket.AcceptedSocket;
import dev.rtcrooms.testkit.websocket.SocketServer;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Receiver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Map;

/** A small transport over WebSockets, with a fault. */
final class SeededTransport implements WebSocketServer {

  private static final CloseReason BROKEN = new CloseReason(1002, "protocol error");
  private static final CloseReason NOT_UTF8 = new CloseReason(1007, "not UTF-8");

  private final Rooms rooms;
  private final SeededFault fault;
  private final TinyCodec codec = new TinyCodec();
  private final ByteArrayOutputStream shared = new ByteArrayOutputStream();
  private final SocketServer server = new SocketServer(this::serve);

  SeededTransport(Rooms rooms, SeededFault fault) {
    this.rooms = rooms;
    this.fault = fault;
  }

  private void serve(AcceptedSocket link) throws IOException {
    if (!link.header("Origin").isEmpty() && fault != SeededFault.TAKES_ANY_ORIGIN) {
      link.refuse(403);
      return;
    }
    String offered = link.header("Sec-WebSocket-Protocol");
    boolean ours = List.of(offered.split(",\\s*", -1)).contains(codec.subprotocol());
    link.accept(ours ? codec.subprotocol() : "");
    SeededConnection connection = new SeededConnection(link, codec, fault);
    if (!ours && !offered.isEmpty()) {
      connection.close(CloseReason.WRONG_PROTOCOL);
      drain(link);
      return;
    }
    Handshake handshake =
        new Handshake(
            Role.PARTICIPANT,
            link.path().split("/", -1)[2],
            null,
            Map.of("Sec-WebSocket-Protocol", List.of(offered)),
            Map.of(),
            Map.of());
    listen(link, connection, rooms.accept(connection, handshake));
    drain(link);
  }

  /** Waits for the end of the connection. */
  private static void drain(AcceptedSocket link) throws IOException {
    while (true) {
      AcceptedSocket.Frame unused = link.read(Integer.MAX_VALUE);
    }
  }

  private void listen(AcceptedSocket link, SeededConnection connection, Receiver receiver)
      throws IOException {
    CloseReason end;
    try {
      end = hear(link, connection, receiver);
    } catch (AcceptedSocket.TooLongException e) {
      end = CloseReason.TOO_BIG;
    } catch (CharacterCodingException e) {
      end = NOT_UTF8;
    } catch (IOException e) {
      end = fault == SeededFault.CALLS_A_LOSS_A_GOODBYE ? CloseReason.LEFT : CloseReason.LOST;
    }
    if (fault != SeededFault.NEVER_REPORTS_THE_END) {
      receiver.closed(end);
    }
  }

  /** Hears frames until the connection must end. */
  private CloseReason hear(AcceptedSocket link, SeededConnection connection, Receiver receiver)
      throws IOException {
    ByteArrayOutputStream own = new ByteArrayOutputStream();
    ByteArrayOutputStream frame = fault == SeededFault.MIXES_FRAGMENTS ? shared : own;
    boolean inside = false;
    int limit = fault == SeededFault.HAS_NO_LIMIT ? Integer.MAX_VALUE : rooms.limits().frameBytes();
    while (true) {
      AcceptedSocket.Frame part = link.read(Math.max(0, limit - frame.size()));
      switch (part.opcode()) {
        case AcceptedSocket.CLOSE -> {
          if (fault == SeededFault.HEARS_WHAT_FOLLOWS_A_CLOSE) {
            boolean unused = receive(link.read(limit).payload(), receiver);
          }
          return CloseReason.LEFT;
        }
        case AcceptedSocket.PING -> {
          if (!part.last()) {
            return BROKEN;
          }
          connection.pong(part.payload());
          if (fault == SeededFault.DROPS_FRAGMENTS_AT_A_PING) {
            frame.reset();
          }
        }
        case AcceptedSocket.PONG -> {}
        case AcceptedSocket.BINARY -> {
          return CloseReason.NOT_TEXT;
        }
        case AcceptedSocket.TEXT, AcceptedSocket.CONTINUATION -> {
          if (inside != (part.opcode() == AcceptedSocket.CONTINUATION)) {
            return BROKEN;
          }
          frame.write(part.payload());
          inside = !part.last();
          if (part.last()) {
            if (!receive(frame.toByteArray(), receiver)) {
              return CloseReason.TOO_BIG;
            }
            frame.reset();
          }
        }
        default -> {
          return BROKEN;
        }
      }
    }
  }

  private boolean receive(byte[] frame, Receiver receiver) throws CharacterCodingException {
    String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(frame)).toString();
    List<String> lines = text.lines().toList();
    if (fault != SeededFault.HAS_NO_LIMIT
        && (lines.size() > rooms.limits().frameMessages()
            || lines.stream()
                .anyMatch(line -> line.getBytes(UTF_8).length > rooms.limits().messageBytes()))) {
      return false;
    }
    int size = fault == SeededFault.COUNTS_CHARACTERS ? text.length() : frame.length;
    receiver.receive(codec.decodeCommands(text), size);
    return true;
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}
