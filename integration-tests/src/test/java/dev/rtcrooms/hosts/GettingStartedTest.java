package dev.rtcrooms.hosts;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.rtcrooms.browser.Browsers;
import dev.rtcrooms.machine.ChildProcess;
import dev.rtcrooms.machine.Needed;
import dev.rtcrooms.machine.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
 * Makes the projects of docs/getting-started.md, word for word, in empty folders, tests and starts
 * them as the page says, and lets two browsers talk. The library comes from a local repository that
 * has this checkout's modules, as after {@code mvn install}.
 */
@Tag("one-jdk")
class GettingStartedTest {

  @RegisterExtension static final Browsers browsers = new Browsers();

  /** All that a host writes. */
  private static final String MEET = "src/main/java/com/example/Meet.java";

  /** What Maven writes about the project's own test. */
  private static final String REPORT = "target/surefire-reports/TEST-com.example.MeetTest.xml";

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
    twoBrowsersTalkOn(GuideProject.on(host), "Open http", "Open (.+)", "%s");
  }

  @Test
  void twoBrowsersTalkOnSpringBoot() throws Exception {
    twoBrowsersTalkOnSpring(GuideProject.on("Spring Boot"));
  }

  @Test
  void twoBrowsersTalkOnSpringBoot3() throws Exception {
    twoBrowsersTalkOnSpring(GuideProject.onSpringBoot3());
  }

  /** Spring Boot's line tells only the port. */
  private static void twoBrowsersTalkOnSpring(GuideProject guide) throws Exception {
    assertThat(guide.files().get(MEET).lines().filter(line -> !line.isBlank()))
        .hasSizeLessThanOrEqualTo(10);
    assertThat(guide.section()).contains("`http://localhost:8080/room/create`");
    String address = "http://localhost:%s/room/create";
    twoBrowsersTalkOn(guide, "started on port", "port (\\d+)", address);
  }

  /**
   * Tests and starts a project.
   *
   * @param line a part of the line that tells where it is
   * @param told what the line tells, as the group of an expression
   * @param address the address to open, with what the line tells
   */
  private static void twoBrowsersTalkOn(
      GuideProject guide, String line, String told, String address) throws Exception {
    Path project = ChildProcess.folder("meet");
    for (Map.Entry<String, String> file : guide.files().entrySet()) {
      Path target = project.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.writeString(target, file.getValue());
    }
    String script =
        "export PORT=0 SERVER_PORT=0 MAVEN_OPTS=-Dmaven.repo.local="
            + repository.path()
            + "\n"
            + guide.command();
    try (ChildProcess server = new ChildProcess(project, List.of("bash", "-c", script))) {
      Matcher started = Pattern.compile(told).matcher(server.awaitLine(line, PATIENCE_SECONDS));
      assertThat(started.find()).isTrue();
      assertThat(project.resolve(REPORT))
          .content()
          .contains("tests=\"1\"", "errors=\"0\"", "skipped=\"0\"", "failures=\"0\"");
      talk(String.format(address, started.group(1)));
    }
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
