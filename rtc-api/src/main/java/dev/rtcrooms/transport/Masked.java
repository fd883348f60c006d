package dev.rtcrooms.transport;

/**
 * Makes values from clients safe for a log: ids are shortened, other values escaped; any thread.
 */
public final class Masked {

  private static final int SHOWN_OF_ID = 4;
  private static final int SHOWN_OF_TEXT = 100;

  private Masked() {}

  /**
   * Masks an id. A room's or stream's id is a capability, so only its beginning may be logged.
   *
   * @param id a room's UUID, a stream id, or a value that a client sent as one
   * @return its first four characters, or half of a shorter id, if they are ASCII letters or
   *     digits; then an ellipsis
   */
  public static String id(Object id) {
    String text = id.toString();
    String shown = text.substring(0, Math.min(SHOWN_OF_ID, text.length() / 2));
    return shown.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c)) ? shown + "…" : "…";
  }

  /**
   * Bounds and escapes a text that a client sent and that is not secret, such as an Origin header.
   *
   * @param text of any length and any characters
   * @return its first 100 characters, with a question mark for each that is not visible ASCII, and
   *     an ellipsis if it was longer
   */
  public static String text(String text) {
    String line = text.substring(0, Math.min(SHOWN_OF_TEXT, text.length()));
    String visible = line.replaceAll("[^ -~]", "?");
    return text.length() > SHOWN_OF_TEXT ? visible + "…" : visible;
  }
}
