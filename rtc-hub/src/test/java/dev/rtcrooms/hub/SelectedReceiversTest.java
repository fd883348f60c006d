package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Client;
import dev.rtcrooms.Hub;
import dev.rtcrooms.Result;
import dev.rtcrooms.Role;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SelectedReceiversTest {

  /** For participants, and not recorded. */
  private record Whisper(String text) implements CustomEvent {
    static final MessageType<Whisper> TYPE = MessageType.of("whisper", Whisper.class);
  }

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          Echo.builder().feature(room -> new Scripted((c, m) -> Result.UNHANDLED), Whisper.TYPE));

  private final List<TestClient> clients = new ArrayList<>();

  @BeforeEach
  void fiveParticipantsAndAWatcherAreInTheLobby() {
    IntStream.range(0, 5).forEach(n -> clients.add(rooms.join("lobby", "user-" + n)));
    clients.add(rooms.watch("lobby", "wes"));
    clients.forEach(TestClient::drain);
  }

  private static Predicate<Client> among(Integer... numbers) {
    Set<Integer> wanted = Set.of(numbers);
    return client ->
        client.user().id().startsWith("user-")
            && wanted.contains(Integer.parseInt(client.user().id().substring(5)));
  }

  private void turn(Consumer<Hub> sending) {
    rooms.execute("lobby", room -> sending.accept(room.hub()));
  }

  private Client client(Hub hub, int number) {
    return hub.client(clients.get(number).id()).orElseThrow();
  }

  private List<String> heard(int number) {
    return clients.get(number).drain(Whisper.class).stream().map(Whisper::text).toList();
  }

  private Batch lastFrame(int number) {
    List<Batch> frames = clients.get(number).frames();
    return frames.get(frames.size() - 1);
  }

  @Test
  void onlySelectedClientsReceiveAnEvent() {
    turn(hub -> hub.broadcast(new Whisper("few"), among(1, 3)));
    turn(hub -> hub.broadcast(new Whisper("most"), among(0, 1, 2, 3)));
    turn(hub -> hub.broadcast(new Whisper("none"), client -> false));
    turn(hub -> hub.broadcast(new Whisper("all"), client -> true));

    assertThat(heard(0)).containsExactly("most", "all");
    assertThat(heard(1)).containsExactly("few", "most", "all");
    assertThat(heard(3)).containsExactly("few", "most", "all");
    assertThat(heard(4)).containsExactly("all");
    assertThat(heard(5)).as("a watcher is not in the audience").isEmpty();
  }

  @Test
  void allButOneReceiveAnEvent() {
    turn(hub -> hub.broadcastExcept(client(hub, 2), new Whisper("not you")));

    assertThat(heard(2)).isEmpty();
    assertThat(heard(1)).containsExactly("not you");
    assertThat(heard(5)).isEmpty();
  }

  @Test
  void whoIsOutsideTheAudienceOrHasLeftChangesNothing() {
    turn(hub -> hub.broadcastExcept(client(hub, 5), new Whisper("no watcher")));
    turn(
        hub -> {
          Client gone = client(hub, 0);
          hub.unregister(gone);
          hub.broadcastExcept(gone, new Whisper("gone"));
          hub.broadcast(new Whisper("gone too"), client -> client == gone);
        });

    assertThat(heard(1)).containsExactly("no watcher", "gone");
    assertThat(heard(0)).containsExactly("no watcher");
  }

  @Test
  void allKeepTheirPlaceInTheRoomsOrder() {
    turn(
        hub -> {
          hub.broadcast(new Whisper("1"));
          hub.broadcastExcept(client(hub, 0), new Whisper("2"));
          hub.send(client(hub, 0), new Whisper("3"));
          hub.broadcast(new Whisper("4"), among(0));
          hub.broadcast(new Whisper("5"), among(1, 2, 3, 4));
          hub.broadcast(new Whisper("6"));
          hub.broadcastExcept(client(hub, 0), new Whisper("7"));
        });

    assertThat(heard(0)).containsExactly("1", "3", "4", "6");
    assertThat(heard(1)).containsExactly("1", "2", "5", "6", "7");
  }

  @Test
  void whoReceivesTheSameSharesOneFrame() {
    turn(
        hub -> {
          hub.broadcast(new Whisper("1"));
          hub.broadcast(new Whisper("2"), among(1, 3));
          hub.broadcast(new Whisper("3"));
        });
    assertThat(lastFrame(1)).isSameAs(lastFrame(3)).isNotSameAs(lastFrame(0));
    assertThat(lastFrame(0)).isSameAs(lastFrame(2)).isSameAs(lastFrame(4));

    turn(hub -> hub.broadcast(new Whisper("4"), among(0, 1, 2)));
    assertThat(lastFrame(0)).isSameAs(lastFrame(1)).isSameAs(lastFrame(2));
    assertThat(lastFrame(3).messages()).isNotEqualTo(lastFrame(0).messages());

    turn(
        hub -> {
          hub.broadcastExcept(client(hub, 4), new Whisper("5"));
          hub.broadcast(new Whisper("6"));
        });
    assertThat(lastFrame(0)).isSameAs(lastFrame(3)).isNotSameAs(lastFrame(4));
  }

  @Test
  void whoChangesItsRoleInTheSameTurnReceivesOnlyWhatFollows() {
    turn(
        hub -> {
          Client wes = client(hub, 5);
          hub.broadcast(new Whisper("before"));
          wes.move(Role.PARTICIPANT, Role.PARTICIPANT.defaultGrants());
          hub.broadcastExcept(wes, new Whisper("not you"));
          hub.broadcast(new Whisper("after"));
        });

    assertThat(heard(5)).containsExactly("after");
    assertThat(heard(1)).containsExactly("before", "not you", "after");
  }

  @Test
  void aBusyLaneDeliversSelectionsOfSeveralTurnsInOneSharedFrame() {
    List<Runnable> lane = new ArrayList<>();
    Lane shared = lane::add;
    for (int n = 5; n < 9; n++) {
      clients.add(rooms.arrival("lobby", "user-" + n).lane(shared).join());
    }
    while (!lane.isEmpty()) {
      lane.remove(0).run();
    }
    clients.forEach(TestClient::drain);
    int frames = clients.get(8).frames().size();

    turn(
        hub -> {
          hub.broadcast(new Whisper("1"));
          hub.broadcast(new Whisper("2"), among(7, 8));
        });
    turn(
        hub -> {
          hub.broadcast(new Whisper("3"));
          hub.broadcastExcept(client(hub, 6), new Whisper("4"));
        });
    while (!lane.isEmpty()) {
      lane.remove(0).run();
    }

    assertThat(heard(6)).containsExactly("1", "3");
    assertThat(heard(7)).containsExactly("1", "3", "4");
    assertThat(heard(8)).containsExactly("1", "2", "3", "4");
    assertThat(clients.get(8).frames()).hasSize(frames + 1);
    assertThat(lastFrame(8)).isSameAs(lastFrame(9));
  }

  @Test
  void aRecordedEventGoesToAWholeAudience() {
    turn(
        hub -> {
          assertThatThrownBy(() -> hub.broadcast(new Fact("f"), among(1)))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("fact");
          assertThatThrownBy(() -> hub.broadcastExcept(client(hub, 1), new Fact("f")))
              .isInstanceOf(IllegalArgumentException.class);
        });
  }

  @Test
  void clientsAreFoundByIdAndByUser() {
    TestClient again = rooms.join("lobby", "user-1");

    List<String> found =
        rooms.call(
            "lobby", room -> room.hub().clientsOf("user-1").stream().map(Client::id).toList());

    assertThat(found).containsExactly(clients.get(1).id(), again.id());
    turn(
        hub -> {
          assertThat(hub.client(again.id()).orElseThrow().user().id()).isEqualTo("user-1");
          assertThat(hub.client("nobody")).isEmpty();
          assertThat(hub.clientsOf("nobody")).isEmpty();
        });
  }
}
