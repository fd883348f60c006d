package dev.rtcrooms.hub;

import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Outgoing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits for all those connections that have heard the same since they became busy: one object
 * for all of them, which is never changed, but remembers what follows from it. So what waits is
 * collected, cut into frames and joined once, and not once for each connection. Any thread.
 *
 * <p>Of the messages of a key only the newest waits, where it was said.
 */
final class Backlog {

  private final Lines lines;
  private final long bytes;
  private final int replaced;
  private final boolean common;
  private final int frameBytes;
  private final @Nullable Backlog added;
  private volatile @Nullable Backlog next;
  private volatile @Nullable Taken taken;
  private volatile @Nullable Line first;

  /** The newest line of each key, if known; moves on to what follows. Guarded by this. */
  private @Nullable Map<Object, Line> newest;

  /** The next frame, and what waits behind it, if anything does. */
  record Taken(Batch frame, @Nullable Backlog rest) {}

  private Backlog(
      Lines lines,
      long bytes,
      int replaced,
      boolean common,
      int frameBytes,
      @Nullable Backlog added,
      @Nullable Map<Object, Line> newest) {
    this.lines = lines;
    this.bytes = bytes;
    this.replaced = replaced;
    this.common = common;
    this.frameBytes = frameBytes;
    this.added = added;
    this.newest = newest;
  }

  /** What one turn said; the array is owned by the new object. */
  static Backlog of(Line[] said, boolean common, int frameBytes) {
    Lines lines = Lines.of(said);
    if (lines.replaceable()) {
      lines = lines.live();
    }
    long bytes = 0;
    for (int n = 0; n < lines.count(); n++) {
      bytes += lines.get(n).size();
    }
    return new Backlog(lines, bytes, 0, common, frameBytes, null, null);
  }

  /** Stands for what waits where nothing does. */
  static Backlog sign() {
    return new Backlog(Lines.of(new Line[0]), 0, 0, false, 0, null, null);
  }

  /** How much waits, in bytes of the wire. */
  long bytes() {
    return bytes;
  }

  /** When the room said the first of what waits. */
  long oldest() {
    Line known = first;
    if (known == null) {
      known = (replaced == 0 ? lines : lines.live()).first();
      first = known;
    }
    return known.since();
  }

  /** What waits once the next turn is added, which must come from {@link #of}. */
  Backlog then(Backlog turn) {
    Backlog known = next;
    if (known != null && known.added == turn) {
      return known;
    }
    synchronized (this) {
      known = next;
      if (known != null && known.added == turn) {
        return known;
      }
      boolean forMany = known == null && turn.common;
      Backlog made = added(turn, forMany);
      if (forMany) {
        next = made;
      }
      return made;
    }
  }

  private Backlog added(Backlog turn, boolean forMany) {
    boolean onlyNext = forMany || !common;
    Map<Object, Line> index = newest;
    if (onlyNext) {
      newest = null;
    }
    if (!lines.replaceable() || !turn.lines.replaceable()) {
      return new Backlog(
          lines.then(turn.lines),
          bytes + turn.bytes,
          replaced,
          forMany,
          frameBytes,
          turn,
          onlyNext ? index : null);
    }
    if (index == null) {
      index = lines.newest();
    } else if (!onlyNext) {
      index = new HashMap<>(index);
    }
    return replacing(turn, forMany, index);
  }

  /** Lines that were replaced are let go once they are more than the others. */
  private Backlog replacing(Backlog turn, boolean forMany, Map<Object, Line> index) {
    long left = bytes + turn.bytes;
    int gone = replaced;
    for (int n = 0; n < turn.lines.count(); n++) {
      Line line = turn.lines.get(n);
      Line older = line.key() == null ? null : index.put(line.key(), line);
      if (older != null) {
        left -= older.size();
        gone++;
      }
    }
    Lines all = lines.then(turn.lines);
    if (gone > all.count() / 2) {
      all = all.live();
      gone = 0;
    }
    return new Backlog(all, left, gone, forMany, frameBytes, turn, index);
  }

  /** As much as fits a frame, at least one message. */
  Taken take() {
    Taken known = taken;
    if (known != null) {
      return known;
    }
    synchronized (this) {
      known = taken;
      if (known == null) {
        known = cut();
        taken = known;
      }
      return known;
    }
  }

  private Taken cut() {
    Lines waiting = replaced == 0 ? lines.flat() : lines.live();
    List<Outgoing> frame = new ArrayList<>();
    long room = frameBytes;
    long taking = 0;
    for (int n = 0; n < waiting.count(); n++) {
      Line line = waiting.get(n);
      if (n > 0 && line.size() > room) {
        return new Taken(Batch.of(frame), rest(waiting.from(n), bytes - taking));
      }
      frame.add(line.message());
      room -= line.size() + 1L;
      taking += line.size();
    }
    return new Taken(Batch.of(frame), null);
  }

  private Backlog rest(Lines left, long itsBytes) {
    return new Backlog(left, itsBytes, 0, common, frameBytes, null, null);
  }
}
