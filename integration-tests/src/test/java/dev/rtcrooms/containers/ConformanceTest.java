package dev.rtcrooms.containers;

import static org.junit.jupiter.api.Assertions.assertAll;

import dev.rtcrooms.Admitted;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Role;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.moderation.Moderation;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.hub.presence.Viewers;
import dev.rtcrooms.spi.Authenticator;
import dev.rtcrooms.testkit.conformance.ConformanceServer;
import dev.rtcrooms.testkit.conformance.ConformanceVector;
import dev.rtcrooms.transport.Handshake;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** In each container, the server answers as the conformance vectors of the protocol say. */
class ConformanceTest extends ContainerTest {

  private static final String TOKEN = "conformance-";

  @Test
  void theServerAnswersAsEachVectorSays() {
    replay(ConformanceVector.all(), () -> serving(UUID.randomUUID()));
  }

  private ConformanceServer serving(UUID id) {
    return role -> address(id, role);
  }

  /**
   * Replays vectors, several at once, since each has a room of its own and mostly waits.
   *
   * @param server has a new room each time
   */
  static void replay(List<ConformanceVector> vectors, Supplier<ConformanceServer> server) {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Executable> replays = new ArrayList<>();
      for (ConformanceVector vector : vectors) {
        Future<?> replay = threads.submit(() -> vector.replay(server.get()));
        replays.add(replay::get);
      }
      assertAll(replays);
    } finally {
      threads.shutdownNow();
    }
  }

  private URI address(UUID id, Role role) {
    String path =
        role == Role.PARTICIPANT ? "/room/" + id : "/stream/" + rooms.getOrCreate(id).streamId();
    return URI.create("ws://localhost:" + port() + path + "/websocket");
  }

  @Override
  RoomsBuilder builder() {
    return conforming();
  }

  /** Builds rooms as the vectors expect them. */
  static RoomsBuilder conforming() {
    return RtcRooms.builder()
        .feature(Chat::new)
        .feature(Presence::new)
        .feature(Viewers::new)
        .feature(Moderation::new)
        .authenticator(ConformanceTest::user)
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
