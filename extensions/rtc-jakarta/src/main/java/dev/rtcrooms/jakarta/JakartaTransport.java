package dev.rtcrooms.jakarta;

import dev.rtcrooms.Role;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Origins;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The default transport: rooms over the WebSocket API of any Jakarta container (2.1 or newer), at
 * {@code /room/{id}/websocket} and {@code /stream/{id}/websocket}.
 */
public final class JakartaTransport {

  /** Closing may block in some containers for as long as a client does not read. */
  private static final int CLOSERS = 8;

  private static final String TOMCAT = "org.apache.tomcat.";

  private final Installation installation;

  private JakartaTransport(Installation installation) {
    this.installation = installation;
  }

  /**
   * Adds both addresses to a container, with the default options.
   *
   * @param container takes endpoints until its application has started
   * @param rooms where connections go
   * @return the installed transport
   * @throws IllegalStateException if the container does not take the addresses
   */
  public static JakartaTransport install(ServerContainer container, Rooms rooms) {
    return install(container, rooms, options -> {});
  }

  /**
   * Adds both addresses to a container.
   *
   * @param container takes endpoints until its application has started
   * @param rooms where connections go
   * @param configure changes the options by name
   * @return the installed transport
   * @throws IllegalStateException if the container does not take the addresses
   */
  public static JakartaTransport install(
      ServerContainer container, Rooms rooms, Consumer<? super Options> configure) {
    Options options = new Options();
    configure.accept(options);
    Codec codec =
        options.codec == null ? new JsonCodec(rooms.messageTypes(), rooms.limits()) : options.codec;
    Installation installation =
        new Installation(
            rooms,
            codec,
            options.origins,
            options.blockingSends(container) ? new Writers(processors()) : null,
            Daemons.timer("rtc-rooms-closer-", CLOSERS),
            new Phaser(1));
    try {
      container.addEndpoint(
          endpoint(options.path + "/room/{id}/websocket", Role.PARTICIPANT, installation));
      container.addEndpoint(
          endpoint(options.path + "/stream/{id}/websocket", Role.WATCHER, installation));
    } catch (DeploymentException e) {
      throw new IllegalStateException("The container does not take the rooms' addresses", e);
    }
    return new JakartaTransport(installation);
  }

  /**
   * Waits until the container has been given every close frame that was asked for: after {@link
   * Rooms#close()} and before the container stops, so that clients hear that they may come back.
   * For one thread; the only method here that blocks.
   *
   * @param atMost how long to wait
   * @return false if some are still under way, as those to clients that do not read may be
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public boolean awaitCloses(Duration atMost) throws InterruptedException {
    Phaser closes = installation.closes();
    try {
      int unused =
          closes.awaitAdvanceInterruptibly(
              closes.arrive(), atMost.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static ServerEndpointConfig endpoint(String path, Role role, Installation installation) {
    return ServerEndpointConfig.Builder.create(RoomEndpoint.class, path)
        .subprotocols(List.of(installation.codec().subprotocol()))
        .configurator(new Handshakes(role, installation))
        .build();
  }

  /** What a host may change; not thread-safe. Every option has a safe default. */
  public static final class Options {
    private Origins origins = Origins.sameHost();
    private String path = "";
    private @Nullable Codec codec;
    private @Nullable Boolean blockingSends;

    private Options() {}

    /**
     * Names the only origins whose pages may connect. Needed when pages come from another host than
     * the rooms, or when a proxy changes the Host header. Default: pages of the host that the Host
     * header names. Clients that send no Origin header are no browsers, and may always come.
     *
     * @param origins each scheme, host and, unless it is the scheme's own, port: {@code
     *     https://app.example}
     * @return these options
     * @throws IllegalArgumentException if one is not an origin
     */
    public Options allowedOrigins(String... origins) {
      this.origins = Origins.listed(origins);
      return this;
    }

    /**
     * Lets pages of every origin connect, with the cookies of whoever looks at them: only for rooms
     * that nobody logs in to.
     *
     * @return these options
     */
    public Options anyOrigin() {
      this.origins = Origins.any();
      return this;
    }

    /**
     * Sets what stands before {@code /room} and {@code /stream}, below the application's own
     * context path. Default: nothing.
     *
     * @param path empty, or with a leading and without a trailing slash
     * @return these options
     * @throws IllegalArgumentException if it has another form
     */
    public Options path(String path) {
      if (!path.matches("(/[A-Za-z0-9._~-]+)*")) {
        throw new IllegalArgumentException("Not a path with a leading slash only: " + path);
      }
      this.path = path;
      return this;
    }

    /**
     * Sets what is spoken. Default: {@link JsonCodec}.
     *
     * @param codec whose {@link Codec#subprotocol()} clients may ask for
     * @return these options
     */
    public Options codec(Codec codec) {
      this.codec = codec;
      return this;
    }

    /**
     * Says whether to send by the container's blocking call, on threads of the transport's own,
     * which no client can hold up for long. Default: on Tomcat, whose asynchronous call hands each
     * message from thread to thread; not elsewhere.
     *
     * @param blockingSends true for a container that is like Tomcat in this, or false for none
     * @return these options
     */
    public Options blockingSends(boolean blockingSends) {
      this.blockingSends = blockingSends;
      return this;
    }

    private boolean blockingSends(ServerContainer container) {
      return blockingSends == null
          ? container.getClass().getName().startsWith(TOMCAT)
          : blockingSends;
    }
  }
}
