package dev.rtcrooms.sfu.rtp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A map from SSRC to state that allocates nothing when it is read. It is meant for the few sources
 * of a connection. Not thread-safe.
 *
 * @param <T> the state
 */
public final class SourceMap<T> {

  private static final int INITIAL = 8;

  /** Keeps no state that was removed. */
  private static final Object UNUSED = new Object();

  private int[] ssrcs = new int[INITIAL];
  private Object[] values = new Object[INITIAL];
  private int size;

  /** Has no sources. */
  public SourceMap() {}

  /**
   * Selects sources.
   *
   * @param <T> the state
   */
  @FunctionalInterface
  public interface Condition<T> {

    /**
     * Tells whether a source is selected.
     *
     * @param ssrc the source
     * @param value its state
     * @return true if it is
     */
    boolean selects(int ssrc, T value);
  }

  /**
   * Returns how many sources there are.
   *
   * @return the number of SSRCs
   */
  public int size() {
    return size;
  }

  /**
   * Finds a source.
   *
   * @param ssrc the source
   * @return its state, or null if there is none
   */
  public @Nullable T get(int ssrc) {
    int at = indexOf(ssrc);
    return at < 0 ? null : value(at);
  }

  @SuppressWarnings("unchecked") // put() stores nothing else
  private T value(int at) {
    return (T) values[at];
  }

  /**
   * Adds a source, or replaces its state.
   *
   * @param ssrc the source
   * @param value its state
   */
  public void put(int ssrc, T value) {
    int at = indexOf(ssrc);
    if (at < 0) {
      if (size == ssrcs.length) {
        ssrcs = Arrays.copyOf(ssrcs, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
      }
      at = size++;
    }
    ssrcs[at] = ssrc;
    values[at] = value;
  }

  /**
   * Removes a source.
   *
   * @param ssrc ignored if it is not there
   */
  public void remove(int ssrc) {
    int at = indexOf(ssrc);
    if (at >= 0) {
      removeAt(at);
    }
  }

  /**
   * Removes the sources that a condition selects.
   *
   * @param condition evaluated for each
   */
  public void removeIf(Condition<? super T> condition) {
    for (int at = size - 1; at >= 0; at--) {
      if (condition.selects(ssrcs[at], value(at))) {
        removeAt(at);
      }
    }
  }

  private void removeAt(int at) {
    size--;
    ssrcs[at] = ssrcs[size];
    values[at] = values[size];
    values[size] = UNUSED;
  }

  /**
   * Returns the state at a place, to walk through all without allocating.
   *
   * @param at from 0 to {@link #size} - 1; places change when a source is removed
   * @return the state
   */
  public T at(int at) {
    return value(at);
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
