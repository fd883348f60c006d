package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Hub;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Role;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Encoded;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Outgoing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who has heard the same hears the same frame: one object, encoded and joined once. */
class SharingTest {

  private static final int KIB = 1024;
  private static final int MEMBERS = 20;

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          Echo.builder()
              .limits(
                  Limits.builder()
                      .outboxBytes(200 * KIB)
                      .outboxAge(Duration.ofSeconds(10))
                      .build()));

  private final TallyCodec codec = new TallyCodec();
  private final List<HeldConnection> members = new ArrayList<>();
  private final Map<HeldConnection, String> ids = new HashMap<>();

  @BeforeEach
  void manyAreInTheLobby() {
    IntStream.range(0, MEMBERS).forEach(n -> enter("user " + n));
    members.forEach(HeldConnection::clear);
    codec.encoded.clear();
    codec.joined = 0;
  }

  private void enter(String user) {
    HeldConnection connection = new HeldConnection(codec);
    Handshake handshake = Handshake.of(Role.PARTICIPANT, TestRooms.id("lobby").toString());
    rooms.rooms().accept(connection, handshake.withPrincipal(() -> user));
    rooms.settle();
    members.add(connection);
    ids.put(
        connection,
        rooms.call(
            "lobby",
            room ->
                room.hub().clients().stream()
                    .filter(client -> client.user().id().equals(user))
                    .findFirst()
                    .orElseThrow()
                    .id()));
  }

  private Client of(Hub hub, HeldConnection member) {
    String id = ids.get(member);
    return hub.clients().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
  }

  private void turn(Consumer<Hub> said) {
    rooms.execute("lobby", room -> said.accept(room.hub()));
  }

  private void say(String... notes) {
    turn(hub -> List.of(notes).forEach(note -> hub.broadcast(new Note(note))));
  }

  private static void freeAll(List<HeldConnection> members) {
    members.forEach(HeldConnection::free);
  }

  /** The frame of this number, which all of these must have been given as one object. */
  private static Encoded shared(int number, List<HeldConnection> members) {
    Encoded first = members.get(0).frame(number);
    Batch batch = members.get(0).batches().get(number);
    assertThat(members)
        .allSatisfy(member -> assertThat(member.frame(number)).isSameAs(first))
        .allSatisfy(member -> assertThat(member.batches().get(number)).isSameAs(batch));
    return first;
  }

  private static List<Event> events(HeldConnection member, int frame) {
    return member.batches().get(frame).messages().stream().map(Outgoing::event).toList();
  }

  @Test
  void aTurnOverTheFrameLimitIsCutOnceForAll() {
    String[] notes =
        IntStream.range(0, 150).mapToObj(n -> n + "x".repeat(KIB)).toArray(String[]::new);

    say(notes);
    while (members.get(0).free()) {
      freeAll(members.subList(1, MEMBERS));
    }

    int frames = members.get(0).frames().size();
    assertThat(frames).isEqualTo(3);
    List<Event> heard = new ArrayList<>();
    for (int n = 0; n < frames; n++) {
      assertThat(shared(n, members).size()).isLessThanOrEqualTo(64 * KIB);
      heard.addAll(events(members.get(0), n));
    }
    assertThat(heard).extracting(event -> ((Note) event).text()).containsExactly(notes);
    assertThat(codec.encoded).hasSize(150);
    assertThat(codec.joined).isEqualTo(frames);
  }

  @Test
  void whoBecameBusyAtTheSameTurnIsGivenTheSameFrameNext() {
    say("0");
    say("1");
    say("2", "3");
    say("4");
    freeAll(members);

    assertThat(shared(0, members).text()).isEqualTo("Note[text=0]");
    assertThat(shared(1, members).text().lines()).hasSize(4);
    assertThat(events(members.get(0), 1))
        .containsExactly(new Note("1"), new Note("2"), new Note("3"), new Note("4"));
    assertThat(codec.encoded).hasSize(5).doesNotHaveDuplicates();
    assertThat(codec.joined).isEqualTo(1);
  }

  @Test
  void whoGetsFreeLaterSharesWithThoseWhoGetFreeWithIt() {
    List<HeldConnection> early = members.subList(0, 5);
    List<HeldConnection> late = members.subList(5, MEMBERS);
    say("0");
    say("1");
    freeAll(early);
    say("2");
    freeAll(late);
    say("3");
    freeAll(members);

    assertThat(shared(1, early).text().lines()).hasSize(1);
    assertThat(shared(1, late).text().lines()).hasSize(2);
    assertThat(events(early.get(0), 2)).containsExactly(new Note("2"), new Note("3"));
    assertThat(shared(2, early).text().lines()).hasSize(2);
    assertThat(shared(2, late)).isSameAs(late.get(0).frame(2));
    assertThat(events(late.get(0), 2)).containsExactly(new Note("3"));
    assertThat(codec.encoded).hasSize(4);
    assertThat(codec.joined).isEqualTo(2);
  }

  @Test
  void aPrivateMessageSplitsWhatWaitsForItsReceiverAlone() {
    HeldConnection bob = members.get(7);
    List<HeldConnection> others = new ArrayList<>(members);
    others.remove(bob);
    say("0");
    say("1");
    turn(
        hub -> {
          hub.broadcast(new Note("2"));
          hub.send(of(hub, bob), new Note("for bob"));
          hub.broadcast(new Note("3"));
        });
    say("4");
    freeAll(members);
    freeAll(members);
    say("5");

    assertThat(shared(1, others).text().lines()).hasSize(4);
    assertThat(events(bob, 1))
        .containsExactly(
            new Note("1"), new Note("2"), new Note("for bob"), new Note("3"), new Note("4"));
    assertThat(shared(2, members).text()).isEqualTo("Note[text=5]");
    assertThat(codec.encoded).hasSize(7);
    assertThat(codec.joined).isEqualTo(2);
  }

  @Test
  void whatIsReplacedWhileItWaitsIsReplacedOnceForAll() {
    say("0");
    turn(hub -> hub.broadcast(new Level("x", 1)));
    say("1");
    turn(hub -> hub.broadcast(new Level("y", 2)));
    turn(hub -> hub.broadcast(new Level("x", 3)));
    freeAll(members);

    assertThat(shared(1, members).text().lines()).hasSize(3);
    assertThat(events(members.get(0), 1))
        .containsExactly(new Note("1"), new Level("y", 2), new Level("x", 3));
    assertThat(codec.joined).isEqualTo(1);
  }

  @Test
  void whatOneIsToldAloneReplacesNothingForTheOthers() {
    Level level = new Level("y".repeat(KIB), 4);
    say("0");
    turn(hub -> hub.broadcast(new Level("x", 1)));
    turn(hub -> hub.broadcast(new Level("x", 2)));
    turn(hub -> hub.send(of(hub, members.get(7)), new Level(level.of(), 3)));
    turn(hub -> hub.broadcast(level));
    int waiting = level.toString().length() + new Level("x", 2).toString().length();
    say("z".repeat(200 * KIB - waiting - "Note[text=]".length()));
    assertThat(members).allSatisfy(member -> assertThat(member.closed()).isNull());

    say("too much");

    assertThat(members)
        .allSatisfy(member -> assertThat(member.closed()).isEqualTo(CloseReason.TOO_SLOW));
  }

  @Test
  void whatBeganToBeWrittenIsNotReplaced() {
    turn(hub -> hub.broadcast(new Level("x", 1)));
    turn(hub -> hub.broadcast(new Level("x", 2)));
    freeAll(members);
    turn(hub -> hub.broadcast(new Level("x", 3)));
    turn(hub -> hub.broadcast(new Level("x", 4)));
    freeAll(members);

    assertThat(IntStream.range(0, 3).mapToObj(n -> events(members.get(0), n)))
        .containsExactly(
            List.of(new Level("x", 1)), List.of(new Level("x", 2)), List.of(new Level("x", 4)));
  }

  @Test
  void theRestOfALongTurnMayStillBeReplaced() {
    turn(
        hub -> {
          IntStream.range(0, 100).forEach(n -> hub.broadcast(new Note(n + "x".repeat(KIB))));
          hub.broadcast(new Level("x", 1));
          hub.broadcast(new Note("last"));
        });
    turn(hub -> hub.broadcast(new Level("x", 2)));
    turn(hub -> hub.broadcast(new Level("x", 3)));
    freeAll(members);

    shared(1, members);
    List<Event> rest = events(members.get(0), 1);
    assertThat(rest.subList(rest.size() - 2, rest.size()))
        .containsExactly(new Note("last"), new Level("x", 3));
    assertThat(rest).filteredOn(Level.class::isInstance).hasSize(1);
  }

  @Test
  void whoIsTooSlowIsCutOffAtTheSameByteAsBeforeAndAlone() {
    HeldConnection slow = members.get(3);
    List<HeldConnection> others = new ArrayList<>(members);
    others.remove(slow);
    String note = "x".repeat(KIB - "Note[text=]".length());
    say("0");
    for (int n = 0; n < 200; n++) {
      say(note);
      freeAll(others);
    }
    assertThat(slow.closed()).isNull();

    say("1 more");

    assertThat(slow.closed()).isEqualTo(CloseReason.TOO_SLOW);
    assertThat(others).allSatisfy(member -> assertThat(member.closed()).isNull());
    slow.free();
    assertThat(slow.frames()).as("it is told nothing more").hasSize(1);
  }

  @Test
  void whatWaitsIsAsOldAsItsFirstMessage() {
    say(IntStream.range(0, 150).mapToObj(n -> n + "x".repeat(KIB)).toArray(String[]::new));
    rooms.advance(Duration.ofSeconds(6));
    freeAll(members);
    rooms.advance(Duration.ofSeconds(4));
    assertThat(members).allSatisfy(member -> assertThat(member.closed()).isNull());

    rooms.advance(Duration.ofSeconds(1));

    assertThat(members)
        .as("the write began five seconds ago, and what is behind it waits for eleven")
        .allSatisfy(member -> assertThat(member.closed()).isEqualTo(CloseReason.TOO_SLOW));
  }

  @Test
  void whatWasReplacedMakesNothingOlder() {
    Note fillsAFrame = new Note("x".repeat(64 * KIB - "Note[text=]".length()));
    turn(
        hub -> {
          hub.broadcast(fillsAFrame);
          hub.broadcast(fillsAFrame);
          hub.broadcast(new Level("x", 1));
        });
    rooms.advance(Duration.ofSeconds(6));
    freeAll(members);
    turn(hub -> hub.broadcast(new Level("x", 2)));
    rooms.advance(Duration.ofSeconds(6));

    assertThat(members).allSatisfy(member -> assertThat(member.closed()).isNull());
    freeAll(members);
    assertThat(events(members.get(0), 2)).containsExactly(new Level("x", 2));
  }
}
