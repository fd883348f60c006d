package dev.rtcrooms.grammar;

/** Finds control characters, those of ASCII and of ISO 6429's second set; any thread. */
public final class ControlCharacters {

  private ControlCharacters() {}

  /**
   * Tells whether a text has a control character.
   *
   * @param text any text
   * @return true if it has at least one
   */
  public static boolean isIn(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
