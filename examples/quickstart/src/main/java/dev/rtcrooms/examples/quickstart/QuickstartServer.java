package dev.rtcrooms.examples.quickstart;

import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.jakarta.JakartaTransport;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** Rooms behind a Jetty of their own: pages, WebSockets and the pages' files. Any thread. */
public final class QuickstartServer implements AutoCloseable {

  private static final int GOODBYE_SECONDS = 2;

  private final Server jetty;
  private final Rooms rooms;
  private final Options options;
  private final int port;
  private volatile @Nullable JakartaTransport transport;

  private QuickstartServer(Server jetty, Rooms rooms, Options options, int port) {
    this.jetty = jetty;
    this.rooms = rooms;
    this.options = options;
    this.port = port;
  }

  /**
   * Starts a server.
   *
   * @param options where it listens
   * @param rooms makes the rooms, once the port is ours
   * @return the server, ready for browsers
   * @throws IOException if it cannot listen there; says why, in a line
   */
  public static QuickstartServer start(Options options, Supplier<Rooms> rooms) throws IOException {
    Server jetty = new Server();
    jetty.setStopTimeout(TimeUnit.SECONDS.toMillis(GOODBYE_SECONDS));
    int port = listen(jetty, options);
    QuickstartServer server = new QuickstartServer(jetty, rooms.get(), options, port);
    try {
      jetty.setHandler(Pages.of(server.rooms, options, transport -> server.transport = transport));
      jetty.start();
      return server;
    } catch (Exception e) {
      server.close();
      throw new IllegalStateException("Jetty did not start", e);
    }
  }

  /** Before all else, so that a port that is taken costs nothing and is told in a line. */
  private static int listen(Server jetty, Options options) throws IOException {
    if (new InetSocketAddress(options.host(), options.port()).isUnresolved()) {
      throw new IOException("There is no address of the name " + options.host());
    }
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
    connector.setHost(options.host());
    connector.setPort(options.port());
    jetty.addConnector(connector);
    try {
      connector.open();
    } catch (IOException e) {
      throw new IOException(refusal(options, e), e);
    }
    return connector.getLocalPort();
  }

  private static String refusal(Options options, IOException failure) {
    Throwable cause = failure.getCause() instanceof BindException bind ? bind : failure;
    String reason = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    String where = "Port " + options.port() + " of " + options.host();
    return reason.contains("in use")
        ? where + " is taken: choose another with --port, or any free one with --port 0"
        : where + " cannot be opened: " + reason;
  }

  /**
   * Where browsers of this machine find it.
   *
   * @return the address of the welcome page
   */
  public String url() {
    String host = options.host();
    boolean everywhere = new InetSocketAddress(host, port).getAddress().isAnyLocalAddress();
    String name = everywhere ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
    return "http://" + name + ":" + port + "/";
  }

  /**
   * The port that it listens on.
   *
   * @return never 0
   */
  public int port() {
    return port;
  }

  /** Tells all who are connected to come back later, and stops. Idempotent. */
  @Override
  public void close() {
    CompletableFuture<?>[] goodbyes =
        rooms.all().stream()
            .map(Room::closed)
            .map(CompletionStage::toCompletableFuture)
            .toArray(CompletableFuture[]::new);
    rooms.close();
    try {
      CompletableFuture.allOf(goodbyes).orTimeout(GOODBYE_SECONDS, TimeUnit.SECONDS).join();
      JakartaTransport installed = transport;
      if (installed != null) {
        boolean unused = installed.awaitCloses(Duration.ofSeconds(GOODBYE_SECONDS));
      }
    } catch (CompletionException e) {
      // who has not heard it by now finds the connection closed, and comes back as well
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      jetty.stop();
    } catch (TimeoutException e) {
      // it has stopped all the same, and cut off what was still under way
    } catch (Exception e) {
      throw new IllegalStateException("Jetty did not stop", e);
    }
  }
}
