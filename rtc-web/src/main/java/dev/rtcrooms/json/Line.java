package dev.rtcrooms.json;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a frame, which is one message; any thread.
 *
 * @param text the line without its line feed
 * @param number the line's number in the frame, from 1, including blank lines
 */
record Line(String text, int number) {
  /** Splits a frame into its lines without blank ones, up to a number of lines. */
  static List<Line> of(String frame, long most) {
    List<Line> lines = new ArrayList<>();
    int start = 0;
    for (int number = 1; start <= frame.length() && lines.size() < most; number++) {
      int feed = frame.indexOf('\n', start);
      int end = feed < 0 ? frame.length() : feed;
      if (!isBlank(frame, start, end)) {
        lines.add(new Line(frame.substring(start, end), number));
      }
      start = end + 1;
    }
    return lines;
  }

  /** Refuses this line with the position of the error, but not the text there. */
  RefusalException malformed(String what, long column) {
    return new RefusalException(
        Refusal.MALFORMED, what + " at line " + number + ", column " + column);
  }

  /** Only what JSON calls whitespace (RFC 8259 §2) is blank. */
  private static boolean isBlank(String frame, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = frame.charAt(i);
      if (c != ' ' && c != '\t' && c != '\r') {
        return false;
      }
    }
    return true;
  }
}
