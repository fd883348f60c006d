package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Client;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClientTasksTest {

  @RegisterExtension final TestRooms rooms = TestRooms.with(Echo.builder());

  private final List<String> done = new ArrayList<>();

  private Client client(TestClient of) {
    return rooms.call("lobby", room -> room.hub().client(of.id()).orElseThrow());
  }

  @Test
  void aTaskRunsInTheMailboxWhileTheClientIsInTheRoom() {
    TestClient ann = rooms.join("lobby", "ann");
    Client client = client(ann);

    client.execute(
        () -> {
          client.room().hub().send(client, new Note("hi"));
          done.add("execute");
        });
    CompletableFuture<Integer> size =
        client.call(() -> client.room().hub().clients().size()).toCompletableFuture();
    rooms.settle();

    assertThat(done).containsExactly("execute");
    assertThat(size).isCompletedWithValue(1);
    assertThat(ann.next(Note.class).text()).isEqualTo("hi");
  }

  @Test
  void noTaskRunsForAClientThatHasLeft() {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.join("lobby", "bob");
    Client client = client(ann);
    ann.leave();

    client.execute(() -> done.add("execute"));
    CompletableFuture<Boolean> called = client.call(() -> done.add("call")).toCompletableFuture();
    rooms.settle();

    assertThat(done).isEmpty();
    assertThatThrownBy(called::join).isInstanceOf(CancellationException.class);
  }

  @Test
  void whatIsSentToAClientThatHasLeftGoesNowhere() {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.join("lobby", "bob");
    Client client = client(ann);
    ann.leave();
    ann.drain();

    rooms.execute("lobby", room -> room.hub().send(client, new Note("late")));

    assertThat(ann.drain()).isEmpty();
  }
}
