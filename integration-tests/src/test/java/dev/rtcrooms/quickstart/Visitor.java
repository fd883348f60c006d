package dev.rtcrooms.quickstart;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.WebSocketFrame;
import com.microsoft.playwright.options.AriaRole;
import dev.rtcrooms.browser.Browsers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Somebody at a browser of their own, who does what people do on the quickstart's pages. */
final class Visitor {

  /** Long enough for a slow machine that starts several cameras at once. */
  private static final double PATIENCE_MS = 30_000;

  /** Longer than 20 s, for which a client is expected back when its tab is gone. */
  private static final double ABSENCE_MS = 60_000;

  /** So many new frames of a camera show that its picture moves. */
  private static final int FRAMES = 10;

  /**
   * Makes pictures small as well: the page asks for 1280 x 720, which keeps a processor busy.
   * Records what the page shows for a few seconds, since a slow machine may look too late. Lets
   * only a tap hide the controls, and not the time that passes without one.
   */
  private static final String SPY =
      """
      window.connections = [];
      window.cameraAsked = 0;
      window.RTCPeerConnection = class extends RTCPeerConnection {
        constructor(...settings) {
          super(...settings);
          connections.push(this);
        }
      };
      const open = navigator.mediaDevices?.getUserMedia;
      if (open) {
        navigator.mediaDevices.getUserMedia = function ({ video, ...wanted }) {
          window.cameraAsked += 1;
          const small = video && { ...video, width: 640, height: 360, frameRate: 10 };
          return open.call(this, { ...wanted, video: small });
        };
      }
      window.shown = [];
      new MutationObserver((changes) => {
        for (const { target, addedNodes } of changes) {
          const place = target.closest?.('#toasts, #typing, [data-copy]');
          if (place) addedNodes.forEach(({ textContent }) => shown.push([place.id || place.dataset.copy, textContent]));
        }
      }).observe(document, { childList: true, subtree: true });
      const { toggle } = DOMTokenList.prototype;
      DOMTokenList.prototype.toggle = function (name, ...force) {
        const unused = name === 'quiet' && window.event === undefined;
        return unused ? this.contains(name) : toggle.call(this, name, ...force);
      };
      window.count = async (type, field) => {
        let sum = 0;
        for (const connection of connections) {
          for (const part of (await connection.getStats()).values()) {
            if (part.type === type && part.kind === 'video') sum += part[field] ?? 0;
          }
        }
        return sum;
      };
      window.framesOfEach = async () => {
        const frames = new Map();
        for (const [index, connection] of connections.entries()) {
          if (connection.connectionState !== 'connected') continue;
          for (const part of (await connection.getStats()).values()) {
            if (part.type === 'inbound-rtp' && part.kind === 'video') frames.set(`${index} ${part.id}`, part.framesDecoded ?? 0);
          }
        }
        return frames;
      };
      window.awaitFrames = async (others, more, patience) => {
        const end = performance.now() + patience;
        const before = await framesOfEach();
        for (;;) {
          const now = await framesOfEach();
          const moving = [...now].filter(([each, frames]) => frames > (before.get(each) ?? 0) + more);
          if (moving.length === others) return;
          if (performance.now() > end) throw new Error(`${moving.length} of ${others} pictures move`);
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      };
      """;

  private final Page page;
  private final List<String> sent = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();

  private Visitor(Page page) {
    this.page = page;
    page.setDefaultTimeout(PATIENCE_MS);
    page.onWebSocket(
        socket -> {
          heard.add(socket.url());
          socket.onFrameSent(frame -> sent.add(text(frame)));
          socket.onFrameReceived(frame -> heard.add(text(frame)));
        });
  }

  /** One whose browser has never been here. */
  static Visitor with(Browsers browsers) {
    return with(browsers, new Browser.NewContextOptions());
  }

  static Visitor with(Browsers browsers, Browser.NewContextOptions options) {
    BrowserContext context = browsers.context(options);
    context.addInitScript(SPY);
    return new Visitor(context.newPage());
  }

  Page page() {
    return page;
  }

  /** Everything that came over the WebSocket, and its address. */
  String heard() {
    return String.join("\n", heard);
  }

  /** Everything that went over the WebSocket. */
  String sent() {
    return String.join("\n", sent);
  }

  /** Makes a room on the welcome page, and returns its link. */
  String createRoom(String url, String name) {
    page.navigate(url);
    page.getByLabel("Your name").fill(name);
    page.getByText("Create a room").click();
    page.waitForURL("**/room/*");
    press("Join");
    awaitConnected();
    return page.url();
  }

  Visitor join(String roomLink, String name) {
    page.navigate(roomLink);
    page.getByLabel("Your name").fill(name);
    press("Join");
    awaitConnected();
    return this;
  }

  Visitor watch(String streamLink) {
    page.navigate(streamLink);
    awaitConnected();
    return this;
  }

  String streamLink() {
    return page.locator("#stream-link").inputValue();
  }

  void awaitConnected() {
    awaitState("open");
  }

  void awaitState(String state) {
    page.locator(".status[data-state=" + state + "]").waitFor();
  }

  /** On a phone the chat is a sheet, which is closed at first. */
  void openChat() {
    if (page.locator(".panel.collapsed").count() > 0) {
      page.locator("#tab-chat").click();
    }
  }

  void say(String text) {
    openChat();
    page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true)).fill(text);
    page.keyboard().press("Enter");
  }

  void awaitMessage(String text) {
    openChat();
    page.locator("#messages .bubble")
        .filter(new Locator.FilterOptions().setHasText(text))
        .waitFor();
  }

  void startCamera() {
    press("Camera");
  }

  /** The last message with a text. */
  Locator message(String text) {
    return page.locator(".message").filter(new Locator.FilterOptions().setHasText(text)).last();
  }

  /** Does something with a message that the dialog of the message offers. */
  void actOnMessage(String text, String action) {
    Locator message = message(text);
    message.hover();
    message.locator(".more").click();
    press(action);
  }

  /** Whom the list of people shows with these words. */
  Locator person(String words) {
    return page.locator(".member").filter(new Locator.FilterOptions().setHasText(words));
  }

  /** Does something about a person that the dialog of the person offers; the list is open. */
  void actOnPerson(String words, String action) {
    person(words).locator(".more").click();
    press(action);
  }

  /** Waits until a toast has said this, however long ago. */
  void awaitToast(String words) {
    awaitShown("toasts", words);
  }

  /** What all toasts have said up to now. */
  @SuppressWarnings("unchecked")
  List<String> toasts() {
    return (List<String>)
        page.evaluate("shown.filter(([place]) => place === 'toasts').map(([, text]) => text)");
  }

  /** Waits until it was shown that somebody writes, however long ago. */
  void awaitTyping() {
    awaitShown("typing", "is writing");
  }

  /** Waits until a button has said that it has copied this field, however long ago. */
  void awaitCopied(String field) {
    awaitShown(field, "Copied");
  }

  private void awaitShown(String place, String words) {
    page.waitForFunction(
        "([place, words]) => shown.some(([where, text]) => where === place && text.includes(words))",
        List.of(place, words));
  }

  /** Uses a button, which on a narrow page may show its icon alone. */
  void press(String name) {
    button(name).click();
  }

  Locator button(String name) {
    Page.GetByRoleOptions named = new Page.GetByRoleOptions().setName(name).setExact(true);
    return page.getByRole(AriaRole.BUTTON, named);
  }

  /** The picture of the only other who streams. */
  Locator otherTile() {
    return page.locator(".tile:not(.own)");
  }

  /** Clicks by the browser's own clock, for visitors who do it at the same instant. */
  void startCameraAt(long epochMillis) {
    page.evaluate(
        "at => void setTimeout(() => document.getElementById('camera').click(), at - Date.now())",
        (double) epochMillis);
  }

  /** Waits for this many cameras of others, each with a moving picture. */
  void awaitVideos(int others) {
    page.waitForFunction(
        "others => document.querySelectorAll('.tile:not(.own)[data-state=playing]').length === others",
        others);
    // not waitForFunction: it takes an async function's promise for a yes
    page.evaluate(
        "([others, more, patience]) => awaitFrames(others, more, patience)",
        List.of(others, FRAMES, PATIENCE_MS));
  }

  double count(String type, String field) {
    Object counted =
        page.evaluate(
            "({ type, field }) => count(type, field)", Map.of("type", type, "field", field));
    return ((Number) counted).doubleValue();
  }

  /** A visitor whose tab was closed or killed is counted until it is no longer expected back. */
  void awaitCounts(int participants, int watchers) {
    for (Map.Entry<String, Integer> count :
        Map.of("#participants", participants, "#watchers", watchers).entrySet()) {
      page.locator(count.getKey())
          .filter(
              new Locator.FilterOptions().setHasText(Pattern.compile("^" + count.getValue() + "$")))
          .waitFor(new Locator.WaitForOptions().setTimeout(ABSENCE_MS));
    }
  }

  /** Ends the tab's process, as a crash or a system short of memory does. */
  void kill() {
    try {
      page.navigate("chrome://crash");
    } catch (PlaywrightException e) {
      // as it must: there is nobody left to answer
    }
  }

  private static String text(WebSocketFrame frame) {
    return frame.text() == null ? "" : frame.text();
  }
}
