package dev.rtcrooms.examples.quickstart;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.ExtraRoutes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/** A web server with rooms: pages, WebSockets and the pages' files. Any thread. */
public final class QuickstartServer implements AutoCloseable {

  private static final int GOODBYE_SECONDS = 2;

  /** How long a restart takes, from the end of this process until the next one listens. */
  private static final Duration RESTART = Duration.ofSeconds(2);

  private final Carrier carrier;
  private final Rooms rooms;
  private final Options options;
  private volatile Runnable last = () -> {};

  private QuickstartServer(Carrier carrier, Rooms rooms, Options options) {
    this.carrier = carrier;
    this.rooms = rooms;
    this.options = options;
  }

  /**
   * Starts a server.
   *
   * @param options the address and the web server
   * @param rooms creates the rooms once the port is known to be free
   * @return the server, ready for browsers
   * @throws IOException if it cannot listen there; the message is one line
   */
  public static QuickstartServer start(Options options, Supplier<Rooms> rooms) throws IOException {
    return start(options, rooms, served -> List.of());
  }

  /**
   * Starts a server with further addresses.
   *
   * @param more returns what is served beside the rooms
   */
  static QuickstartServer start(
      Options options, Supplier<Rooms> rooms, Function<Rooms, List<ExtraRoutes>> more)
      throws IOException {
    tryAddress(options);
    try {
      return start(options, rooms.get(), more);
    } catch (IOException e) {
      throw new IOException(refusal(options, e), e);
    }
  }

  /** Tries the address before all else, so that a port in use is reported in one line. */
  static void tryAddress(Options options) throws IOException {
    InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
    if (address.isUnresolved()) {
      throw new IOException("Unknown host " + options.host());
    }
    try {
      tryPort(address);
    } catch (IOException e) {
      throw new IOException(refusal(options, e), e);
    }
  }

  private static void tryPort(InetSocketAddress address) throws IOException {
    try (ServerSocket trial = new ServerSocket()) {
      trial.setReuseAddress(true);
      trial.bind(address);
    }
  }

  private static QuickstartServer start(
      Options options, Rooms rooms, Function<Rooms, List<ExtraRoutes>> more) throws IOException {
    try {
      Site site = new Site(options, more.apply(rooms));
      Carrier carrier =
          switch (options.transport()) {
            case JETTY -> new JettyCarrier(rooms, options, site);
            case NETTY -> new NettyCarrier(rooms, options, site);
          };
      return new QuickstartServer(carrier, rooms, options);
    } catch (IOException | RuntimeException e) {
      rooms.close();
      throw e;
    }
  }

  private static String refusal(Options options, IOException failure) {
    String reason = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    String where = "Port " + options.port() + " of " + options.host();
    return reason.contains("in use")
        ? where + " is taken: choose another with --port, or any free one with --port 0"
        : where + " cannot be opened: " + reason;
  }

  /**
   * The address for browsers of this machine.
   *
   * @return the address of the welcome page
   */
  public String url() {
    String host = options.host();
    boolean everywhere = new InetSocketAddress(host, port()).getAddress().isAnyLocalAddress();
    String name = everywhere ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
    return "http://" + name + ":" + port() + "/";
  }

  /**
   * The port that it listens on.
   *
   * @return never 0
   */
  public int port() {
    return carrier.port();
  }

  /**
   * Disconnects the clients one after the other, tells each when to come back to the restarted
   * server, and stops. Takes as long as {@link Options#drain} at most; blocks.
   */
  public void shutdown() {
    leave(options.drain(), options.drain().plus(RESTART));
  }

  /** Does something more when it has stopped, after what it does already. */
  QuickstartServer andThen(Runnable task) {
    Runnable before = last;
    last =
        () -> {
          before.run();
          task.run();
        };
    return this;
  }

  /** Tells all clients at once to come back, and stops. Idempotent. */
  @Override
  public void close() {
    leave(Duration.ZERO, Duration.ZERO);
  }

  private void leave(Duration window, Duration away) {
    try {
      rooms
          .shutdown(window, away)
          .toCompletableFuture()
          .get(window.toSeconds() + GOODBYE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // a client that was not told finds the connection closed, and comes back too
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    rooms.close();
    try {
      carrier.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    last.run();
  }
}
