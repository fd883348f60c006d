package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Hub;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MailboxTest {

  @RegisterExtension final TestRooms rooms = TestRooms.with(Echo.builder());

  @Test
  void tasksRunInTheOrderInWhichTheyCame() {
    Room lobby = rooms.room("lobby");
    List<Integer> ran = new ArrayList<>();

    IntStream.range(0, 1000).forEach(n -> lobby.execute(() -> ran.add(n)));
    rooms.settle();

    assertThat(ran).isEqualTo(IntStream.range(0, 1000).boxed().toList());
  }

  @Test
  void aTaskThatATaskGivesRunsAfterAllThatCameBeforeIt() {
    Room lobby = rooms.room("lobby");
    List<String> ran = new ArrayList<>();

    lobby.execute(
        () -> {
          lobby.execute(() -> ran.add("inner"));
          ran.add("outer");
        });
    lobby.execute(() -> ran.add("next"));
    rooms.settle();

    assertThat(ran).containsExactly("outer", "next", "inner");
  }

  @Test
  void tasksOfManyThreadsNeverRunAtTheSameTime() throws Exception {
    int[] plain = {0};
    try (Rooms real = Echo.builder().build()) {
      Room lobby = real.create();
      CompletableFuture<?>[] threads =
          IntStream.range(0, 8)
              .mapToObj(
                  n ->
                      CompletableFuture.runAsync(
                          () ->
                              IntStream.range(0, 1000)
                                  .forEach(m -> lobby.execute(() -> plain[0]++))))
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(threads).join();

      assertThat(lobby.call(() -> plain[0]).toCompletableFuture().get(60, TimeUnit.SECONDS))
          .isEqualTo(8000);
    }
  }

  /** With whatever exception, as executors are the host's. */
  @Test
  void anExecutorThatTookNoTaskIsAskedAgain() {
    VirtualTime time = new VirtualTime();
    Queue<Throwable> refusals = new ArrayDeque<>();
    Executor executor =
        task -> {
          Throwable refusal = refusals.poll();
          if (refusal instanceof Error error) {
            throw error;
          } else if (refusal != null) {
            throw (RuntimeException) refusal;
          }
          task.run();
        };
    try (Rooms own = Echo.builder().executor(executor).scheduler(time).build()) {
      Room lobby = own.create();
      refusals.add(new RejectedExecutionException("as the test wants it"));
      refusals.add(new IllegalStateException("as the test wants it"));
      refusals.add(new OutOfMemoryError("as the test wants it"));
      List<String> ran = new ArrayList<>();

      lobby.execute(() -> ran.add("late"));
      time.advance(Duration.ofMillis(149));
      assertThat(ran).isEmpty();
      time.advance(Duration.ofMillis(1));

      assertThat(ran).containsExactly("late");
    }
  }

  @Test
  void aTaskThatThrowsStallsNothing() {
    Room lobby = rooms.room("lobby");
    List<String> ran = new ArrayList<>();

    lobby.execute(
        () -> {
          throw new IllegalStateException("as the test wants it");
        });
    lobby.execute(
        () -> {
          throw new StackOverflowError("as the test wants it");
        });
    lobby.execute(() -> ran.add("next"));
    rooms.settle();

    assertThat(ran).containsExactly("next");
  }

  @Test
  void aCallGivesBackWhatItsTaskReturned() {
    assertThat(rooms.room("lobby").call(() -> "result").toCompletableFuture())
        .satisfies(call -> rooms.settle())
        .isCompletedWithValue("result");
  }

  @Test
  void aCallFailsWithWhatItsTaskThrew() {
    Exception checked = new Exception("as the test wants it");

    CompletableFuture<Object> call =
        rooms
            .room("lobby")
            .call(
                () -> {
                  throw checked;
                })
            .toCompletableFuture();
    rooms.settle();

    assertThat(call).isCompletedExceptionally();
    assertThat(call.handle((value, failure) -> failure).join()).isSameAs(checked);
  }

  @Test
  void aCallCompletesInTheMailboxWhereWhatFollowsMayThrow() {
    Room lobby = rooms.room("lobby");
    List<Integer> clients = new ArrayList<>();

    lobby.call(() -> 1).thenRun(() -> clients.add(lobby.hub().clients().size()));
    lobby
        .call(() -> 2)
        .thenRun(
            () -> {
              throw new IllegalStateException("as the test wants it");
            });
    lobby.call(() -> 3).thenRun(() -> clients.add(lobby.hub().clients().size()));
    rooms.settle();

    assertThat(clients).containsExactly(0, 0);
  }

  @Test
  void nothingRunsInARoomThatIsClosed() {
    Room lobby = rooms.room("lobby");
    lobby.close(CloseReason.ROOM_CLOSED);
    rooms.settle();
    List<String> ran = new ArrayList<>();

    lobby.execute(() -> ran.add("late"));
    CompletableFuture<Boolean> call = lobby.call(() -> ran.add("late")).toCompletableFuture();
    rooms.settle();

    assertThat(ran).isEmpty();
    assertThatThrownBy(call::get).hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void aCallThatWaitsWhenItsRoomClosesFails() {
    Room lobby = rooms.room("lobby");

    lobby.execute(() -> lobby.close(CloseReason.ROOM_CLOSED));
    CompletableFuture<?> sameTurn = lobby.call(() -> "first").toCompletableFuture();
    lobby.close(CloseReason.ROOM_CLOSED);
    CompletableFuture<?> later = lobby.call(() -> "second").toCompletableFuture();
    rooms.settle();

    assertThat(sameTurn).isDone();
    assertThatThrownBy(later::get).hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void aTaskForLaterRunsAtItsMomentInTheMailbox() {
    Room lobby = rooms.room("lobby");
    List<Integer> clients = new ArrayList<>();
    lobby.after(Duration.ofSeconds(5), () -> clients.add(lobby.hub().clients().size()));

    rooms.advance(Duration.ofMillis(4999));
    assertThat(clients).isEmpty();

    rooms.advance(Duration.ofMillis(1));
    assertThat(clients).containsExactly(0);
  }

  @Test
  void aTaskForLaterIsNotRunOnceItIsCancelledOrItsRoomIsClosed() {
    Room lobby = rooms.room("lobby");
    List<String> ran = new ArrayList<>();
    Cancellable cancelled = lobby.after(Duration.ofSeconds(1), () -> ran.add("cancelled"));
    lobby.after(Duration.ofSeconds(2), () -> ran.add("first"));
    lobby.after(Duration.ofSeconds(4), () -> ran.add("closed"));

    cancelled.cancel();
    cancelled.cancel();
    rooms.advance(Duration.ofSeconds(3));
    lobby.close(CloseReason.ROOM_CLOSED);
    rooms.advance(Duration.ofSeconds(3));

    assertThat(ran).containsExactly("first");
    assertThat(rooms.time().pending()).isZero();
  }

  @Test
  void aRoomsTimeIsTheSchedulers() {
    Room lobby = rooms.room("lobby");
    rooms.advance(Duration.ofSeconds(7));

    assertThat(lobby.now()).isEqualTo(rooms.time().now());
  }

  @Test
  void theHubIsForTheMailboxOnly() {
    rooms.join("lobby", "ann");
    Hub hub = rooms.room("lobby").hub();
    Client ann = rooms.call("lobby", room -> room.hub().clients().iterator().next());

    List<ThrowingCallable> calls =
        List.of(
            hub::clients,
            () -> hub.register(ann),
            () -> hub.unregister(ann),
            () -> hub.broadcast(new Note("")),
            () -> hub.broadcast(new Fact("")),
            () -> hub.send(ann, new Note("")));

    assertThat(calls)
        .allSatisfy(call -> assertThatThrownBy(call).isInstanceOf(IllegalStateException.class));
  }

  @Test
  void anotherRoomsMailboxIsTheWrongOne() {
    Hub lobby = rooms.room("lobby").hub();

    assertThatThrownBy(() -> rooms.execute("attic", room -> lobby.clients()))
        .isInstanceOf(IllegalStateException.class);
  }
}
