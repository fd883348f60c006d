package dev.rtcrooms.jakarta;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Pending sends, of rooms that take turns, so that a large room does not delay the others. Within a
 * room they keep their order. For one thread at a time.
 */
final class RoomTurns {

  /** How many sends a room has in one turn: about half a millisecond's. */
  static final int AT_ONCE = 32;

  /** The rooms that wait for their turn, the next one first. */
  private final Map<String, Queue<Send>> others = new LinkedHashMap<>();

  private String room = "";
  private Queue<Send> sends = new ArrayDeque<>();
  private int left;
  private int size;

  void add(Send send) {
    Queue<Send> queue =
        send.room().equals(room)
            ? sends
            : others.computeIfAbsent(send.room(), unknown -> new ArrayDeque<>());
    queue.add(send);
    size++;
  }

  int size() {
    return size;
  }

  /** The next send, or null if there is none. */
  @Nullable Send poll() {
    if (size == 0) {
      return null;
    }
    if (left == 0 || sends.isEmpty()) {
      turn();
    }
    left--;
    size--;
    return sends.poll();
  }

  private void turn() {
    if (!sends.isEmpty()) {
      others.put(room, sends);
    }
    Iterator<Map.Entry<String, Queue<Send>>> next = others.entrySet().iterator();
    Map.Entry<String, Queue<Send>> first = next.next();
    next.remove();
    room = first.getKey();
    sends = first.getValue();
    left = AT_ONCE;
  }

  /** Removes and returns all sends. */
  List<Send> clear() {
    List<Send> all = new ArrayList<>();
    for (Send send = poll(); send != null; send = poll()) {
      all.add(send);
    }
    return all;
  }
}
