package dev.rtcrooms.jakarta;

import dev.rtcrooms.Role;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.transport.Codec;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The default transport: rooms over the WebSocket API of any Jakarta container (2.1 or newer), at
 * {@code /room/{id}/websocket} and {@code /stream/{id}/websocket}. Any thread; only {@link #close}
 * blocks.
 */
public final class JakartaTransport implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JakartaTransport.class);

  /** Closing blocks in some containers for as long as a client does not read. */
  private static final int CLOSERS = 8;

  private static final String TOMCAT = "org.apache.tomcat.";

  private static final Duration MOST_FOR_CLIENTS = Duration.ofSeconds(5);
  private static final Duration MOST_FOR_THREADS = Duration.ofSeconds(1);

  private final Installation installation;
  private final AtomicBoolean closed = new AtomicBoolean();

  private JakartaTransport(Installation installation) {
    this.installation = installation;
  }

  /**
   * Adds both addresses to a container, with the default options.
   *
   * @param container takes endpoints until its application has started
   * @param routes the rooms, their addresses, and the origins that may connect; give the same
   *     object to {@link dev.rtcrooms.servlet.RoomServlet}
   * @return the installed transport
   * @throws IllegalStateException if the container does not take the addresses
   */
  public static JakartaTransport install(ServerContainer container, RoomRoutes routes) {
    return install(container, routes, options -> {});
  }

  /**
   * Adds both addresses to a container.
   *
   * @param container takes endpoints until its application has started
   * @param routes the rooms, their addresses, and the origins that may connect; give the same
   *     object to {@link dev.rtcrooms.servlet.RoomServlet}
   * @param configure changes the options by name
   * @return the installed transport
   * @throws IllegalStateException if the container does not take the addresses
   */
  public static JakartaTransport install(
      ServerContainer container, RoomRoutes routes, Consumer<? super Options> configure) {
    Options options = new Options();
    configure.accept(options);
    Rooms rooms = routes.rooms();
    Daemons daemons = new Daemons();
    Installation installation =
        new Installation(
            rooms,
            routes.sockets(),
            options.codec == null
                ? new JsonCodec(rooms.messageTypes(), rooms.limits())
                : options.codec,
            options.keepsSessions,
            options.blockingSends(container) ? new Writers(processors(), daemons) : null,
            daemons.timer("rtc-rooms-closer-", CLOSERS),
            daemons.timer("rtc-rooms-deadline-", 1),
            new Phaser(1),
            daemons);
    try {
      for (Role role : Role.values()) {
        container.addEndpoint(endpoint(role, installation));
      }
    } catch (DeploymentException e) {
      throw new IllegalStateException("The container does not take the rooms' addresses", e);
    }
    return new JakartaTransport(installation);
  }

  /**
   * Closes the rooms, and waits up to five seconds until their clients have been told to reconnect
   * later ({@link dev.rtcrooms.CloseReason#SHUTTING_DOWN}). Then it ends the rooms' own threads and
   * those of this transport, and waits up to a second for these. The container ends the sockets of
   * clients that do not answer. Call it before the container ends its WebSockets, for example when
   * it destroys {@link dev.rtcrooms.servlet.RoomServlet}. Idempotent; blocks, so do not call it on
   * a thread of the rooms.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    installation.rooms().close();
    try {
      boolean told = awaitCloseFrames();
      boolean ended = awaitThreads();
      if (!told || !ended) {
        LOG.warn("Some clients or threads did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean awaitCloseFrames() throws InterruptedException {
    long deadline = System.nanoTime() + MOST_FOR_CLIENTS.toNanos();
    boolean ended = installation.rooms().awaitClosed(MOST_FOR_CLIENTS);
    Phaser closes = installation.closes();
    try {
      int unused =
          closes.awaitAdvanceInterruptibly(
              closes.arrive(), Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      return ended;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private boolean awaitThreads() throws InterruptedException {
    if (installation.writers() != null) {
      installation.writers().endIdle();
    }
    installation.daemons().endIdle();
    installation.deadlines().getQueue().clear();
    return installation.daemons().awaitEnd(System.nanoTime() + MOST_FOR_THREADS.toNanos());
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static ServerEndpointConfig endpoint(Role role, Installation installation) {
    String template = installation.sockets().template(role);
    return ServerEndpointConfig.Builder.create(RoomEndpoint.class, template)
        .subprotocols(List.of(installation.codec().subprotocol()))
        .configurator(new Handshakes(role, installation))
        .build();
  }

  /**
   * The options of this transport alone; not thread-safe. All others are {@link
   * dev.rtcrooms.http.HttpOptions}, which hold for pages and WebSockets alike.
   */
  public static final class Options {
    private @Nullable Codec codec;
    private @Nullable Boolean blockingSends;
    private boolean keepsSessions;

    private Options() {}

    /**
     * Sets the codec of messages. Default: {@link JsonCodec}.
     *
     * @param codec whose {@link Codec#subprotocol()} clients may request
     * @return these options
     */
    public Options codec(Codec codec) {
      this.codec = codec;
      return this;
    }

    /**
     * Sets whether to send by the container's blocking call, on the transport's own threads, which
     * no client can hold up for long. Default: on Tomcat, whose asynchronous call passes each
     * message from thread to thread; not elsewhere.
     *
     * @param blockingSends true for another container that does so, or false for none
     * @return these options
     */
    public Options blockingSends(boolean blockingSends) {
      this.blockingSends = blockingSends;
      return this;
    }

    /**
     * Sets whether the HTTP session of a login lives at least as long as its client gives signs of
     * life, as the heartbeat makes it do. Otherwise a session ends when there was no request for
     * its timeout; Tomcat then also closes the WebSocket, with 1008. Default: false, so that an
     * open page does not extend a login. Works in containers of Servlet 6.1 or newer, and in Tomcat
     * 10.1.
     *
     * @param keep whether clients keep their sessions alive
     * @return these options
     */
    public Options keepSessions(boolean keep) {
      keepsSessions = keep;
      return this;
    }

    private boolean blockingSends(ServerContainer container) {
      return blockingSends == null
          ? container.getClass().getName().startsWith(TOMCAT)
          : blockingSends;
    }
  }
}
