package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.User;
import dev.rtcrooms.Visit;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Handshake;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking whether a handshake may enter, without entering. */
class VisitTest {

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          Echo.builder()
              .limits(Limits.builder().rooms(1).build())
              .authenticator(handshake -> User.of(handshake.principal()))
              .admission(
                  (user, room, role) ->
                      CompletableFuture.completedStage(
                          user.id().equals("mallory") ? Grants.none() : role.defaultGrants())));

  private static Handshake of(Role role, String key, String user) {
    return Handshake.of(role, key).withPrincipal(() -> user);
  }

  private Visit visit(Handshake handshake) {
    return visit(rooms, handshake);
  }

  private static Visit visit(TestRooms rooms, Handshake handshake) {
    CompletableFuture<Visit> visit = rooms.rooms().visit(handshake).toCompletableFuture();
    rooms.settle();
    return visit.join();
  }

  private String refusal(TestRooms rooms, Handshake handshake) {
    CompletableFuture<Visit> visit = rooms.rooms().visit(handshake).toCompletableFuture();
    rooms.settle();
    assertThat(visit).isCompletedExceptionally();
    Throwable failure = visit.handle((value, cause) -> cause).join();
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    assertThat(cause).isInstanceOf(RefusalException.class);
    return ((RefusalException) cause).refusal().code();
  }

  @Test
  void aVisitSaysWhoMayEnterWhereAndWhatItMayDoThere() {
    Room lobby = rooms.room("lobby");

    Visit visit = visit(of(Role.PARTICIPANT, lobby.id().toString(), "ann"));

    assertThat(visit.roomId()).isEqualTo(lobby.id());
    assertThat(visit.streamId()).isEqualTo(lobby.streamId());
    assertThat(visit.joinable()).isTrue();
    assertThat(visit.user()).isEqualTo(User.of("ann"));
    assertThat(visit.role()).isEqualTo(Role.PARTICIPANT);
    assertThat(visit.grants()).isEqualTo(Role.PARTICIPANT.defaultGrants());
    assertThat(Echo.clients(rooms, "lobby")).isZero();
  }

  @Test
  void theStreamLinkLeadsToTheWatchersDoor() {
    Room lobby = rooms.room("lobby");

    Visit visit = visit(of(Role.WATCHER, lobby.streamId(), "wes"));

    assertThat(visit.roomId()).isEqualTo(lobby.id());
    assertThat(visit.role()).isEqualTo(Role.WATCHER);
    assertThat(visit.grants()).isEqualTo(Role.WATCHER.defaultGrants());
  }

  @Test
  void aVisitOpensNoRoomAndWhoeverJoinsByItsLinksDoes() {
    Visit visit = visit(of(Role.PARTICIPANT, TestRooms.id("lobby").toString(), "ann"));

    assertThat(visit.joinable()).isTrue();
    assertThat(rooms.rooms().all()).isEmpty();

    TestClient wes = rooms.arrival("lobby", "wes").key(visit.streamId()).watch();
    assertThat(wes.isOpen()).isTrue();
    assertThat(rooms.rooms().all())
        .singleElement()
        .satisfies(room -> assertThat(room.id()).isEqualTo(visit.roomId()))
        .satisfies(room -> assertThat(room.streamId()).isEqualTo(visit.streamId()));
    assertThat(rooms.join("lobby", "ann").isOpen()).isTrue();
  }

  @Test
  void aVisitSaysNoIdInItsDescription() {
    Visit visit = visit(of(Role.PARTICIPANT, TestRooms.id("lobby").toString(), "ann"));

    assertThat(visit.toString())
        .doesNotContain(visit.roomId().toString())
        .doesNotContain(visit.streamId());
  }

  @Test
  void aStreamLinkOutlivesItsRoom() {
    String streamId = rooms.room("lobby").streamId();
    rooms.room("lobby").close(CloseReason.ROOM_CLOSED);
    rooms.settle();

    assertThat(visit(of(Role.WATCHER, streamId, "wes")).roomId()).isEqualTo(TestRooms.id("lobby"));
  }

  @Test
  void ifTheHostSaysSoJoiningOpensNothing() {
    try (TestRooms strict = TestRooms.with(Echo.builder().createOnJoin(false))) {
      Handshake ann = of(Role.PARTICIPANT, TestRooms.id("lobby").toString(), "ann");
      String streamId = rooms.room("lobby").streamId();

      assertThat(visit(strict, ann).joinable()).isFalse();
      assertThat(visit(strict, of(Role.WATCHER, streamId, "wes")).joinable()).isFalse();
      assertThat(strict.join("lobby", "ann").closedWith()).isEqualTo(CloseReason.NO_SUCH_ROOM);
      assertThat(strict.arrival("lobby", "wes").key(streamId).watch().closedWith())
          .isEqualTo(CloseReason.NO_SUCH_ROOM);
      assertThat(strict.rooms().all()).isEmpty();

      strict.room("lobby");
      assertThat(visit(strict, ann).joinable()).isTrue();
      assertThat(strict.join("lobby", "ann").isOpen()).isTrue();
      assertThat(strict.watch("lobby", "wes").isOpen()).isTrue();
    }
  }

  @Test
  void whoIsNotLoggedInIsRefused() {
    Handshake nobody = Handshake.of(Role.PARTICIPANT, TestRooms.id("lobby").toString());

    assertThat(refusal(rooms, nobody)).isEqualTo(Refusal.UNAUTHENTICATED);
    assertThat(rooms.arrival("lobby", "ann").asGuest().join().closedWith())
        .isEqualTo(CloseReason.UNAUTHENTICATED);
    assertThat(rooms.rooms().all()).isEmpty();
  }

  @Test
  void whomAdmissionKeepsOutIsRefusedAndOpensNoRoom() {
    Handshake mallory = of(Role.PARTICIPANT, TestRooms.id("lobby").toString(), "mallory");

    assertThat(refusal(rooms, mallory)).isEqualTo(Refusal.NOT_ALLOWED);
    assertThat(rooms.join("lobby", "mallory").closedWith().code())
        .isEqualTo(CloseReason.NOT_ALLOWED.code());
    assertThat(rooms.rooms().all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "lobby",
        "1-1-1-1-1",
        "00000000-0000-0000-0000-00000000000g",
        "{00000000-0000-0000-0000-000000000000}",
        "00000000-0000-0000-0000-0000000000001"
      })
  void anIdThatIsNoUuidIsMalformed(String key) {
    assertThat(refusal(rooms, of(Role.PARTICIPANT, key, "ann"))).isEqualTo(Refusal.MALFORMED_ID);
    assertThat(rooms.arrival("lobby", "ann").key(key).join().closedWith())
        .isEqualTo(CloseReason.NO_SUCH_ROOM);
    assertThat(rooms.rooms().all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void aStreamIdThatWasNotMadeHereLeadsNowhere(String key) {
    assertThat(refusal(rooms, of(Role.WATCHER, key, "wes")))
        .isIn(Refusal.NO_SUCH_ROOM, Refusal.MALFORMED_ID);
    assertThat(rooms.arrival("lobby", "wes").key(key).watch().closedWith())
        .isEqualTo(CloseReason.NO_SUCH_ROOM);
  }

  @Test
  void atTheRoomLimitAVisitIsAnsweredAndAJoinIsRefused() {
    rooms.room("lobby");

    assertThat(visit(of(Role.PARTICIPANT, TestRooms.id("attic").toString(), "ann")).joinable())
        .isTrue();
    assertThat(rooms.join("attic", "ann").closedWith()).isEqualTo(CloseReason.TOO_MANY_ROOMS);
  }

  @Test
  void anAuthenticatorThatThrowsKeepsEverybodyOut() {
    try (TestRooms broken =
        TestRooms.with(
            Echo.builder()
                .authenticator(
                    handshake -> {
                      throw new IllegalStateException("as the test wants it");
                    }))) {
      Handshake ann = of(Role.PARTICIPANT, TestRooms.id("lobby").toString(), "ann");

      assertThat(refusal(broken, ann)).isEqualTo(Refusal.INTERNAL);
      assertThat(broken.join("lobby", "ann").closedWith()).isEqualTo(CloseReason.FAILED);
    }
  }
}
