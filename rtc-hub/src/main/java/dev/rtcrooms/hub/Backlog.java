package dev.rtcrooms.hub;

import dev.rtcrooms.spi.Batch;
import dev.rtcrooms.spi.Outgoing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one connection, in order; the newest message of a key takes the place of an older
 * one, but stands where it was said. Guarded by its outbox. An outbox that is not behind has none
 * of the collections here.
 */
final class Backlog {

  private final ArrayDeque<Waiting> queue = new ArrayDeque<>(0);
  private @Nullable Map<Object, Waiting> newest;
  private int bytes;

  private record Waiting(Outgoing message, int size, @Nullable Object key, long since) {}

  void add(Outgoing message, int size, @Nullable Object key, long now) {
    Waiting waiting = new Waiting(message, size, key, now);
    queue.add(waiting);
    bytes += size;
    if (key != null) {
      if (newest == null) {
        newest = new HashMap<>();
      }
      Waiting older = newest.put(key, waiting);
      if (older != null) {
        queue.remove(older);
        bytes -= older.size;
      }
    }
  }

  /** Takes as many messages as fit a frame, at least one; null if none waits. */
  @Nullable Batch take(int frameBytes) {
    List<Outgoing> taken = new ArrayList<>();
    int room = frameBytes;
    for (Waiting head = queue.peek(); head != null; head = queue.peek()) {
      if (!taken.isEmpty() && head.size > room) {
        break;
      }
      queue.remove();
      taken.add(head.message);
      room -= head.size + 1;
      bytes -= head.size;
      if (head.key != null && newest != null) {
        newest.remove(head.key);
      }
    }
    return taken.isEmpty() ? null : Batch.of(taken);
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  int bytes() {
    return bytes;
  }

  /** When the head began to wait; only if not empty. */
  long oldest() {
    return queue.element().since;
  }

  void clear() {
    queue.clear();
    newest = null;
    bytes = 0;
  }
}
