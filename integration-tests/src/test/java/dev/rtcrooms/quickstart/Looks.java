package dev.rtcrooms.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * One size and colour scheme in which pages are looked at: by people, who find the pictures in
 * {@code target/screenshots}, and by axe-core. For one test.
 */
final class Looks {

  /** Whether both sizes are looked at in both schemes. */
  static final boolean ALL = "all".equals(System.getProperty("looks"));

  private static final Path FOLDER = Path.of("target", "screenshots");

  private final int width;
  private final int height;
  private final ColorScheme scheme;
  private final String prefix;
  private final Axe axe;
  private final List<String> problems = new ArrayList<>();

  Looks(int width, int height, ColorScheme scheme) throws IOException, InterruptedException {
    this(width, height, scheme, "");
  }

  /**
   * Looks with another browser.
   *
   * @param prefix begins the names of its pictures
   */
  Looks(int width, int height, ColorScheme scheme, String prefix)
      throws IOException, InterruptedException {
    this.prefix = prefix;
    this.width = width;
    this.height = height;
    this.scheme = scheme;
    axe = Axe.prepare();
  }

  /**
   * A phone in the light scheme and a desktop in the dark one; both sizes in both schemes if the
   * property {@code looks} is {@code all}.
   */
  static Stream<Arguments> chosen() {
    Stream<Arguments> few =
        Stream.of(arguments(360, 640, ColorScheme.LIGHT), arguments(1280, 800, ColorScheme.DARK));
    Stream<Arguments> others =
        Stream.of(arguments(360, 640, ColorScheme.DARK), arguments(1280, 800, ColorScheme.LIGHT));
    return ALL ? Stream.concat(few, others) : few;
  }

  Browser.NewContextOptions options() {
    return new Browser.NewContextOptions()
        .setViewportSize(width, height)
        .setColorScheme(scheme)
        .setReducedMotion(ReducedMotion.REDUCE);
  }

  boolean isWide() {
    return width > 900;
  }

  /** Keeps a picture of the page as it is now, and what is wrong with it. */
  void look(Page page, String name) {
    String file =
        prefix + name + "-" + width + "x" + height + "-" + scheme.name().toLowerCase(Locale.ROOT);
    page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(file + ".png")));
    Object excess =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    if (!excess.equals(0)) {
      problems.add(name + " overflows sideways by " + excess);
    }
    if (page.locator("main.room:visible").count() > 0) {
      Object below = page.evaluate("document.documentElement.scrollHeight - innerHeight");
      if ((int) below > 0) {
        problems.add(name + " is higher than the window by " + below);
      }
    }
    page.evaluate(axe.script());
    String violations = (String) page.evaluate(axe.run());
    violations.lines().forEach(line -> problems.add(name + ": " + line));
  }

  void assertNothingIsWrong() {
    assertThat(problems).isEmpty();
  }
}
