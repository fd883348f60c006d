package dev.rtcrooms.npm;

import static dev.rtcrooms.npm.WebApp.button;
import static dev.rtcrooms.npm.WebApp.labelled;
import static dev.rtcrooms.npm.WebApp.list;
import static dev.rtcrooms.npm.WebApp.people;
import static dev.rtcrooms.npm.WebApp.shows;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.rtcrooms.browser.Browsers;
import dev.rtcrooms.machine.Needed;
import dev.rtcrooms.machine.Program;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example {@code web-app} with rooms of another origin. */
@ExtendWith(OneAtATime.class)
class WebAppTest {

  @RegisterExtension static final Browsers browsers = new Browsers();

  private static StaticSite site;
  private static RoomServer server;

  @BeforeAll
  static void build() throws Exception {
    NodeFolder folder = WebApp.install();
    site = new StaticSite(folder.path().resolve("dist"));
    server = new RoomServer(site.origin());
    String npm = Needed.orSkip(Program.find("npm"), "npm, on the PATH").toString();
    NodeFolder.run(folder.path(), Map.of("VITE_ROOMS", server.origin()), npm, "run", "build");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
      site.close();
    }
  }

  @Test
  void twoPeopleMeetTalkAndSeeEachOther() {
    Page ann = open("");
    enter(ann, "Ann", "Create");
    shows(people(ann), "Ann");
    String room = ann.url().substring(ann.url().indexOf('#'));
    assertThat(room).startsWith("#" + server.origin() + "/room/");

    Page bob = open(room);
    enter(bob, "Bob", "Join");
    shows(people(ann), "Ann", "Bob");
    shows(people(bob), "Ann", "Bob");

    bob.getByLabel("Message").fill("Hello <b>Ann</b>");
    button(bob, "Send").click();
    for (Page page : new Page[] {ann, bob}) {
      shows(list(page, "Chat"), "Bob Hello <b>Ann</b>");
    }

    button(ann, "Camera").click();
    isPlayed(ann, "You");
    isPlayed(bob, "Ann");
    button(ann, "Camera").click();
    bob.getByText("Nobody shows a picture yet.").waitFor();

    button(ann, "Leave").click();
    ann.getByText("Join the room").waitFor();
    shows(people(bob), "Bob");
    assertThat(browsers.console()).isEmpty();
  }

  @Test
  void aLinkThatLeadsNowhereIsExplained() {
    Page page = open("#" + server.origin() + "/stream/AAAAAAAAAAAAAAAAAAAAAA");
    enter(page, "Ann", "Join");
    shows(page.getByRole(AriaRole.ALERT), "This room does not exist.");
  }

  @Test
  void aLinkOfAnotherServerIsRefused() {
    Page page = open("#https://elsewhere.example/room/1");
    enter(page, "Ann", "Join");
    shows(page.getByRole(AriaRole.ALERT), "This is a link of another server.");
  }

  @Test
  void theCameraIsOffIfThePersonLeavesBeforeTheBrowserGivesIt() {
    Page page = open("");
    page.evaluate(
        """
        () => {
          const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
          const permission = new Promise((resolve) => (window.permit = resolve));
          navigator.mediaDevices.getUserMedia = async (wanted) => {
            window.taken = await ask(wanted);
            await permission;
            return window.taken;
          };
        }""");
    enter(page, "Ann", "Create");
    shows(people(page), "Ann");
    button(page, "Camera").click();
    page.waitForFunction("() => window.taken !== undefined");
    button(page, "Leave").click();
    page.getByText("Join the room").waitFor();
    page.evaluate("() => window.permit()");
    page.waitForFunction(
        "() => window.taken.getTracks().every(({ readyState }) => readyState === 'ended')");
  }

  private static Page open(String fragment) {
    return WebApp.open(browsers, site.origin() + "/" + fragment);
  }

  private static void enter(Page page, String name, String how) {
    page.getByLabel("Your name").fill(name);
    button(page, how).click();
  }

  private static void isPlayed(Page page, String name) {
    labelled(page, name).waitFor();
    page.waitForFunction(
        "(name) => document.querySelector(`video[aria-label=${name}]`)?.currentTime > 0", name);
  }
}
