package dev.rtcrooms.quickstart;

import dev.rtcrooms.machine.NpmPackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** axe-core, which finds what breaks WCAG 2.2 AA on a page; immutable. */
final class Axe {

  private static final Path WANTED = Path.of("src", "test", "axe", "package.json");
  private static final Path FOLDER = Path.of("target", "axe");

  /** What is wrong, one line for each element: the rule and the element. */
  private static final String RUN =
      """
      (async () => {
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
        const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)).join('\\n');
      })()
      """;

  private final String script;

  private Axe(String script) {
    this.script = script;
  }

  /** Skips the test where npm or its registry is missing. */
  static Axe prepare() throws IOException, InterruptedException {
    NpmPackages.install(WANTED, FOLDER, "axe-core");
    return new Axe(
        Files.readString(FOLDER.resolve(Path.of("node_modules", "axe-core", "axe.min.js"))));
  }

  /** Puts axe-core into the page; to be evaluated once for each document. */
  String script() {
    return script + "; null";
  }

  /** Evaluates to what is wrong now, or to "". */
  String run() {
    return RUN;
  }
}
