package dev.rtcrooms.testkit;

import dev.rtcrooms.message.Ping;
import dev.rtcrooms.message.Pong;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/** What the clients of one test said and heard last, for the messages of failures; any thread. */
final class Transcript {

  private static final int MOST_LINES = 40;
  private static final int LONGEST = 200; // characters of a message

  private final Deque<Line> lines = new ArrayDeque<>();
  private long forgotten;

  private record Line(String client, String verb, Object what) {

    @Override
    public String toString() {
      String text = what.toString();
      return client + " " + verb + " " + (text.length() > LONGEST ? cut(text) : text);
    }

    private static String cut(String text) {
      return text.substring(0, LONGEST) + "…";
    }
  }

  /** Adds a message, which is written only when a failure shows it. */
  synchronized void add(String client, String verb, Object what) {
    if (what instanceof Ping || what instanceof Pong) {
      return;
    }
    lines.add(new Line(client, verb, what));
    if (lines.size() > MOST_LINES) {
      lines.remove();
      forgotten++;
    }
  }

  synchronized void clear() {
    lines.clear();
    forgotten = 0;
  }

  /** The end of a failure's message; empty if nothing was said or heard. */
  @Override
  public synchronized String toString() {
    if (lines.isEmpty()) {
      return "";
    }
    String before = forgotten == 0 ? "" : "\n  … " + forgotten + " before";
    return "\nWhat was said and heard:"
        + before
        + lines.stream().map(line -> "\n  " + line).collect(Collectors.joining());
  }
}
