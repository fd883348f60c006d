package dev.rtcrooms.hosts;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.rtcrooms.Checkout;
import dev.rtcrooms.browser.Browsers;
import dev.rtcrooms.machine.ChildProcess;
import dev.rtcrooms.machine.Needed;
import dev.rtcrooms.machine.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Makes the projects of docs/getting-started.md, word for word, in empty folders, runs them as the
 * page says, and lets two browsers talk. The library comes from a local repository that has this
 * checkout's modules, as after {@code mvn install}.
 */
@Tag("one-jdk")
class GettingStartedTest {

  @RegisterExtension static final Browsers browsers = new Browsers();

  private static final Path GUIDE = Checkout.ROOT.resolve("docs/getting-started.md");

  /** A file of a project: its path, and its content. */
  private static final Pattern FILE =
      Pattern.compile("`([\\w./-]+)`:\n\n```\\w+\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  private static final Pattern COMMAND =
      Pattern.compile("^```sh\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  /** Maven may have to download plugins first. */
  private static final int PATIENCE_SECONDS = 600;

  @TempDir private static Path folder;
  private static LocalRepository repository;

  @BeforeAll
  static void install() throws IOException {
    Needed.orSkip(Program.find("mvn"), "Maven, on the PATH");
    repository = LocalRepository.in(folder.resolve("repository"));
  }

  @AfterAll
  static void unlink() throws IOException {
    if (repository != null) {
      repository.close();
    }
  }

  /** A line of the server's tells the address. */
  @ParameterizedTest
  @ValueSource(strings = {"Jetty", "Netty"})
  void twoBrowsersTalk(String host) throws Exception {
    twoBrowsersTalkOn(section(host), "Open http", "Open (.+)", "%s");
  }

  @Test
  void twoBrowsersTalkOnSpringBoot() throws Exception {
    twoBrowsersTalkOnSpring(section("Spring Boot"));
  }

  /** With the two changes that the page names. */
  @Test
  void twoBrowsersTalkOnSpringBoot3() throws Exception {
    String section = section("Spring Boot");
    assertThat(section).contains("3.5.16", "`spring-boot-starter-web`");
    String older =
        section
            .replace("<version>4.1.0</version>", "<version>3.5.16</version>")
            .replace("starter-webmvc</artifactId>", "starter-web</artifactId>");
    twoBrowsersTalkOnSpring(older);
  }

  /** Spring Boot's line tells only the port. */
  private static void twoBrowsersTalkOnSpring(String section) throws Exception {
    assertThat(section).contains("`http://localhost:8080/room/create`");
    String address = "http://localhost:%s/room/create";
    twoBrowsersTalkOn(section, "started on port", "port (\\d+)", address);
  }

  /**
   * Runs a project.
   *
   * @param line a part of the line that tells where it is
   * @param told what the line tells, as the group of an expression
   * @param address the address to open, with what the line tells
   */
  private static void twoBrowsersTalkOn(String section, String line, String told, String address)
      throws Exception {
    Path project = ChildProcess.folder("meet");
    Matcher file = FILE.matcher(section);
    while (file.find()) {
      Path target = project.resolve(file.group(1));
      Files.createDirectories(target.getParent());
      Files.writeString(target, file.group(2));
    }
    assertThat(project.resolve("pom.xml")).exists();
    assertThat(project.resolve("src/main/java/com/example/Meet.java")).exists();

    Matcher command = COMMAND.matcher(section);
    assertThat(command.find()).isTrue();
    String script =
        "export PORT=0 SERVER_PORT=0 MAVEN_OPTS=-Dmaven.repo.local="
            + repository.path()
            + "\n"
            + command.group(1);
    try (ChildProcess server = new ChildProcess(project, List.of("bash", "-c", script))) {
      Matcher started = Pattern.compile(told).matcher(server.awaitLine(line, PATIENCE_SECONDS));
      assertThat(started.find()).isTrue();
      talk(String.format(address, started.group(1)));
    }
  }

  private static String section(String host) throws IOException {
    String guide = Files.readString(GUIDE);
    int begin = guide.indexOf("\n## " + host + "\n");
    assertThat(begin).as(host).isPositive();
    return guide.substring(begin, guide.indexOf("\n## ", begin + 1));
  }

  private static void talk(String address) {
    assertThat(address).as("where browsers give the camera").startsWith("http://localhost:");
    Page ann = browsers.page();
    ann.navigate(address);
    Page bob = browsers.page();
    bob.navigate(ann.locator("code").first().textContent());
    for (Page each : List.of(ann, bob)) {
      assertThat(each.locator("#state")).hasText("open");
    }
    say(ann, "Hello Bob");
    bob.getByText("Hello Bob").waitFor();
    say(bob, "Hello Ann");
    ann.getByText("Hello Ann").waitFor();
  }

  private static void say(Page page, String text) {
    page.getByLabel("Message").fill(text);
    page.getByText("Send").click();
  }
}
