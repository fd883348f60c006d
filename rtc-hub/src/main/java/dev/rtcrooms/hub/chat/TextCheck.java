package dev.rtcrooms.hub.chat;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;

/**
 * Checks the texts of a chat; immutable, any thread.
 *
 * @param longest in Unicode code points
 */
record TextCheck(int longest) {

  /**
   * Refuses a text that is blank or too long.
   *
   * @return the text
   */
  String checked(String text) {
    if (text.isBlank()) {
      throw new RefusalException(
          Refusal.ofField(Refusal.BAD_FIELD, "text", "text must not be blank"));
    }
    if (text.codePointCount(0, text.length()) > longest) {
      throw new RefusalException(
          Refusal.ofField(
              Refusal.BAD_FIELD, "text", "text has at most " + longest + " characters"));
    }
    return text;
  }
}
