package dev.rtcrooms.hub.history;

import dev.rtcrooms.message.Event;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The kept events of a room, oldest first, in blocks; for one thread at a time. Sizes are bytes of
 * memory.
 */
final class EventBlocks {

  private final Scheduler time;
  private final List<EventBlock> blocks = new ArrayList<>();
  private int size;

  EventBlocks(Scheduler time) {
    this.time = time;
  }

  /** How many events there are. */
  int size() {
    return size;
  }

  /**
   * Adds an event.
   *
   * @param at when, as of {@link Scheduler#nanoTime}
   * @param most what it takes as an object
   * @return what it takes
   */
  int add(Entry entry, long at, int most) {
    if (blocks.isEmpty() || newest().isFull()) {
      blocks.add(new EventBlock(at, time.now().toEpochMilli()));
    }
    size++;
    return newest().add(entry, at, most);
  }

  private EventBlock newest() {
    return blocks.get(blocks.size() - 1);
  }

  /** When the oldest event was added. */
  long firstAt() {
    return blocks.get(0).at(0);
  }

  /** Removes the oldest event, and gives its size. */
  int removeFirst() {
    EventBlock block = blocks.get(0);
    int bytes = block.bytes(0);
    block.removeFirst();
    removed(0);
    return bytes;
  }

  /** Removes the newest event, and gives its size. */
  int removeLast() {
    EventBlock block = newest();
    int bytes = block.bytes(block.size() - 1);
    block.removeLast();
    removed(blocks.size() - 1);
    return bytes;
  }

  private void removed(int block) {
    size--;
    if (blocks.get(block).size() == 0) {
      blocks.remove(block);
    }
  }

  /** Frees the memory of events that were removed. */
  void trim() {
    if (!blocks.isEmpty()) {
      blocks.set(0, blocks.get(0).copy());
    }
  }

  void clear() {
    blocks.clear();
    size = 0;
  }

  /** Reads a number of events from an index on. */
  void read(int from, int count, Consumer<Entry> reader) {
    int index = from;
    int left = count;
    for (int at = 0; at < blocks.size() && left > 0; at++) {
      EventBlock block = blocks.get(at);
      for (; index < block.size() && left > 0; index++, left--) {
        reader.accept(block.get(index));
      }
      index -= block.size();
    }
  }

  /**
   * Puts another event in the place of one.
   *
   * @param most what it takes as an object
   * @return how much more all take now
   */
  int replace(int place, Event event, int most) {
    int index = place;
    int at = 0;
    while (index >= blocks.get(at).size()) {
      index -= blocks.get(at).size();
      at++;
    }
    EventBlock before = blocks.get(at);
    EventBlock after = before.copy(index, before.get(index).with(event), most);
    blocks.set(at, after);
    return after.bytes(index) - before.bytes(index);
  }
}
