package dev.rtcrooms.testkit;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Lane;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Where the clients of a test meet: in rooms in memory, or at a server. For the test's thread. */
sealed interface Venue permits World, ServedWorld {

  /** Failures and transcript of the test. */
  TestRun run();

  /** Connects a client, and returns when it has an answer. */
  ClientEnd connect(
      String user, Inbox inbox, Handshake handshake, Lane lane, @Nullable Fault fault);

  /** The id of a room by its name. */
  UUID id(String room);

  /** The id of a room in memory by its name: always the same, and that of a UUID is itself. */
  static UUID idOf(String room) {
    return ServedWorld.uuid(room)
        .orElseGet(() -> UUID.nameUUIDFromBytes(room.getBytes(StandardCharsets.UTF_8)));
  }

  /** The id by which a user watches a room; the handshake has the room's link. */
  String streamId(UUID room, String user, Handshake handshake);

  String newSession();

  /**
   * The rooms.
   *
   * @throws UnsupportedOperationException if they are in another process
   */
  Rooms rooms();

  List<MessageType<?>> messageTypes();

  /** Lets everything happen that results from what the test did so far. */
  void settle();

  /** Lets things happen until a condition holds, and returns whether it does. */
  boolean await(BooleanSupplier condition);

  /** Lets happen what needs no waiting: everything in memory, nothing at a server. */
  default void proceed() {
    await(() -> true);
  }

  /** Lets things happen until a stage of the rooms is complete, and returns whether it is. */
  boolean await(CompletableFuture<?> stage);

  /** Waits for the result of a task in a room's mailbox, and throws the task's exceptions. */
  default <T> T result(CompletableFuture<T> task, String room) {
    if (!await(task)) {
      throw new AssertionError("The mailbox of " + room + " did not run the task");
    }
    try {
      return task.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Ends a message about something that did not happen. */
  String hint();

  /** Ends all clients and, in memory, the rooms; throws what failed. */
  void close();
}
