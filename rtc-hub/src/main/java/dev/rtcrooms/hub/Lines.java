package dev.rtcrooms.hub;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Messages in order, as a list that grows at its end without touching those that share its
 * beginning; immutable, any thread.
 */
final class Lines {

  private final @Nullable Lines before;
  private final Line[] own;
  private final int from;
  private final int count;
  private final boolean replaceable;

  private Lines(@Nullable Lines before, Line[] own, int from, boolean replaceable) {
    this.before = before;
    this.own = own;
    this.from = from;
    this.count = own.length - from + (before == null ? 0 : before.count);
    this.replaceable = replaceable;
  }

  /** The lines of an array, which is owned by the new object. */
  static Lines of(Line[] lines) {
    boolean replaceable = false;
    for (int at = 0; at < lines.length && !replaceable; at++) {
      replaceable = lines[at].key() != null;
    }
    return new Lines(null, lines, 0, replaceable);
  }

  /** These lines and then those, which are flat. */
  Lines then(Lines more) {
    return new Lines(this, more.own, more.from, replaceable || more.replaceable);
  }

  int count() {
    return count;
  }

  /** Tells whether there may be lines that a newer one may replace. */
  boolean replaceable() {
    return replaceable;
  }

  Line first() {
    Lines lines = this;
    while (lines.before != null) {
      lines = lines.before;
    }
    return lines.own[lines.from];
  }

  /** The same lines, so that each can be {@linkplain #get got} by its index. */
  Lines flat() {
    return before == null ? this : new Lines(null, all(), 0, replaceable);
  }

  /** The line at an index; only if flat. */
  Line get(int index) {
    return own[from + index];
  }

  /** The lines from an index on, without a copy; only if flat. */
  Lines from(int index) {
    return new Lines(null, own, from + index, replaceable);
  }

  /** Flat, and without those lines that a newer one of their key has replaced. */
  Lines live() {
    Line[] all = all();
    Set<Object> seen = new HashSet<>();
    int at = all.length;
    for (int n = all.length - 1; n >= 0; n--) {
      Object key = all[n].key();
      if (key == null || seen.add(key)) {
        all[--at] = all[n];
      }
    }
    return new Lines(null, Arrays.copyOfRange(all, at, all.length), 0, replaceable);
  }

  private Line[] all() {
    Line[] all = new Line[count];
    int at = count;
    for (Lines lines = this; lines != null; lines = lines.before) {
      int length = lines.own.length - lines.from;
      at -= length;
      System.arraycopy(lines.own, lines.from, all, at, length);
    }
    return all;
  }

  Map<Object, Line> newest() {
    Map<Object, Line> newest = new HashMap<>();
    for (Line line : all()) {
      Object key = line.key();
      if (key != null) {
        newest.put(key, line);
      }
    }
    return newest;
  }
}
