package dev.rtcrooms.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** A page of the tests in Firefox, with the client in it, as {@link RoomPage} is in Chromium. */
final class FirefoxPage {

  /** Looks again and again, since Firefox has nothing that waits. */
  private static final String UNTIL =
      """
      new Promise((resolve, reject) => {
        const deadline = performance.now() + 60_000;
        const look = () => {
          if (%s) resolve(null);
          else if (performance.now() > deadline) reject(new Error('It never came to be so'));
          else setTimeout(look, 20);
        };
        look();
      })
      """;

  private final BiDi session;
  private final String context;

  FirefoxPage(BiDi session, String context) {
    this.session = session;
    this.context = context;
    until("window.ready");
  }

  /** Makes a client and connects it. */
  FirefoxPage enter(String address, String name) {
    run("enter('%s', { name: '%s' })".formatted(address, name));
    until("room.state === 'open'");
    return this;
  }

  /** What an expression comes to, in the end if it is a promise. */
  JsonElement run(String expression) {
    JsonObject target = new JsonObject();
    target.addProperty("context", context);
    JsonObject script = new JsonObject();
    script.addProperty(
        "expression", "(async () => JSON.stringify(await (" + expression + ") ?? null))()");
    script.addProperty("awaitPromise", true);
    script.add("target", target);
    JsonObject result = session.ask("script.evaluate", script);
    if (!result.get("type").getAsString().equals("success")) {
      throw new AssertionError(expression + ": " + result);
    }
    return JsonParser.parseString(result.getAsJsonObject("result").get("value").getAsString());
  }

  /** Waits until an expression is true. */
  void until(String expression) {
    run(UNTIL.formatted(expression));
  }

  /** Makes Firefox believe that the network is gone, or back (W3C WebDriver BiDi, "emulation"). */
  void offline(boolean offline) {
    JsonArray contexts = new JsonArray();
    contexts.add(context);
    JsonObject conditions = new JsonObject();
    conditions.addProperty("type", "offline");
    JsonObject change = new JsonObject();
    change.add("networkConditions", offline ? conditions : JsonNull.INSTANCE);
    change.add("contexts", contexts);
    session.ask("emulation.setNetworkConditions", change);
  }

  /** Waits until media of exactly so many others comes in and is decoded. */
  void seesMedia(int others) {
    until("room.streams.size === " + others);
    run("watch(3)");
  }
}
