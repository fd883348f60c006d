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
record Line(CharSequence text, int number) {
  /** Splits a frame into its lines without blank ones, up to a number of lines. */
  static List<Line> of(CharSequence frame, long most) {
    List<Line> lines = new ArrayList<>();
    int start = 0;
    for (int number = 1; start <= frame.length() && lines.size() < most; number++) {
      int end = end(frame, start);
      if (!isBlank(frame, start, end)) {
        lines.add(new Line(frame.subSequence(start, end), number));
      }
      start = end + 1;
    }
    return lines;
  }

  private static int end(CharSequence frame, int start) {
    if (frame instanceof String text) {
      int feed = text.indexOf('\n', start);
      return feed < 0 ? text.length() : feed;
    }
    int end = start;
    while (end < frame.length() && frame.charAt(end) != '\n') {
      end++;
    }
    return end;
  }

  /** Refuses this line with the position of the error, but not the text there. */
  RefusalException malformed(String what, long column) {
    return new RefusalException(
        Refusal.MALFORMED, what + " at line " + number + ", column " + column);
  }

  /** Only what JSON calls whitespace (RFC 8259 §2) is blank. */
  private static boolean isBlank(CharSequence frame, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = frame.charAt(i);
      if (c != ' ' && c != '\t' && c != '\r') {
        return false;
      }
    }
    return true;
  }
}
