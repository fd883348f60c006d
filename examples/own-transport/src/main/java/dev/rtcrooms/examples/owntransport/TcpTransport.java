package dev.rtcrooms.examples.owntransport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Masked;
import dev.rtcrooms.transport.Receiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rooms over plain TCP, on the loopback address only; any thread. Each socket has a thread that
 * reads and one that writes, which is simple and sufficient for some hundreds of clients.
 */
final class TcpTransport implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TcpTransport.class);
  private static final int FIRST_LINE_MILLIS = 30_000;
  private static final int FOR_EVER = 0;

  private final Rooms rooms;
  private final Codec codec;
  private final ServerSocket server;

  private TcpTransport(Rooms rooms, ServerSocket server) {
    this.rooms = rooms;
    this.server = server;
    codec = Wire.codec(rooms.messageTypes(), rooms.limits());
  }

  /** Starts to listen; port 0 selects a free port. */
  static TcpTransport start(Rooms rooms, int port) throws IOException {
    TcpTransport transport =
        new TcpTransport(rooms, new ServerSocket(port, 0, InetAddress.getLoopbackAddress()));
    new Thread(transport::listen, "rooms on " + transport.port()).start();
    return transport;
  }

  int port() {
    return server.getLocalPort();
  }

  private void listen() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        new Thread(() -> serve(socket), "client " + socket.getPort()).start();
      } catch (IOException e) {
        LOG.debug("Nobody came", e);
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true); // chat messages are small writes
      Lines lines = new Lines(socket.getInputStream(), rooms.limits().messageBytes());
      TcpConnection connection = new TcpConnection(socket, codec);
      socket.setSoTimeout(FIRST_LINE_MILLIS);
      Optional<Handshake> handshake = greeting(lines);
      socket.setSoTimeout(FOR_EVER); // from now on the hub's heartbeat detects dead clients
      if (handshake.isPresent()) {
        listen(lines, accept(connection, handshake.get()));
      } else {
        connection.close(CloseReason.WRONG_PROTOCOL);
      }
      lines.ignoreTheRest();
    } catch (IOException e) {
      LOG.debug("A socket ended", e);
    }
  }

  private static Optional<Handshake> greeting(Lines lines) throws IOException {
    try {
      return Optional.ofNullable(lines.next()).flatMap(Wire::handshake);
    } catch (BrokenRuleException e) {
      return Optional.empty();
    }
  }

  /** A link is a capability, so only its beginning is logged, without the query. */
  private Receiver accept(TcpConnection connection, Handshake handshake) {
    LOG.info("{} {}", handshake.role(), Masked.id(handshake.key()));
    return rooms.accept(connection, handshake);
  }

  /** Passes each line to the rooms, as a frame with one message. */
  private void listen(Lines lines, Receiver receiver) {
    try {
      for (String line = lines.next(); line != null; line = lines.next()) {
        List<Inbound> messages = codec.decodeCommands(line);
        receiver.receive(messages, line.getBytes(UTF_8).length);
      }
      receiver.closed(CloseReason.LEFT);
    } catch (BrokenRuleException e) {
      receiver.closed(e.reason());
    } catch (IOException e) {
      receiver.closed(CloseReason.LOST);
    }
  }

  /** Stops listening. Clients stay connected until the rooms are closed. */
  @Override
  public void close() throws IOException {
    server.close();
  }
}
