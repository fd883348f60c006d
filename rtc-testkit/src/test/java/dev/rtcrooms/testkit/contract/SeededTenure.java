package dev.rtcrooms.testkit.contract;

import dev.rtcrooms.Audience;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.spi.Past;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The past of a tenure, with a fault; any thread. */
final class SeededTenure implements Past {

  private final Past past;
  private final SeededEngines all;
  private final Runnable lost;

  SeededTenure(Past past, SeededEngines all, Runnable lost) {
    this.past = past;
    this.all = all;
    this.lost = lost;
  }

  @Override
  public Position end() {
    return past.end();
  }

  @Override
  public CompletionStage<Void> append(long after, List<Entry> entries) {
    List<Entry> stored =
        all.fault() == EngineFault.FORGETS_AUDIENCES
            ? entries.stream()
                .map(entry -> new Entry(entry.event(), Audience.EVERYONE, entry.retry()))
                .toList()
            : entries;
    return all.locked(() -> past.append(after, stored));
  }

  @Override
  public CompletionStage<List<Recorded>> before(long offset, int limit) {
    return all.locked(() -> past.before(offset, limit));
  }

  @Override
  public CompletionStage<Void> replace(long offset, Event event) {
    return all.locked(() -> past.replace(offset, event));
  }

  @Override
  public CompletionStage<Optional<List<Recorded>>> since(Position position) {
    return all.locked(() -> past.since(position));
  }

  @Override
  public CompletionStage<Void> forget() {
    endedByTheHub();
    return all.locked(all.fault() == EngineFault.FORGETS_NOTHING ? past::close : past::forget);
  }

  @Override
  public CompletionStage<Void> close() {
    endedByTheHub();
    return switch (all.fault()) {
      case KEEPS_RELEASED_ROOMS -> CompletableFuture.completedStage(null);
      case FORGETS_RELEASED_ROOMS -> all.locked(past::forget);
      default -> all.locked(past::close);
    };
  }

  private void endedByTheHub() {
    if (all.fault() == EngineFault.CALLS_A_RELEASE_A_LOSS) {
      lost.run();
    }
  }
}
