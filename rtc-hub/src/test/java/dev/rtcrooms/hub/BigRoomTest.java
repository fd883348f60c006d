package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Hub;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A room of many is told in slices, between which its lane is free for others. */
class BigRoomTest {

  private static final int MEMBERS = 600;

  @RegisterExtension final TestRooms rooms = TestRooms.with(Echo.builder());

  private final TallyCodec codec = new TallyCodec();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final Lane lane = tasks::add;
  private final List<HeldConnection> members = new ArrayList<>();

  @BeforeEach
  void manyAreInTheLobby() {
    IntStream.range(0, MEMBERS).forEach(n -> members.add(enter("lobby", "user " + n, lane)));
  }

  private HeldConnection enter(String room, String user, Lane lane) {
    HeldConnection connection = new HeldConnection(codec, lane);
    Handshake handshake = Handshake.of(Role.PARTICIPANT, TestRooms.id(room).toString());
    rooms.rooms().accept(connection, handshake.withPrincipal(() -> user));
    settle();
    connection.clear();
    return connection;
  }

  private void settle() {
    rooms.settle();
    while (!tasks.isEmpty()) {
      tasks.remove().run();
      rooms.settle();
    }
  }

  private void turn(String room, Consumer<Hub> said) {
    rooms.execute(room, in -> said.accept(in.hub()));
  }

  private void say(String room, String note) {
    turn(room, hub -> hub.broadcast(new Note(note)));
  }

  private static Client of(Hub hub, int member) {
    return hub.clients().stream()
        .filter(client -> client.user().id().equals("user " + member))
        .findFirst()
        .orElseThrow();
  }

  private long told() {
    return members.stream().filter(member -> !member.events().isEmpty()).count();
  }

  private static List<Event> heard(HeldConnection member) {
    while (member.free()) {}
    return member.events();
  }

  @Test
  void aLaneTellsSomeAndIsThenFreeForOthers() {
    HeldConnection other = enter("hall", "ann", lane);
    say("lobby", "to many");
    say("hall", "to one");
    assertThat(tasks).hasSize(2);

    tasks.remove().run();
    assertThat(told()).isBetween(1L, MEMBERS - 1L);

    tasks.remove().run();
    assertThat(heard(other)).containsExactly(new Note("to one"));

    settle();
    assertThat(members)
        .allSatisfy(member -> assertThat(heard(member)).containsExactly(new Note("to many")));
  }

  @Test
  void whatIsSaidMeanwhileIsToldTogetherInOneFrame() {
    say("lobby", "0");
    tasks.remove().run();
    say("lobby", "1");
    turn(
        "lobby",
        hub -> {
          hub.send(of(hub, 7), new Note("for 7"));
          hub.broadcast(new Note("2"));
        });
    say("lobby", "3");
    settle();

    List<Event> all = List.of(new Note("0"), new Note("1"), new Note("2"), new Note("3"));
    for (int n = 0; n < MEMBERS; n++) {
      List<Event> heard = new ArrayList<>(all);
      if (n == 7) {
        heard.add(2, new Note("for 7"));
      }
      assertThat(heard(members.get(n))).isEqualTo(heard);
      assertThat(members.get(n).frames()).as("of " + n).hasSize(2);
    }
    assertThat(codec.encoded).doesNotHaveDuplicates();
    assertThat(members.get(0).frame(1)).isSameAs(members.get(MEMBERS - 1).frame(1));
  }

  @Test
  void whatIsMoreThanAFrameIsNotToldTogether() {
    String long1 = "1" + "x".repeat(40_000);
    String long2 = "2" + "x".repeat(40_000);
    say("lobby", "0");
    tasks.remove().run();
    say("lobby", long1);
    say("lobby", long2);
    settle();

    assertThat(heard(members.get(0)))
        .containsExactly(new Note("0"), new Note(long1), new Note(long2));
    assertThat(members.get(0).frames()).hasSize(3);
  }

  /** One is told already, one is not yet. */
  @Test
  void movesAndFarewellsKeepTheirPlaceAmongSlices() {
    say("lobby", "0");
    tasks.remove().run();
    turn("lobby", hub -> List.of(3, 503).forEach(n -> of(hub, n).move(Role.WATCHER, watcher())));
    turn("lobby", hub -> hub.broadcast(new Secret("for participants")));
    turn("lobby", hub -> List.of(4, 504).forEach(n -> of(hub, n).disconnect(CloseReason.LEFT)));
    say("lobby", "1");
    settle();

    for (int moved : List.of(3, 503)) {
      assertThat(heard(members.get(moved)))
          .filteredOn(event -> event instanceof Note || event instanceof Secret)
          .containsExactly(new Note("0"), new Note("1"));
    }
    for (int left : List.of(4, 504)) {
      assertThat(heard(members.get(left)))
          .as("what waits behind a write is not for one who left")
          .containsExactly(new Note("0"));
      assertThat(members.get(left).closed()).isEqualTo(CloseReason.LEFT);
    }
    assertThat(heard(members.get(505)))
        .containsExactly(new Note("0"), new Secret("for participants"), new Note("1"));
  }

  private static Grants watcher() {
    return Role.WATCHER.defaultGrants();
  }

  @Test
  void aRoomThatEndsBetweenTwoSlicesStillTellsAll() {
    say("lobby", "0");
    tasks.remove().run();
    Room room = rooms.room("lobby");
    room.close(CloseReason.ROOM_CLOSED);
    settle();

    assertThat(members)
        .allSatisfy(member -> assertThat(heard(member)).containsExactly(new Note("0")))
        .allSatisfy(member -> assertThat(member.closed()).isEqualTo(CloseReason.ROOM_CLOSED));
  }

  @Test
  void aMailboxThatIsItsOwnLaneGivesItsThreadBackBetweenSlices() {
    List<HeldConnection> inMailbox = new ArrayList<>();
    IntStream.range(0, MEMBERS)
        .forEach(n -> inMailbox.add(enter("square", "user " + n, Lane.MAILBOX)));
    List<Integer> toldWhenOthersCame = new ArrayList<>();
    Room room = rooms.room("square");
    room.execute(
        () -> {
          room.hub().broadcast(new Note("0"));
          rooms.executor().execute(() -> toldWhenOthersCame.add(told(inMailbox)));
        });
    settle();

    assertThat(toldWhenOthersCame)
        .singleElement()
        .satisfies(told -> assertThat(told).isBetween(1, MEMBERS - 1));
    assertThat(told(inMailbox)).isEqualTo(MEMBERS);
  }

  @Test
  void aRoomIsClosedWhenTheLastWasToldSo() {
    List<HeldConnection> inMailbox = new ArrayList<>();
    IntStream.range(0, MEMBERS)
        .forEach(n -> inMailbox.add(enter("square", "user " + n, Lane.MAILBOX)));
    List<Integer> untold = new ArrayList<>();
    Room room = rooms.room("square");
    room.closed()
        .thenRun(
            () -> untold.add((int) inMailbox.stream().filter(m -> m.closed() == null).count()));

    room.close(CloseReason.ROOM_CLOSED);
    settle();

    assertThat(untold).containsExactly(0);
  }

  private static int told(List<HeldConnection> some) {
    return (int) some.stream().filter(member -> !member.frames().isEmpty()).count();
  }
}
