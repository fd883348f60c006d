package dev.rtcrooms.hub.delivery;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The recipients of one lane, in any order; for the mailbox. Lanes read snapshots. The array is
 * copied only for a removal after a snapshot of it was taken, that is, after a broadcast. So joins
 * and departures cost the same in every room.
 */
final class RecipientList {

  private static final int SMALLEST = 4;

  private Recipient[] array = new Recipient[SMALLEST];
  private int size;

  /** Whether a snapshot has the array, so that its recipients must stay. */
  private boolean lent;

  /** The recipients of now, if a snapshot of them was taken. */
  private @Nullable Snapshot snapshot;

  /** Recipients at one moment; never changes, any thread. */
  static final class Snapshot {
    private final Recipient[] array;
    private final int size;

    private Snapshot(Recipient[] array, int size) {
      this.array = array;
      this.size = size;
    }

    Recipient get(int index) {
      return array[index];
    }

    int size() {
      return size;
    }
  }

  /** The same object until a recipient is added or removed. */
  Snapshot snapshot() {
    Snapshot known = snapshot;
    if (known == null) {
      known = new Snapshot(array, size);
      snapshot = known;
      lent = true;
    }
    return known;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Adds a recipient, and returns its place. */
  int add(Recipient recipient) {
    if (size == array.length) {
      resize();
    }
    array[size] = recipient; // no snapshot has this place
    snapshot = null;
    return size++;
  }

  /** Removes a recipient from its place, which the last one takes. */
  void remove(Recipient recipient) {
    int at = recipient.place();
    if (at >= size || array[at] != recipient) {
      return;
    }
    if (lent || size < array.length / 4) {
      resize();
    }
    size--;
    Recipient last = array[size];
    array[at] = last;
    last.place(at);
    array[size] = null;
    snapshot = null;
  }

  private void resize() {
    array = Arrays.copyOf(array, Math.max(SMALLEST, 2 * size));
    lent = false;
  }
}
