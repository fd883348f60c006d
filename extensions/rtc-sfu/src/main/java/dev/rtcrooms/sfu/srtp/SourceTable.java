package dev.rtcrooms.sfu.srtp;

import org.jspecify.annotations.Nullable;

/** A bounded map from SSRC to state that allocates nothing when it is read; not thread-safe. */
final class SourceTable<T> {

  private final int[] ssrcs;
  private final Object[] values;
  private int size;

  SourceTable(int capacity) {
    this.ssrcs = new int[capacity];
    this.values = new Object[capacity];
  }

  boolean isFull() {
    return size == ssrcs.length;
  }

  @SuppressWarnings("unchecked") // put() stores nothing else
  @Nullable T get(int ssrc) {
    int at = indexOf(ssrc);
    return at < 0 ? null : (T) values[at];
  }

  /** Adds a source that is not in the table, which is not full. */
  void put(int ssrc, T value) {
    ssrcs[size] = ssrc;
    values[size++] = value;
  }

  void remove(int ssrc) {
    int at = indexOf(ssrc);
    if (at >= 0) {
      size--;
      ssrcs[at] = ssrcs[size];
      values[at] = values[size];
    }
  }

  private int indexOf(int ssrc) {
    for (int i = 0; i < size; i++) {
      if (ssrcs[i] == ssrc) {
        return i;
      }
    }
    return -1;
  }
}
