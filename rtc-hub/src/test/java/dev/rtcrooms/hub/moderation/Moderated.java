package dev.rtcrooms.hub.moderation;

import dev.rtcrooms.Admitted;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Grants;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Role;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.testkit.VirtualTime;
import dev.rtcrooms.transport.Handshake;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Rooms where mod and max moderate, the chief is protected, and all others are participants. */
final class Moderated {

  static final Instant START = VirtualTime.START;

  private Moderated() {}

  static TestRooms rooms(Feature.Factory moderation) {
    return TestRooms.with(builder(moderation));
  }

  static RoomsBuilder builder(Feature.Factory moderation) {
    return RtcRooms.builder()
        .secret("a secret of the tests")
        .feature(Presence::new)
        .feature(Chat::new)
        .feature(moderation)
        .authenticator(handshake -> User.of(handshake.principal()))
        .admission((user, room, role) -> CompletableFuture.completedStage(grants(user, role)));
  }

  private static Admitted grants(User user, Role role) {
    Grants usual = role.defaultGrants();
    return switch (user.id()) {
      case "mod", "max" -> usual.with(Grants.MODERATE);
      case "chief" -> usual.with(Grants.PROTECTED);
      default -> usual;
    };
  }

  /** Asks for the page of the lobby: "shown", or the code of the refusal. */
  static String page(TestRooms rooms, String user) {
    return page(rooms, lobby().withPrincipal(() -> user));
  }

  /** Asks for the page of the lobby without a login. */
  static String pageOfAGuest(TestRooms rooms) {
    return page(rooms, lobby());
  }

  private static Handshake lobby() {
    return Handshake.of(Role.PARTICIPANT, TestRooms.id("lobby").toString());
  }

  private static String page(TestRooms rooms, Handshake handshake) {
    CompletableFuture<String> page =
        rooms
            .rooms()
            .visit(handshake)
            .thenApply(visit -> "shown")
            .exceptionally(
                failure ->
                    ((RefusalException) Objects.requireNonNull(failure.getCause()))
                        .refusal()
                        .code())
            .toCompletableFuture();
    rooms.settle();
    return page.join();
  }
}
