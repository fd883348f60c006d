package dev.rtcrooms.hub.recording;

import dev.rtcrooms.hub.mailbox.AsyncCalls;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.spi.Past;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the past of a room, reads its newest events, and ends its use; for the mailbox. */
final class PastOpening {

  private static final Logger LOG = LoggerFactory.getLogger(PastOpening.class);

  /** How many events a room reads when it opens. */
  private static final int NEWEST = 256;

  private final UUID room;
  private final HistoryStore store;
  private final AsyncCalls calls;
  private CompletionStage<Past> opening =
      CompletableFuture.failedStage(new IllegalStateException("Not begun"));

  PastOpening(UUID room, HistoryStore store, AsyncCalls calls) {
    this.room = room;
    this.store = store;
    this.calls = calls;
  }

  /** Begins to open the past, which {@link #end} closes. */
  void begin() {
    try {
      opening = store.open(room);
    } catch (RuntimeException | Error e) {
      opening = CompletableFuture.failedStage(e);
    }
  }

  /**
   * Awaits the past that {@link #begin} opens.
   *
   * @param opened called with the past and its newest events, oldest first
   * @param failed called if either cannot be had
   */
  void open(BiConsumer<Past, List<Recorded>> opened, Consumer<Throwable> failed) {
    calls.await(
        () -> opening,
        past ->
            calls.await(() -> past.newest(NEWEST), newest -> opened.accept(past, newest), failed),
        failed);
  }

  /**
   * Ends the use of the past, even of one that opens only later.
   *
   * @param forget whether its events are deleted
   */
  void end(boolean forget) {
    opening
        .thenCompose(past -> forget ? past.forget() : past.close())
        .whenComplete(
            (none, failure) -> {
              if (failure != null) {
                LOG.warn("The past of a room was not {}", forget ? "deleted" : "closed", failure);
              }
            });
  }
}
