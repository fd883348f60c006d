package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

/**
 * Pages that are in the room of {@link RealRooms}.
 *
 * @param browsers which they are in
 * @param server which they are connected to
 */
public record Visitors(Browsers browsers, RealRooms server) {

  /** A participant of this name, who is connected. */
  public RoomPage enter(String name) {
    return enter(name, Map.of("backoff", Map.of("base", 50)));
  }

  /**
   * A participant of this name, who is connected.
   *
   * @param more options of the page's {@code RoomClient}
   */
  public RoomPage enter(String name, Map<String, ?> more) {
    Map<String, Object> options = new HashMap<>(more);
    options.put("name", name);
    return open(server.roomAddress(), options);
  }

  /** A watcher who is connected. */
  RoomPage watch() {
    return open(server.streamAddress(), Map.of());
  }

  private RoomPage open(String address, Map<String, ?> options) {
    RoomPage page = RoomPage.open(browsers.page(), server.nextSite());
    page.enter(address, options);
    page.until("room.state === 'open'");
    return page;
  }

  /** Publishes a small picture that moves. */
  static void publish(RoomPage page) {
    publish(page, "await camera()");
  }

  /** Publishes what an expression comes to, and waits until the server has agreed. */
  public static void publish(RoomPage page, String stream) {
    page.begin("room.publish(" + stream + ")");
    assertThat(page.outcome()).containsKey("value");
  }
}
