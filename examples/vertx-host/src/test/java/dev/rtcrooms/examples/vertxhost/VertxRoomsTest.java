package dev.rtcrooms.examples.vertxhost;

import dev.rtcrooms.Admitted;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Quota;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Role;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.User;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.moderation.Moderation;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.hub.presence.Viewers;
import dev.rtcrooms.spi.Authenticator;
import dev.rtcrooms.testkit.conformance.ConformanceServer;
import dev.rtcrooms.testkit.conformance.ConformanceVector;
import dev.rtcrooms.testkit.contract.WebSocketContract;
import dev.rtcrooms.testkit.contract.WebSocketServer;
import dev.rtcrooms.transport.Handshake;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The transport keeps to the contract of transports, and rooms behind it to the protocol. Not part
 * of each build; CONTRIBUTING.md has the command.
 */
@Tag("one-jdk")
@EnabledIfSystemProperty(named = "hosts", matches = "more")
class VertxRoomsTest extends WebSocketContract {

  private static final String TOKEN = "conformance-";

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

  @TestFactory
  Stream<DynamicTest> theServerAnswersAsEachVectorSays() throws Exception {
    Rooms rooms = conforming().build();
    WebSocketServer server = startServer(rooms);
    return ConformanceVector.all().stream()
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.name(), () -> vector.replay(newRoom(rooms, server.port()))))
        .onClose(
            () -> {
              rooms.close();
              server.close();
            });
  }

  private static ConformanceServer newRoom(Rooms rooms, int port) {
    UUID id = UUID.randomUUID();
    return role -> URI.create("ws://localhost:" + port + path(rooms, id, role) + "/websocket");
  }

  private static String path(Rooms rooms, UUID id, Role role) {
    return role == Role.PARTICIPANT ? "/room/" + id : "/stream/" + rooms.getOrCreate(id).streamId();
  }

  /** Rooms as docs/conformance.md demands them. */
  private static RoomsBuilder conforming() {
    return RtcRooms.builder()
        .limits(Limits.builder().perUser(Quota.UNLIMITED).perAddress(Quota.UNLIMITED).build())
        .feature(Chat::new)
        .feature(Presence::new)
        .feature(Viewers::new)
        .feature(Moderation::new)
        .authenticator(VertxRoomsTest::user)
        .admission((user, room, role) -> CompletableFuture.completedStage(grants(user, role)));
  }

  private static User user(Handshake handshake) {
    String token = handshake.bearer().orElse("");
    if (token.isEmpty()) {
      return Authenticator.guests().authenticate(handshake);
    }
    if (!token.startsWith(TOKEN)) {
      throw new RefusalException(Refusal.UNAUTHENTICATED, "Nobody is logged in");
    }
    return User.of(token.substring(TOKEN.length()));
  }

  private static Admitted grants(User user, Role role) {
    Grants usual = role.defaultGrants();
    return switch (user.id()) {
      case "moderator" -> usual.with(Grants.MODERATE);
      case "brief" -> usual.until(Instant.now().plus(Duration.ofHours(1)));
      default -> usual;
    };
  }
}
