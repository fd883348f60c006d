package dev.rtcrooms.browser;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/**
 * A page of the tests with the client in it; {@code page.js} has the other side of this. For the
 * test's thread.
 */
public final class RoomPage {

  /** A tenth of a second was decoded, and not made up because packets were missing. */
  private static final String HEARS =
      """
      room.peers.get('down').getStats().then((stats) => [...stats.values()].some((s) =>
        s.type === 'inbound-rtp' && s.kind === 'audio' && s.totalSamplesReceived > s.concealedSamples + 4800))""";

  private static final String FOLLOW_HEIGHT =
      """
      window.height = 0;
      setInterval(async () => {
        for (const part of (await room.peers.get('down').getStats()).values()) {
          if (part.type === 'inbound-rtp' && part.kind === 'video') window.height = part.frameHeight ?? 0;
        }
      }, 100)""";

  private static final String SHOW =
      "[...room.streams.values()].flat().forEach((stream) => room.showVideo(stream, %s))";

  private final Page page;

  private RoomPage(Page page) {
    this.page = page;
    page.setDefaultTimeout(30_000);
  }

  static RoomPage open(Page page, Site site) {
    page.navigate(site.page().toString());
    return opened(page);
  }

  /** A page that shows the tests' page already. */
  static RoomPage opened(Page page) {
    RoomPage opened = new RoomPage(page);
    opened.until("window.ready");
    return opened;
  }

  /** Makes a client and connects it. */
  RoomPage enter(String address, Map<String, ?> options) {
    page.evaluate("([address, options]) => enter(address, options)", List.of(address, options));
    return this;
  }

  RoomPage enter(String address) {
    return enter(address, Map.of());
  }

  /** Does something, and waits for nothing. */
  public void act(String statements) {
    page.evaluate("() => { " + statements + "; }");
  }

  /** What an expression comes to, in the end if it is a promise. */
  public Object run(String expression) {
    return page.evaluate("() => { return (" + expression + "); }");
  }

  /** Waits until an expression is true; one of a promise would be so at once. */
  public void until(String expression) {
    page.waitForFunction("() => (" + expression + ")");
  }

  /** Waits until an event has happened so often. */
  void hears(String event, int times) {
    until("heard('" + event + "') >= " + times);
  }

  /** Begins something that returns a promise; {@link #outcome} waits for what comes of it. */
  void begin(String promise) {
    page.evaluate("() => begin(async () => " + promise + ")");
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> outcome() {
    until("window.outcome !== null");
    return (Map<String, Object>) page.evaluate("() => outcome");
  }

  /** All events of a kind, oldest first. */
  @SuppressWarnings("unchecked")
  List<Map<String, Object>> events(String type) {
    return (List<Map<String, Object>>)
        page.evaluate("type => events.filter(({ event }) => event === type)", type);
  }

  /** Waits until media of exactly so many others comes in and is decoded. */
  public void seesMedia(int others) {
    until("room.streams.size === " + others);
    run("watch(3)");
  }

  /** Waits until sound comes in from an SFU and is decoded. */
  public void hears() {
    page.waitForCondition(() -> run(HEARS).equals(true));
  }

  /**
   * Keeps the height of the picture that comes from an SFU, as it is decoded, in {@code height}.
   */
  public void followHeight() {
    act(FOLLOW_HEIGHT);
  }

  /**
   * Says how large it shows all pictures that come in.
   *
   * @param size as {@code RoomClient.showVideo} takes it
   */
  public void show(String size) {
    act(SHOW.formatted(size));
  }

  /** The browser's page. */
  public Page page() {
    return page;
  }
}
