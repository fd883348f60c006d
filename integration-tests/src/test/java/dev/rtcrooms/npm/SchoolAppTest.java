package dev.rtcrooms.npm;

import static dev.rtcrooms.npm.WebApp.button;
import static dev.rtcrooms.npm.WebApp.labelled;
import static dev.rtcrooms.npm.WebApp.list;
import static dev.rtcrooms.npm.WebApp.people;
import static dev.rtcrooms.npm.WebApp.shows;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.rtcrooms.browser.Browsers;
import dev.rtcrooms.machine.ChildProcess;
import dev.rtcrooms.machine.JavaCommand;
import dev.rtcrooms.machine.NodeJs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example {@code web-app} as the page of the example {@code spring-boot}, of one origin. */
@ExtendWith(OneAtATime.class)
class SchoolAppTest {

  @RegisterExtension static final Browsers browsers = new Browsers();

  private static final String MAIN = "dev.rtcrooms.examples.school.SchoolApplication";
  private static final String VITE = "node_modules/vite/bin/vite.js";

  /** Of the folder of the example; {@link WebAppTest} has another one. */
  private static final String DIST = "school";

  private static ChildProcess school;
  private static ChildProcess vite;

  /** Where the server itself has the pages. */
  private static String server;

  /** Where Vite has them, and passes the server's paths on. */
  private static String proxied;

  @BeforeAll
  static void start() throws Exception {
    NodeFolder folder = WebApp.install();
    Path pages = folder.path().resolve(DIST);
    folder.node(VITE, "build", "--outDir", DIST, "--logLevel", "warn");
    school = start("school", school("SPRING_WEB_RESOURCES_STATICLOCATIONS=file:" + pages + "/"));
    server = "http://127.0.0.1:" + told("port (\\d+)", school.awaitLine("started on port"));
    vite = start("vite", preview(folder.path()));
    proxied = told("(http://127\\.0\\.0\\.1:\\d+)", vite.awaitLine("http://"));
  }

  /** The server in an environment with one more variable. */
  private static List<String> school(String variable) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("env", "SERVER_ADDRESS=127.0.0.1", "SERVER_PORT=0", variable));
    command.addAll(JavaCommand.brief(List.of("-cp", JavaCommand.examplePath("spring-boot"), MAIN)));
    return command;
  }

  private static List<String> preview(Path folder) {
    String node = NodeJs.orSkip("20.19").toAbsolutePath().toString();
    String program = folder.resolve(VITE).toString();
    List<String> command =
        new ArrayList<>(List.of("env", "NO_COLOR=1", "SCHOOL=" + server, node, program));
    command.addAll(List.of("preview", folder.toString(), "--outDir", DIST));
    command.addAll(List.of("--host", "127.0.0.1", "--port", "0"));
    return command;
  }

  private static ChildProcess start(String name, List<String> command) {
    return new ChildProcess(ChildProcess.folder(name), command);
  }

  private static String told(String what, String line) {
    Matcher found = Pattern.compile(what).matcher(line);
    assertThat(found.find()).as(line).isTrue();
    return found.group(1);
  }

  @AfterAll
  static void stop() {
    if (vite != null) {
      vite.close();
    }
    if (school != null) {
      school.close();
    }
  }

  @Test
  void teacherAndPupilMeetInTheirLessonBehindTheProxyOfVite() {
    Page ann = WebApp.open(browsers, proxied);
    ann.getByText("Log in").click();
    logIn(ann, "ann");
    shows(list(ann, "Lessons"), "Geometry", "Latin");
    button(ann, "Geometry").click();
    shows(people(ann), "ann");

    Page bob = WebApp.open(browsers, proxied);
    bob.getByText("Log in").click();
    logIn(bob, "bob");
    shows(list(bob, "Lessons"), "Geometry");
    button(bob, "Geometry").click();
    shows(people(ann), "ann", "bob");
    ann.getByLabel("Message").fill("What is a circle?");
    button(ann, "Send").click();
    shows(list(bob, "Chat"), "ann What is a circle?");
    button(bob, "Raise hand").click();
    shows(people(ann), "ann", "bob ✋");
    button(bob, "Raise hand").click();
    shows(people(ann), "ann", "bob");

    button(ann, "Leave").click();
    announce(ann, "The bell rings");
    shows(ann.getByRole(AriaRole.STATUS), "Announced");
    bob.getByText("The bell rings").waitFor();
    assertThat(browsers.console()).isEmpty();
  }

  @Test
  void theServerItselfHasThePages() {
    Page bob = WebApp.open(browsers, server);
    logIn(bob, "bob");
    announce(bob, "No homework");
    shows(bob.getByRole(AriaRole.STATUS), "Only teachers may do this.");
    button(bob, "Geometry").click();
    shows(people(bob), "bob");

    button(bob, "Leave").click();
    bob.getByText("Log out").click();
    button(bob, "Log Out").click();
    labelled(bob, "Username").waitFor();
  }

  /** By the form of Spring Security, which leads back to the page. */
  private static void logIn(Page page, String name) {
    Locator user = labelled(page, "Username");
    PlaywrightAssertions.assertThat(user).isFocused(); // by itself, which takes a moment
    user.fill(name);
    labelled(page, "Password").fill("school");
    button(page, "Sign in").click();
    list(page, "Lessons").first().waitFor();
  }

  private static void announce(Page page, String text) {
    page.getByLabel("To all lessons").fill(text);
    button(page, "Announce").click();
  }
}
