package dev.rtcrooms.redis;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls about a room take effect in their order, also if Redis asks for one of them
 * again: a call begins when all former changes of this room have completed or failed. Any thread,
 * but one at a time for each room.
 */
final class RoomOrder {

  private final ConcurrentHashMap<UUID, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

  /** Makes a call that changes something. */
  <T> CompletionStage<T> change(UUID room, Supplier<CompletionStage<T>> call) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    CompletionStage<T> result = after(last.put(room, done), call);
    result.whenComplete(
        (value, failure) -> {
          last.remove(room, done);
          done.complete(null);
        });
    return result;
  }

  /** Makes a call that only reads. Others do not wait for it, unless it waits itself. */
  <T> CompletionStage<T> read(UUID room, Supplier<CompletionStage<T>> call) {
    return last.containsKey(room) ? change(room, call) : call.get();
  }

  /** Completes when all changes of all rooms that have been asked for so far have ended. */
  CompletionStage<Void> idle() {
    return CompletableFuture.allOf(last.values().toArray(CompletableFuture<?>[]::new));
  }

  private static <T> CompletionStage<T> after(
      @Nullable CompletableFuture<Void> former, Supplier<CompletionStage<T>> call) {
    return former == null ? call.get() : former.thenCompose(none -> call.get());
  }
}
