package dev.rtcrooms.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What docs/protocol.md says: its sections, their examples, tables and listed properties. */
final class ProtocolDocument {
  private static final Path FILE = Path.of("..", "docs", "protocol.md");
  private static final Pattern MESSAGE = Pattern.compile("### `([a-z0-9-]+)`");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private final Map<String, Section> messages = new LinkedHashMap<>();
  private final Map<String, Section> chapters = new LinkedHashMap<>();
  private final Section all;

  private ProtocolDocument(List<String> lines) {
    all = new Section(lines);
    List<String> chapter = new ArrayList<>();
    List<String> current = chapter;
    for (String line : lines) {
      if (line.startsWith("## ")) {
        chapter = new ArrayList<>();
        current = chapter;
        chapters.put(line.substring(3), new Section(chapter));
      }
      Matcher message = MESSAGE.matcher(line);
      if (message.matches()) {
        current = new ArrayList<>();
        messages.put(message.group(1), new Section(current));
      }
      current.add(line);
    }
  }

  static ProtocolDocument read() {
    try {
      return new ProtocolDocument(Files.readAllLines(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Section all() {
    return all;
  }

  /** A chapter without the sections on messages that it holds. */
  Section chapter(String title) {
    return chapters.get(title);
  }

  Map<String, Section> messages() {
    return messages;
  }

  /** Everything in backticks. */
  static List<String> codes(String text) {
    return CODE.matcher(text).results().map(m -> m.group(1)).toList();
  }

  /** Part of the document. */
  record Section(List<String> lines) {
    /** The examples of one direction, each line of which is a message. */
    List<String> examples(String direction) {
      List<String> examples = new ArrayList<>();
      boolean inside = false;
      for (String line : lines) {
        if (line.startsWith("```")) {
          inside = line.equals("```json " + direction);
        } else if (inside) {
          examples.add(line);
        }
      }
      return examples;
    }

    /** How the code blocks are marked. */
    List<String> fences() {
      return lines.stream().filter(l -> l.startsWith("```") && l.length() > 3).toList();
    }

    /** The cells of all rows of all tables, but for their heads. */
    List<List<String>> rows() {
      List<List<String>> rows = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        boolean head = i + 1 < lines.size() && lines.get(i + 1).startsWith("|--");
        if (lines.get(i).startsWith("| ") && !head) {
          String row = lines.get(i);
          rows.add(Stream.of(row.substring(1).split("\\|")).map(String::strip).toList());
        }
      }
      return rows;
    }

    /** What stands after "- Name: ", or nothing. */
    String property(String name) {
      String start = "- " + name + ": ";
      return lines.stream()
          .filter(line -> line.startsWith(start))
          .map(line -> line.substring(start.length()))
          .findFirst()
          .orElse("");
    }
  }
}
