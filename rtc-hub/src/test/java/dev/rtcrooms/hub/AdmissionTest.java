package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Limits;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Role;
import dev.rtcrooms.User;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.MembersChanged;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.testkit.VirtualTime;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Receiver;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AdmissionTest {

  private final Map<String, CompletableFuture<Grants>> asked = new HashMap<>();

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          Echo.builder().feature(Witness::new).admission((user, room, role) -> admit(user.id())));

  private CompletionStage<Grants> admit(String user) {
    if (user.equals("thrower")) {
      throw new IllegalStateException("as the test wants it");
    }
    return user.equals("null")
        ? null
        : asked.computeIfAbsent(user, name -> new CompletableFuture<>());
  }

  private void answer(String user, Grants grants) {
    asked.get(user).complete(grants);
    rooms.settle();
  }

  private static Grants defaultGrants() {
    return Role.PARTICIPANT.defaultGrants();
  }

  @Test
  void whoIsAdmittedLaterEntersThen() {
    TestClient ann = rooms.join("lobby", "ann");
    assertThat(ann.heard()).isEmpty();
    rooms.advance(Duration.ofSeconds(9));

    answer("ann", defaultGrants().with("own"));

    assertThat(ann.hello().grants()).isEqualTo(defaultGrants().with("own"));
    assertThat(ann.hello().role()).isEqualTo(Role.PARTICIPANT);
    rooms.advance(Duration.ofSeconds(20));
    assertThat(ann.isOpen()).isTrue();
  }

  @Test
  void anAnswerMayComeOnAnyThread() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");

    Thread database = new Thread(() -> asked.get("ann").complete(defaultGrants()));
    database.start();
    database.join();

    assertThat(ann.next(Hello.class).member().user().id()).isEqualTo("ann");
  }

  /** A connection that is not admitted yet, and what its transport reports to. */
  private Receiver pending(HeldConnection connection) {
    Handshake handshake =
        Handshake.of(Role.PARTICIPANT, TestRooms.id("lobby").toString()).withPrincipal(() -> "ann");
    Receiver receiver = rooms.rooms().accept(connection, handshake);
    rooms.settle();
    return receiver;
  }

  private static List<Inbound> note(String text) {
    return List.of(new Inbound.Accepted(null, new Note(text)));
  }

  @Test
  void whatAConnectionSendsBeforeItIsAdmittedIsBoundedInBytes() {
    HeldConnection connection = new HeldConnection(new TallyCodec());
    Receiver receiver = pending(connection);
    int half = Limits.defaults().pendingBytes() / 2;

    receiver.receive(note("1"), half);
    receiver.receive(note("2"), half);
    assertThat(connection.closed()).isNull();
    receiver.receive(note("3"), 1);

    assertThat(connection.closed()).isEqualTo(CloseReason.FLOODING);
    answer("ann", defaultGrants());
    assertThat(connection.batches()).isEmpty();
  }

  @Test
  void whatItSendsWithinTheBoundIsHandledOnceItIsAdmitted() {
    HeldConnection connection = new HeldConnection(new TallyCodec());
    Receiver receiver = pending(connection);
    receiver.receive(note("early"), Limits.defaults().pendingBytes());

    answer("ann", defaultGrants());
    while (connection.free()) {}
    receiver.receive(note("later"), Limits.defaults().pendingBytes());
    rooms.settle();
    while (connection.free()) {}

    assertThat(connection.events()).contains(new Note("early"), new Note("later"));
  }

  @Test
  void whoIsNotAllowedToJoinIsKeptOut() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");

    answer("ann", Grants.none());
    answer("bob", Grants.of(Grants.CHAT));

    assertThat(ann.closedWith().code()).isEqualTo(CloseReason.NOT_ALLOWED.code());
    assertThat(bob.closedWith().code()).isEqualTo(CloseReason.NOT_ALLOWED.code());
    assertThat(rooms.rooms().all()).isEmpty();
  }

  @Test
  void grantsThatHaveEndedAlreadyKeepOut() {
    TestClient ann = rooms.join("lobby", "ann");

    answer("ann", defaultGrants().until(VirtualTime.START));

    assertThat(ann.isOpen()).isFalse();
    assertThat(ann.heard()).isEmpty();
  }

  @Test
  void aRefusalOfTheHostsOwnKeepsOut() {
    TestClient ann = rooms.join("lobby", "ann");

    asked.get("ann").completeExceptionally(new RefusalException("own-code", "Pay first"));
    rooms.settle();

    assertThat(ann.closedWith().code()).isEqualTo(CloseReason.NOT_ALLOWED.code());
    assertThat(ann.closedWith().text()).isEqualTo("Pay first");
  }

  @Test
  void anAdmissionThatFailsKeepsOut() {
    TestClient ann = rooms.join("lobby", "ann");

    asked.get("ann").completeExceptionally(new IllegalStateException("as the test wants it"));
    rooms.settle();

    assertThat(ann.closedWith()).isEqualTo(CloseReason.FAILED);
    assertThat(rooms.time().pending()).isZero();
  }

  @Test
  void anAdmissionThatThrowsKeepsOut() {
    assertThat(rooms.join("lobby", "thrower").closedWith()).isEqualTo(CloseReason.FAILED);
    assertThat(rooms.join("lobby", "null").closedWith()).isEqualTo(CloseReason.FAILED);
    assertThat(rooms.time().pending()).isZero();
  }

  @Test
  void aLoginThatMakesNoValidUserIsFinal() {
    TestClient tooLong = rooms.join("lobby", "x".repeat(User.MAX_ID + 1));
    TestClient blank = rooms.join("lobby", " ");

    assertThat(tooLong.closedWith()).isEqualTo(CloseReason.UNAUTHENTICATED);
    assertThat(blank.closedWith()).isEqualTo(CloseReason.UNAUTHENTICATED);
    assertThat(tooLong.closedWith().shouldReconnect()).isFalse();
    assertThat(rooms.time().pending()).isZero();
  }

  @Test
  void anAdmissionThatNeverAnswersKeepsOut() {
    TestClient ann = rooms.join("lobby", "ann");

    rooms.advance(Duration.ofSeconds(10));
    assertThat(ann.closedWith()).isEqualTo(CloseReason.FAILED);

    answer("ann", defaultGrants());
    assertThat(ann.heard()).isEmpty();
    assertThat(Witness.of(rooms, "lobby")).isEmpty();
  }

  @Test
  void whatIsSentBeforeAdmissionIsCarriedOutInOrderAfterIt() {
    TestClient ann = rooms.join("lobby", "ann");
    for (int n = 0; n < 10; n++) {
      ann.send(new Note("early " + n), "ref-" + n);
    }
    assertThat(ann.heard()).isEmpty();

    answer("ann", defaultGrants());
    ann.send(new Note("late"));

    List<Note> notes = ann.drain(Note.class);
    assertThat(notes).hasSize(11).startsWith(new Note("early 0")).endsWith(new Note("late"));
    for (int n = 0; n < 10; n++) {
      assertThat(notes.get(n).text()).isEqualTo("early " + n);
      assertThat(ann.answers("ref-" + n)).hasSize(1);
    }
  }

  @Test
  void whoSendsTooMuchBeforeAdmissionIsCutOff() {
    TestClient ann = rooms.join("lobby", "ann");

    for (int n = 0; n < 10_000; n++) {
      ann.send(new Note("early"));
    }

    assertThat(ann.closedWith()).isEqualTo(CloseReason.FLOODING);
    answer("ann", defaultGrants());
    assertThat(ann.heard()).isEmpty();
  }

  @Test
  void whoGoesBeforeItIsAdmittedNeverJoins() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    answer("bob", defaultGrants());

    ann.leave();
    answer("ann", defaultGrants());

    assertThat(Witness.of(rooms, "lobby")).containsExactly("joined bob");
    bob.hearsNo(MembersChanged.class);
  }

  @Test
  void theRoomMayCloseWhileSomebodyIsAdmitted() {
    rooms.join("lobby", "bob");
    answer("bob", defaultGrants());
    TestClient ann = rooms.join("lobby", "ann");
    rooms.room("lobby").close(CloseReason.ROOM_CLOSED);
    rooms.settle();

    answer("ann", defaultGrants());

    assertThat(ann.hello().recovered()).isFalse();
    assertThat(Witness.of(rooms, "lobby")).containsExactly("joined ann");
  }

  @Test
  void aWatcherNeverGetsMoreThanItsDoorLetsThrough() {
    TestClient wes = rooms.watch("lobby", "wes");

    answer("wes", defaultGrants().with(Grants.MODERATE, "own"));

    assertThat(wes.hello().grants())
        .isEqualTo(Grants.of(Grants.JOIN, Grants.CHAT, Grants.SUBSCRIBE, "own"));
  }

  @Test
  void eachIsAskedAboutForItsOwnDoorAndRoom() {
    try (TestRooms seen =
        TestRooms.with(
            Echo.builder()
                .admission(
                    (user, room, role) ->
                        CompletableFuture.completedStage(
                            role == Role.WATCHER && room.equals(TestRooms.id("lobby"))
                                ? role.defaultGrants()
                                : Grants.none())))) {
      assertThat(seen.watch("lobby", "wes").isOpen()).isTrue();
      assertThat(seen.join("lobby", "wes").isOpen()).isFalse();
      assertThat(seen.watch("attic", "wes").isOpen()).isFalse();
    }
  }
}
