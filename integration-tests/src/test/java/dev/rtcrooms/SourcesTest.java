package dev.rtcrooms;

import static dev.rtcrooms.Checkout.LIBRARY;
import static dev.rtcrooms.Checkout.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Conventions that are checked in the text of sources, which the formatter makes uniform. */
class SourcesTest {
  /** A container creates it for {@code JakartaTransport}; hosts do not name it. */
  private static final Set<String> NAMED_BY_NOBODY = Set.of("RoomEndpoint");

  private static final Pattern NAME = Pattern.compile("\\b[A-Z]\\w*");
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

  /** In Markdown only code counts: in a sentence, "Left" and "Page" are words. */
  private static final Pattern CODE = Pattern.compile("```.*?```|`[^`\\n]+`", Pattern.DOTALL);

  private static final Pattern PUBLIC_TYPE =
      Pattern.compile("(?m)^public (\\S+ )*?(class|interface|record|enum|@interface) (\\w+)");

  private static final Pattern EXPORT = Pattern.compile("(?m)^  exports ([\\w.]+);");

  private static final Pattern PUBLIC_MEMBER = Pattern.compile("\\s*public .*");

  /** Members of an interface are public without a modifier; lines of their bodies are indented. */
  private static final Pattern INTERFACE_MEMBER =
      Pattern.compile("public .*|  (?!private )[\\w<].*");

  @Test
  void everyPublicTypeHasAUseThatAReaderFinds() throws IOException {
    Set<String> named = new HashSet<>(NAMED_BY_NOBODY);
    for (Path file : files(ROOT.resolve("docs"), ".md")) {
      addNames(code(file), named);
    }
    addNames(code(ROOT.resolve("README.md")), named);
    for (Path file : files(ROOT.resolve("examples"), ".java")) {
      addNames(COMMENT.matcher(Files.readString(file)).replaceAll(""), named);
    }

    List<String> types = new ArrayList<>();
    for (Path source : librarySources()) {
      publicType(source).ifPresent(type -> types.add(type.group(3)));
    }

    assertThat(types).hasSizeGreaterThan(80);
    types.removeAll(named);
    assertThat(types).as("public types without a use in documents and examples").isEmpty();
  }

  @Test
  void everyPublicTypeAndMemberIsDocumented() throws IOException {
    List<String> bare = new ArrayList<>();
    for (Path source : librarySources()) {
      Optional<MatchResult> type = publicType(source);
      if (type.isPresent()) {
        boolean isInterface = type.get().group(2).equals("interface");
        bare.addAll(undocumented(source, isInterface ? INTERFACE_MEMBER : PUBLIC_MEMBER));
      }
    }
    assertThat(bare).as("declarations without javadoc").isEmpty();
  }

  private static List<String> undocumented(Path source, Pattern declaration) throws IOException {
    List<String> bare = new ArrayList<>();
    List<String> lines = Files.readAllLines(source);
    for (int i = 0; i < lines.size(); i++) {
      if (declaration.matcher(lines.get(i)).matches()) {
        List<String> annotations = annotationsAbove(lines, i);
        int above = i - annotations.size() - 1;
        if (!annotations.contains("@Override") && !endsJavadoc(lines, above)) {
          bare.add(ROOT.relativize(source) + ":" + (i + 1) + ": " + lines.get(i).strip());
        }
      }
    }
    return bare;
  }

  private static List<String> annotationsAbove(List<String> lines, int declaration) {
    List<String> annotations = new ArrayList<>();
    for (int i = declaration - 1; i >= 0 && lines.get(i).strip().startsWith("@"); i--) {
      annotations.add(lines.get(i).strip());
    }
    return annotations;
  }

  private static boolean endsJavadoc(List<String> lines, int last) {
    int first = last;
    while (first >= 0 && lines.get(first).strip().startsWith("*")) {
      first--;
    }
    return first >= 0
        && lines.get(last).strip().endsWith("*/")
        && lines.get(first).strip().startsWith("/**");
  }

  private static Optional<MatchResult> publicType(Path source) throws IOException {
    return PUBLIC_TYPE.matcher(Files.readString(source)).results().findFirst();
  }

  private static String code(Path markdown) throws IOException {
    return CODE.matcher(Files.readString(markdown))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.joining("\n"));
  }

  private static void addNames(String text, Set<String> names) {
    NAME.matcher(text).results().forEach(name -> names.add(name.group()));
  }

  private static List<Path> librarySources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : LIBRARY) {
      Path root = ROOT.resolve(module).resolve("src/main/java");
      for (String exported : exportedPackages(root)) {
        try (Stream<Path> files = Files.list(root.resolve(exported.replace('.', '/')))) {
          sources.addAll(files.filter(file -> file.toString().endsWith(".java")).toList());
        }
      }
    }
    return sources;
  }

  private static List<String> exportedPackages(Path root) throws IOException {
    return EXPORT
        .matcher(Files.readString(root.resolve("module-info.java")))
        .results()
        .map(export -> export.group(1))
        .toList();
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .filter(file -> !file.toString().contains("/target/"))
          .toList();
    }
  }
}
