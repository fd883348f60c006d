package dev.rtcrooms.transport;

/**
 * Makes ids fit for a log: a room's or stream's id is a capability, so only its beginning is shown.
 */
public final class Masked {

  private static final int SHOWN = 4;

  private Masked() {}

  /**
   * Masks an id.
   *
   * @param id a room's UUID, a stream id, or what somebody sent in place of one
   * @return its first four characters, if they are letters or digits, and an ellipsis
   */
  public static String id(Object id) {
    String text = id.toString();
    String shown = text.substring(0, Math.min(SHOWN, text.length() / 2));
    return shown.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c)) ? shown + "…" : "…";
  }
}
