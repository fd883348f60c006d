package dev.rtcrooms.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The default layout: two small templates beside this class; any thread. In them {@code ${name}}
 * stands for an escaped text, inside an element or a quoted attribute and nowhere else.
 */
final class PlainLayout implements Layout {

  private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");

  private final String room = template("plain-room.html");
  private final String problem = template("plain-problem.html");

  @Override
  public String html(Page page, RoomRequest request) {
    if (page instanceof RoomPage p) {
      return filled(
          room,
          Map.of(
              "title", "Room",
              "role", "participant",
              "name", p.user().name(),
              "roomLink", p.roomLink(),
              "streamLink", p.streamLink(),
              "websocketAddress", p.websocketAddress(),
              "clientModule", p.clientModule()));
    }
    if (page instanceof WatchPage p) {
      return filled(
          room,
          Map.of(
              "title", "Stream",
              "role", "watcher",
              "name", p.user().name(),
              "roomLink", "",
              "streamLink", p.streamLink(),
              "websocketAddress", p.websocketAddress(),
              "clientModule", p.clientModule()));
    }
    ProblemPage p = (ProblemPage) page;
    return filled(problem, Map.of("title", p.title(), "detail", p.detail()));
  }

  /** Replaces in one pass, so that a text that looks like a placeholder stays a text. */
  private static String filled(String template, Map<String, String> texts) {
    return PLACE
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(escaped(texts, place.group(1))));
  }

  private static String escaped(Map<String, String> texts, String name) {
    return Objects.requireNonNull(texts.get(name), name)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String template(String name) {
    try (InputStream in = PlainLayout.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The jar lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
