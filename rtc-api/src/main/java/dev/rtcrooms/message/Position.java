package dev.rtcrooms.message;

import java.util.Optional;

/**
 * A position in the recorded events of a room; immutable, any thread.
 *
 * @param epoch identifies an unbroken history: 1 to 32 characters of the base64url alphabet, new
 *     when the room's history is lost, and perhaps whenever it is opened again
 * @param offset the number of events that were recorded before this position, in this epoch and in
 *     those that it continues
 */
public record Position(String epoch, long offset) {

  private static final int MAX_EPOCH = 32;

  /**
   * Checks both parts.
   *
   * @throws IllegalArgumentException if one is out of its bounds
   */
  public Position {
    if (epoch.isEmpty() || epoch.length() > MAX_EPOCH || !plain(epoch) || offset < 0) {
      throw new IllegalArgumentException("Not a position: epoch or offset out of bounds");
    }
  }

  /** A loop instead of a pattern, because each recorded event has a position. */
  private static boolean plain(String epoch) {
    for (int i = 0; i < epoch.length(); i++) {
      char c = epoch.charAt(i);
      if (c >= 128 || !(Character.isLetterOrDigit(c) || c == '-' || c == '_')) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads what {@link #toString()} wrote.
   *
   * @param text epoch, colon, decimal offset
   * @return the position, or empty if it is not one
   */
  public static Optional<Position> parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Position(text.substring(0, colon), Long.parseLong(text.substring(colon + 1))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return epoch + ":" + offset;
  }
}
