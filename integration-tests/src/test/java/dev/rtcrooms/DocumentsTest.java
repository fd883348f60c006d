package dev.rtcrooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The repository's Markdown: its links, its line length, and its index of decisions. */
class DocumentsTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path DECISIONS = ROOT.resolve("docs/decisions");
  private static final int LONGEST_LINE = 100;

  private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```$");

  /** An inline link, or the definition of one that is used by its name. */
  private static final Pattern LINK =
      Pattern.compile("\\]\\(([^)\\s]+)\\)|(?m)^\\[[^]]+]: (\\S+)$");

  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
  private static final Pattern DECISION = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.md");

  /** A table's row cannot be wrapped; nor can a line that is one link, as an image is. */
  private static final Pattern CANNOT_WRAP =
      Pattern.compile("\\|.*|!?\\[[^]]*](\\([^)]*\\)|: \\S+)");

  @Test
  void everyLinkLeadsToAFileAndAHeadingThatExist() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path document : documents()) {
      Matcher link = LINK.matcher(prose(document));
      while (link.find()) {
        String target = link.group(1) == null ? link.group(2) : link.group(1);
        if (!target.contains(":") && !exists(document, target)) {
          broken.add(ROOT.relativize(document) + ": " + target);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void linesOfProseWrap() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path document : documents()) {
      for (String line : prose(document).split("\n")) {
        int length = line.codePointCount(0, line.length());
        if (length > LONGEST_LINE && !CANNOT_WRAP.matcher(line).matches()) {
          tooLong.add(ROOT.relativize(document) + ": " + line);
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void everyDecisionHasItsPartsAndIsInTheIndex() throws IOException {
    String index = Files.readString(DECISIONS.resolve("README.md"));
    List<Path> decisions = files(DECISIONS).filter(this::isDecision).toList();

    assertThat(decisions).hasSizeGreaterThan(15);
    for (Path decision : decisions) {
      String name = decision.getFileName().toString();
      int number = Integer.parseInt(name.substring(0, 4));
      assertThat(Files.readString(decision))
          .as(name)
          .startsWith("# " + number + ". ")
          .contains("\nStatus: ", "\n## Context\n", "\n## Decision\n", "\n## Consequences\n");
      assertThat(index).contains("[" + number + "](" + name + ")");
    }
  }

  @Test
  void everyDocumentIsInTheIndex() throws IOException {
    String index = Files.readString(ROOT.resolve("docs/README.md"));
    try (Stream<Path> documents = Files.list(ROOT.resolve("docs"))) {
      List<String> names =
          documents
              .map(document -> document.getFileName().toString())
              .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
              .toList();
      assertThat(names).hasSizeGreaterThan(8);
      assertThat(names).allSatisfy(name -> assertThat(index).contains("](" + name + ")"));
    }
  }

  private boolean isDecision(Path file) {
    return DECISION.matcher(file.getFileName().toString()).matches();
  }

  private static boolean exists(Path document, String target) throws IOException {
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
    return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
  }

  /** As GitHub makes them: a heading that comes again gets a number. */
  private static Set<String> anchors(Path document) throws IOException {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    Matcher heading = HEADING.matcher(prose(document));
    while (heading.find()) {
      String anchor =
          heading
              .group(1)
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N}_ -]", "")
              .replace(' ', '-');
      int before = seen.merge(anchor, 1, Integer::sum) - 1;
      anchors.add(before == 0 ? anchor : anchor + "-" + before);
    }
    return anchors;
  }

  private static String prose(Path document) throws IOException {
    return FENCED.matcher(Files.readString(document)).replaceAll("");
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    for (String folder : List.of("docs", "examples", ".github")) {
      files(ROOT.resolve(folder)).forEach(documents::add);
    }
    try (Stream<Path> top = Files.list(ROOT)) {
      top.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
    }
    assertThat(documents).hasSizeGreaterThan(30);
    return documents;
  }

  private static Stream<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.toString().contains("/target/"))
          .filter(file -> !file.toString().contains("/node_modules/"))
          .toList()
          .stream();
    }
  }
}
