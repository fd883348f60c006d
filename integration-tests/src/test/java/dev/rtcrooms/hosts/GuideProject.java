package dev.rtcrooms.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A project of docs/getting-started.md, word for word. Immutable.
 *
 * @param section the text of the page about it
 */
record GuideProject(String section) {

  private static final Path GUIDE = Checkout.ROOT.resolve("docs/getting-started.md");

  /** A file of a project: its path, and its content. */
  private static final Pattern FILE =
      Pattern.compile("`([\\w./-]+)`:\n\n```\\w+\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  private static final Pattern COMMAND =
      Pattern.compile("^```sh\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  /** Reads the section with this title. */
  static GuideProject on(String host) throws IOException {
    String guide = Files.readString(GUIDE);
    int begin = guide.indexOf("\n## " + host + "\n");
    assertThat(begin).as(host).isPositive();
    return new GuideProject(guide.substring(begin, guide.indexOf("\n## ", begin + 1)));
  }

  /** The project on Spring Boot, with the two changes that the page names for an older version. */
  static GuideProject onSpringBoot3() throws IOException {
    String newer = on("Spring Boot").section;
    assertThat(newer).contains("3.5.16", "`spring-boot-starter-web`");
    return new GuideProject(
        newer
            .replace("<version>4.1.0</version>", "<version>3.5.16</version>")
            .replace("starter-webmvc</artifactId>", "starter-web</artifactId>"));
  }

  /** The files of the project by their paths, relative to its folder. */
  Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    Matcher file = FILE.matcher(section);
    while (file.find()) {
      files.put(file.group(1), file.group(2));
    }
    assertThat(files)
        .containsOnlyKeys(
            "pom.xml",
            "src/main/java/com/example/Meet.java",
            "src/test/java/com/example/MeetTest.java");
    return files;
  }

  /** The first command for a shell: tests the project and starts it. */
  String command() {
    Matcher command = COMMAND.matcher(section);
    assertThat(command.find()).isTrue();
    return command.group(1);
  }
}
