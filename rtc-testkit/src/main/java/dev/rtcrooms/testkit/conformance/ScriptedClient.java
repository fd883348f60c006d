package dev.rtcrooms.testkit.conformance;

import dev.rtcrooms.testkit.websocket.AcceptedSocket;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client under test, as its server has it: where it connects, and what its driver tells. {@link
 * #serve} and {@link #tell} are for the server's threads, all others for the replay's.
 */
final class ScriptedClient {

  static final int SECONDS = 30;

  /** To an HTTP request where a WebSocket is (RFC 9110 §15.5.22). */
  private static final int UPGRADE_REQUIRED = 426;

  private final String id;
  private final URI address;
  private final BlockingQueue<Map<?, ?>> told = new LinkedBlockingQueue<>();
  private final BlockingQueue<ScriptedConnection> arrivals = new LinkedBlockingQueue<>();
  private final Semaphore refusals = new Semaphore(0);
  private volatile int status;
  private volatile String fault = "";

  ScriptedClient(String id, URI address) {
    this.id = id;
    this.address = address;
  }

  String id() {
    return id;
  }

  URI address() {
    return address;
  }

  /** Answers all requests with this status from now on; 0 to accept WebSockets. */
  void answer(int status) {
    this.status = status;
  }

  /** Waits until so many more requests were refused. */
  void awaitRefusals(int count) {
    try {
      if (!refusals.tryAcquire(count, SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("only " + refusals.availablePermits() + " requests have come");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for the next connection. */
  ScriptedConnection nextConnection() {
    ScriptedConnection connection = next(arrivals);
    if (connection == null) {
      throw new AssertionError("no connection has come");
    }
    return connection;
  }

  /** What the client has done that no client may; empty if nothing. */
  String fault() {
    return fault;
  }

  /** Whether there are connections that no step has taken. */
  boolean hasArrivals() {
    return !arrivals.isEmpty();
  }

  /** Waits for the next report of the driver; null if none comes. */
  @Nullable Map<?, ?> nextTold() {
    return next(told);
  }

  private static <T> @Nullable T next(BlockingQueue<T> queue) {
    try {
      return queue.poll(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The driver has told something of this client. */
  void tell(Map<?, ?> report) {
    told.add(report);
  }

  /** Serves a request until its connection ends. */
  void serve(AcceptedSocket socket) throws IOException {
    int refusal = status;
    if (refusal == 0 && !socket.header("Upgrade").equalsIgnoreCase("websocket")) {
      socket.refuse(UPGRADE_REQUIRED);
    } else if (refusal == 0) {
      ScriptedConnection connection = new ScriptedConnection(socket, what -> fault = what);
      connection.accept();
      arrivals.add(connection);
      connection.run();
    } else {
      socket.refuse(refusal);
      refusals.release();
    }
  }
}
