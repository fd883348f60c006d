package dev.rtcrooms.testkit.conformance;

import dev.rtcrooms.testkit.websocket.AcceptedSocket;
import dev.rtcrooms.testkit.websocket.SocketServer;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on a free port of the loopback interface that does what {@linkplain ClientVector vectors
 * for clients} say. The clients are those of a driver: a program in the client's language, which
 * connects to {@link #driver()}, takes orders from there, and tells what its clients tell. {@code
 * docs/conformance.md} describes both. Any thread.
 */
public final class ScriptedServer implements AutoCloseable {

  private static final String DRIVER = "/driver";
  private static final int LONGEST = 16 * 1024 * 1024; // bytes of a frame

  private final Map<String, ScriptedClient> clients = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final CompletableFuture<AcceptedSocket> driver = new CompletableFuture<>();
  private final SocketServer server = new SocketServer(this::serve);

  /** Starts the server. */
  public ScriptedServer() {}

  /**
   * Returns the WebSocket address for the driver, without a subprotocol. One driver connects there
   * once. The connection ends when this server is closed.
   *
   * @return such as {@code ws://127.0.0.1:49152/driver}
   */
  public URI driver() {
    return address(DRIVER);
  }

  private URI address(String path) {
    return URI.create("ws://127.0.0.1:" + server.port() + path);
  }

  /** Creates a client for one replay, with an address of its own. */
  ScriptedClient client() {
    String id = String.valueOf(count.incrementAndGet());
    ScriptedClient client = new ScriptedClient(id, address("/room/" + id + "/websocket"));
    clients.put(id, client);
    return client;
  }

  /** A replay has ended: its client leaves, and nothing more is heard of it. */
  void forget(ScriptedClient client) {
    clients.remove(client.id());
    if (driver.isDone()) {
      order(Map.of("client", client.id(), "do", "leave"));
    }
  }

  /**
   * Gives the driver an order.
   *
   * @throws AssertionError if there is no driver within 30 seconds
   */
  void order(Map<String, Object> order) {
    AcceptedSocket connection;
    try {
      connection = driver.copy().orTimeout(ScriptedClient.SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw new AssertionError("No driver has connected to " + driver(), e);
    }
    try {
      connection.text(JsonValues.write(order));
    } catch (IOException e) {
      throw new AssertionError("The driver has gone", e);
    }
  }

  private void serve(AcceptedSocket connection) throws IOException {
    if (connection.path().equals(DRIVER)) {
      connection.accept("");
      driver.complete(connection);
      hear(connection);
      return;
    }
    String[] path = connection.path().split("/", -1);
    ScriptedClient client = path.length == 4 ? clients.get(path[2]) : null;
    if (client == null) {
      connection.refuse(404);
    } else {
      client.serve(connection);
    }
  }

  /** Reads what the driver tells until it goes. */
  private void hear(AcceptedSocket connection) throws IOException {
    AcceptedSocket.Frame frame = connection.readMessage(LONGEST);
    while (frame.opcode() != AcceptedSocket.CLOSE) {
      if (frame.opcode() == AcceptedSocket.TEXT) {
        Map<?, ?> told = VectorFiles.object(JsonValues.read(frame.text()));
        ScriptedClient client = clients.get(String.valueOf(told.get("client")));
        if (client != null) {
          client.tell(told);
        }
      }
      frame = connection.readMessage(LONGEST);
    }
  }

  /** Ends all connections and the server. */
  @Override
  public void close() {
    server.close();
  }
}
