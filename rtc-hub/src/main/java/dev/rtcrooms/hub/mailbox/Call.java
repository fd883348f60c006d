package dev.rtcrooms.hub.mailbox;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A task in a mailbox whose result is awaited; any thread. */
final class Call<T> implements Droppable {

  private final Callable<T> task;
  private final CompletableFuture<T> result = new CompletableFuture<>();

  Call(Callable<T> task) {
    this.task = task;
  }

  CompletionStage<T> result() {
    return result;
  }

  @Override
  public void run() {
    try {
      result.complete(task.call());
    } catch (Exception | Error e) {
      result.completeExceptionally(e);
    }
  }

  /** Fails the result, because the mailbox ended before this task ran. */
  @Override
  public void drop() {
    result.completeExceptionally(new IllegalStateException("The room is closed"));
  }
}
