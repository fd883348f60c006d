package dev.rtcrooms.hub.delivery;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The recipients of one lane; a list never changes, so a lane may read it while the room continues.
 * Only the newest list of a lane may be extended, in the mailbox. It shares its array with the
 * longer list, so that a join costs the same in every room.
 */
final class RecipientList {

  private static final int SMALLEST = 4;

  private final Recipient[] array;
  private final int size;

  private RecipientList(Recipient[] array, int size) {
    this.array = array;
    this.size = size;
  }

  static RecipientList of(Recipient recipient) {
    return new RecipientList(new Recipient[] {recipient}, 1);
  }

  /** A list with one more recipient, at its end. */
  RecipientList with(Recipient recipient) {
    Recipient[] longer =
        size < array.length ? array : Arrays.copyOf(array, Math.max(SMALLEST, 2 * size));
    longer[size] = recipient;
    return new RecipientList(longer, size + 1);
  }

  /** A list without a recipient, or null if it would be empty. */
  @Nullable RecipientList without(Recipient recipient) {
    int at = 0;
    while (at < size && array[at] != recipient) {
      at++;
    }
    if (at == size) {
      return this;
    }
    if (size == 1) {
      return null;
    }
    Recipient[] rest = new Recipient[size - 1];
    System.arraycopy(array, 0, rest, 0, at);
    System.arraycopy(array, at + 1, rest, at, size - at - 1);
    return new RecipientList(rest, size - 1);
  }

  Recipient get(int index) {
    return array[index];
  }

  int size() {
    return size;
  }
}
