package dev.rtcrooms.examples.vertxhost;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.testkit.contract.WebSocketContract;
import dev.rtcrooms.testkit.contract.WebSocketServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The transport keeps to the contract of transports. Not part of each build; CONTRIBUTING.md has
 * the command.
 */
@Tag("one-jdk")
@EnabledIfSystemProperty(named = "hosts", matches = "more")
class VertxRoomsTest extends WebSocketContract {

  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
  }

  /** Vert.x drops what comes in one packet with the handshake; clients wait for its answer. */
  @Override
  protected Set<Capability> capabilities() {
    return Set.of(Capability.CROSSED_CLOSE, Capability.HALF_CLOSE);
  }

  @Override
  protected WebSocketServer startServer(Rooms rooms) throws Exception {
    VertxRooms handler = new VertxRooms(RoomRoutes.of(rooms));
    HttpServer server =
        vertx
            .createHttpServer(handler.configure(new HttpServerOptions()))
            .requestHandler(handler)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(1, TimeUnit.MINUTES);
    return new WebSocketServer() {
      @Override
      public int port() {
        return server.actualPort();
      }

      @Override
      public void close() {
        server.close().await();
      }
    };
  }
}
