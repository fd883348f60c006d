package dev.rtcrooms.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.rtcrooms.machine.ChildProcess;
import dev.rtcrooms.machine.LocalAddress;
import dev.rtcrooms.machine.Needed;
import dev.rtcrooms.machine.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The machine's own Firefox with a fake camera, started for a class of tests with an empty profile;
 * register it as a static field.
 */
final class Firefox implements BeforeAllCallback, AfterAllCallback {

  private static final String LISTENING = "WebDriver BiDi listening on ";

  private static final List<String> PREFERENCES =
      List.of(
          preference("media.navigator.streams.fake", "true"),
          preference("media.navigator.permission.disabled", "true"),
          preference("media.gmp-manager.updateEnabled", "false"),
          preference("app.update.enabled", "false"),
          preference("datareporting.policy.dataSubmissionEnabled", "false"),
          preference("network.captive-portal-service.enabled", "false"),
          preference("network.connectivity-service.enabled", "false"),
          preference("services.settings.server", "\"data:,nothing\""));

  private ChildProcess process;
  private BiDi session;

  private static String preference(String name, String value) {
    return "user_pref(\"%s\", %s);".formatted(name, value);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Path program = Needed.orSkip(Program.find("firefox-esr", "firefox"), "Firefox, on the PATH");
    Needed.orSkip(LocalAddress.find(), "a network interface beside the loopback one");
    Path profile = ChildProcess.folder("firefox");
    Files.write(profile.resolve("user.js"), PREFERENCES);
    process =
        new ChildProcess(
            profile,
            List.of(
                program.toString(),
                "--headless",
                "--no-remote",
                "--remote-debugging-port=0",
                "--profile",
                profile.toString()));
    String line = process.awaitLine(LISTENING);
    String address = line.substring(line.indexOf(LISTENING) + LISTENING.length());
    session = new BiDi(URI.create(address + "/session"));
  }

  /** Opens a page in a new tab. */
  FirefoxPage open(URI address) {
    JsonObject tab = new JsonObject();
    tab.addProperty("type", "tab");
    String context = session.ask("browsingContext.create", tab).get("context").getAsString();
    JsonObject where = new JsonObject();
    where.addProperty("context", context);
    where.addProperty("url", address.toString());
    where.addProperty("wait", "complete");
    session.ask("browsingContext.navigate", where);
    return new FirefoxPage(session, context);
  }

  /** Closes all tabs but one, without which there would be no browser. */
  void closeTabs() {
    JsonArray tabs =
        session.ask("browsingContext.getTree", new JsonObject()).getAsJsonArray("contexts");
    for (int i = 1; i < tabs.size(); i++) {
      JsonObject tab = new JsonObject();
      tab.add("context", tabs.get(i).getAsJsonObject().get("context"));
      session.ask("browsingContext.close", tab);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (session != null) {
      session.close();
    }
    if (process != null) {
      process.close();
    }
  }
}
