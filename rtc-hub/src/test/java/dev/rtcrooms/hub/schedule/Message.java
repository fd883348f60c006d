package dev.rtcrooms.hub.schedule;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A chat message in the model, and in what a client knows. */
final class Message {

  final long offset;
  final String user;
  String text;
  long edited;
  boolean deleted;
  final Map<String, Set<String>> reactions = new LinkedHashMap<>();

  Message(long offset, String user, String text) {
    this.offset = offset;
    this.user = user;
    this.text = text;
  }

  void edit(long by, String newText) {
    if (!deleted && by > edited) {
      edited = by;
      text = newText;
    }
  }

  void delete() {
    deleted = true;
    text = "";
    reactions.clear();
  }

  boolean hasReaction(String emoji, String by) {
    return reactions.getOrDefault(emoji, Set.of()).contains(by);
  }

  void react(String emoji, String by, boolean on) {
    if (deleted) {
      return;
    }
    if (on) {
      reactions.computeIfAbsent(emoji, first -> new LinkedHashSet<>()).add(by);
    } else if (reactions.containsKey(emoji)) {
      reactions.get(emoji).remove(by);
      reactions.values().removeIf(Set::isEmpty);
    }
  }

  @Override
  public String toString() {
    String change = deleted ? " deleted" : edited > 0 ? " edited " + edited : "";
    return offset
        + " "
        + user
        + " '"
        + text
        + "'"
        + change
        + (reactions.isEmpty() ? "" : reactions);
  }
}
