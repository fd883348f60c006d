package dev.rtcrooms.spring;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.jakarta.JakartaTransport;
import jakarta.servlet.ServletContext;
import jakarta.websocket.server.ServerContainer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.SmartLifecycle;

/**
 * Adds the WebSockets of the rooms to the container when all beans exist, and lets the clients
 * leave when the application stops. For the threads on which Spring starts and stops it.
 *
 * <p>It stops before the web server does, gracefully or not, whose phases are 1,024 and more below
 * the highest: while the server still accepts requests, and connections can be told to come back. A
 * war is different: its server closes the WebSockets before Spring hears of the end, so there the
 * servlet stops it.
 */
final class RoomWebSockets implements SmartInitializingSingleton, SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(RoomWebSockets.class);

  private static final String MOCK = "org.springframework.mock.web.MockServletContext";

  /** After what sends messages to the rooms, such as listeners of queues, and before the server. */
  private static final int PHASE = DEFAULT_PHASE - 1_000;

  /** How long the rooms may take to end after the window. */
  private static final Duration MOST_AFTER_WINDOW = Duration.ofSeconds(5);

  private final RoomRoutes routes;
  private final RoomsProperties properties;
  private final ObjectProvider<ServletContext> servlets;
  private @Nullable JakartaTransport transport;
  private volatile boolean running;

  RoomWebSockets(
      RoomRoutes routes, RoomsProperties properties, ObjectProvider<ServletContext> servlets) {
    this.routes = routes;
    this.properties = properties;
    this.servlets = servlets;
  }

  @Override
  public void afterSingletonsInstantiated() {
    ServletContext context = servlets.getIfAvailable();
    if (context == null || isMock(context)) {
      LOG.debug("There is no servlet container, so the rooms have no WebSockets");
    } else if (context.getAttribute(ServerContainer.class.getName())
        instanceof ServerContainer container) {
      transport =
          JakartaTransport.install(
              container, routes, options -> options.keepSessions(properties.keepSessionsAlive()));
    } else {
      throw new IllegalStateException(
          "The servlet container has no Jakarta WebSocket, which rooms need. Add"
              + " spring-boot-starter-websocket, or set rtc.rooms.enabled=false");
    }
  }

  /** The web environment of a test that starts no server, by a name that only tests have. */
  private static boolean isMock(ServletContext context) {
    Class<?> type = context.getClass();
    while (type != null && !type.getName().equals(MOCK)) {
      type = type.getSuperclass();
    }
    return type != null;
  }

  @Override
  public void start() {
    running = true;
  }

  /** On a thread of its own, so that Spring bounds how long it waits. */
  @Override
  public void stop(Runnable callback) {
    Runnable stop =
        () -> {
          try {
            stop();
          } finally {
            callback.run();
          }
        };
    new Thread(stop, "rtc-rooms-shutdown").start();
  }

  /** Idempotent; returns when the clients have left. */
  @Override
  public void stop() {
    running = false;
    leave();
    if (transport != null) {
      transport.close();
    }
  }

  private void leave() {
    Rooms rooms = routes.rooms();
    RoomsProperties.Shutdown shutdown = properties.shutdown();
    long most = shutdown.window().plus(MOST_AFTER_WINDOW).toMillis();
    try {
      rooms
          .shutdown(shutdown.window(), shutdown.awayOrWindow())
          .toCompletableFuture()
          .get(most, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("Some rooms did not end in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  /** Rooms that have ended cannot start again, as a paused context of a test would. */
  @Override
  public boolean isPauseable() {
    return false;
  }
}
