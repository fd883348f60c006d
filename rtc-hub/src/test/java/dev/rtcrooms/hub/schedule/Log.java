package dev.rtcrooms.hub.schedule;

import dev.rtcrooms.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The recorded events of the model's room, and the chat messages that they make. */
final class Log {

  /** The history keeps so many events, for so many seconds. */
  static final int KEPT = 20;

  static final int KEPT_SECONDS = 120;

  final Map<Integer, Message> messages = new LinkedHashMap<>();
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(int offset, int at, String kind, int message, String by, String text) {}

  int last() {
    return entries.size();
  }

  /** Records an event at a time; gives what its receivers are told. */
  String record(int at, String kind, int message, String by, String text) {
    int offset = last() + 1;
    entries.add(new Entry(offset, at, kind, message, by, text));
    Message changed = messages.get(message);
    switch (kind) {
      case "said" -> messages.put(offset, new Message(offset, by, text));
      case "edited" -> changed.edit(offset, text);
      case "deleted" -> changed.delete();
      default -> changed.react(text, by, kind.equals("reacted on"));
    }
    return told(entries.get(offset - 1));
  }

  /** The number of the last event that the history has forgotten. */
  private int forgotten(int now) {
    int forgotten = Math.max(0, last() - KEPT);
    while (forgotten < last() && now - entries.get(forgotten).at > KEPT_SECONDS) {
      forgotten++;
    }
    return forgotten;
  }

  /** The number of one of the newest messages; sometimes of another event, or of none. */
  int choose(int n) {
    if (messages.isEmpty() || n % 10 == 0) {
      return 1 + n % (last() + 2);
    }
    List<Integer> numbers = List.copyOf(messages.keySet());
    return numbers.get(Math.max(0, numbers.size() - 1 - n % 4));
  }

  boolean knowsAllAfter(int offset, int now) {
    return offset >= forgotten(now) && offset <= last();
  }

  List<String> after(int offset) {
    return entries.stream().filter(entry -> entry.offset > offset).map(this::told).toList();
  }

  /** The messages that the history has before a number, the newest ones, oldest first. */
  String page(long before, int limit, int now, Role role) {
    if (role == Role.WATCHER) {
      return "[]";
    }
    int forgotten = forgotten(now);
    List<Message> found =
        messages.values().stream()
            .filter(message -> message.offset > forgotten && message.offset < before)
            .toList();
    int skipped = Math.max(0, found.size() - limit);
    String rest = skipped == 0 ? "" : " before " + found.get(skipped).offset;
    return found.subList(skipped, found.size()) + rest;
  }

  /** An event as the history has it now: the texts of changed messages are gone from it. */
  private String told(Entry entry) {
    Message message = messages.get(entry.message);
    return switch (entry.kind) {
      case "said" -> "said " + messages.get(entry.offset);
      case "edited" ->
          message.edited == entry.offset && !message.deleted
              ? entry.offset + " edited " + entry.message + " " + entry.by + " '" + entry.text + "'"
              : entry.offset + " edited " + entry.message + " null 'null'";
      case "deleted" -> entry.offset + " deleted " + entry.message + " " + entry.by;
      default ->
          entry.offset + " " + entry.kind + " " + entry.message + " " + entry.by + " " + entry.text;
    };
  }
}
