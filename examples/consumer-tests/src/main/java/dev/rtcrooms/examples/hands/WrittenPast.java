package dev.rtcrooms.examples.hands;

import dev.rtcrooms.examples.hands.Journal.Block;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.spi.Past;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The past of one room: its newest events in memory, and all of them in a journal. Called in a
 * mailbox; what follows happens on the disk's executor, in the order of the calls.
 */
final class WrittenPast implements Past {

  private final Journal journal;
  private final int most;
  private final Executor disk;
  private final Position end;
  private final ArrayDeque<Recorded> events = new ArrayDeque<>();
  private long last;

  /** The first offset after which no event is missing. */
  private long wholeFrom;

  private WrittenPast(Journal journal, String epoch, List<Block> blocks, int most, Executor disk) {
    this.journal = journal;
    this.most = most;
    this.disk = disk;
    blocks.forEach(this::apply);
    this.end = new Position(epoch, last);
  }

  /** For the disk's executor. */
  static WrittenPast open(Journal journal, int most, Executor disk) {
    List<Block> blocks = new ArrayList<>();
    String epoch = journal.open(blocks);
    return new WrittenPast(journal, epoch, blocks, most, disk);
  }

  private void apply(Block block) {
    while (!events.isEmpty() && events.getLast().offset() > block.after()) {
      events.removeLast();
    }
    if (block.after() > last) {
      wholeFrom = block.after();
    }
    last = block.after();
    for (Entry entry : block.entries()) {
      last++;
      events.add(new Recorded(last, entry));
    }
    while (events.size() > most) {
      wholeFrom = Math.max(wholeFrom, events.removeFirst().offset());
    }
  }

  @Override
  public Position end() {
    return end;
  }

  @Override
  public CompletionStage<Void> append(long after, List<Entry> entries) {
    Block block = new Block(after, entries);
    return run(
        () -> {
          journal.append(block);
          apply(block);
        });
  }

  @Override
  public CompletionStage<List<Recorded>> before(long offset, int limit) {
    return call(
        () -> {
          List<Recorded> found =
              events.stream().filter(recorded -> recorded.offset() < offset).toList();
          return found.subList(Math.max(0, found.size() - limit), found.size());
        });
  }

  /** Writes the whole journal again, so that nothing of the old event stays on the disk. */
  @Override
  public CompletionStage<Void> replace(long offset, Event event) {
    return run(
        () -> {
          ArrayDeque<Recorded> replaced = new ArrayDeque<>();
          for (Recorded each : events) {
            boolean found = each.offset() == offset;
            replaced.add(found ? new Recorded(offset, each.entry().with(event)) : each);
          }
          journal.rewrite(end.epoch(), blocks(replaced));
          events.clear();
          events.addAll(replaced);
        });
  }

  /** One block for each run of numbers without a gap, and an empty one for the end. */
  private List<Block> blocks(Iterable<Recorded> all) {
    List<Block> blocks = new ArrayList<>();
    List<Entry> run = new ArrayList<>();
    long next = events.isEmpty() ? last + 1 : events.getFirst().offset();
    for (Recorded each : all) {
      if (each.offset() != next) {
        blocks.add(new Block(next - 1 - run.size(), List.copyOf(run)));
        run.clear();
        next = each.offset();
      }
      run.add(each.entry());
      next++;
    }
    blocks.add(new Block(next - 1 - run.size(), run));
    blocks.add(new Block(last, List.of()));
    return blocks;
  }

  @Override
  public CompletionStage<Optional<List<Recorded>>> since(Position position) {
    return call(
        () -> {
          long from = position.offset();
          if (!position.epoch().equals(end.epoch()) || from < wholeFrom || from > last) {
            return Optional.empty();
          }
          return Optional.of(events.stream().filter(recorded -> recorded.offset() > from).toList());
        });
  }

  @Override
  public CompletionStage<Void> forget() {
    return run(journal::delete);
  }

  @Override
  public CompletionStage<Void> close() {
    return run(() -> {}); // each append was written to the disk already
  }

  private CompletionStage<Void> run(Runnable task) {
    return CompletableFuture.runAsync(task, disk);
  }

  private <T> CompletionStage<T> call(Supplier<T> task) {
    return CompletableFuture.supplyAsync(task, disk);
  }
}
