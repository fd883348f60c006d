package dev.rtcrooms.quickstart;

import com.microsoft.playwright.Page;
import dev.rtcrooms.browser.Browsers;
import java.util.List;

/** Many who publish at once, in one page and without media: what they cost is what is tested. */
final class Crowd {

  private static final String ENTER =
      """
      async ([address, count]) => {
        delete window.RTCPeerConnection;
        const { RoomClient } = await import('/rtc-rooms/rtc-rooms.js');
        await Promise.all([...Array(count)].map(async (_, at) => {
          const session = `one-of-many-people-${String(at).padStart(3, '0')}`;
          const room = new RoomClient(address, { session, name: `Person ${at + 1}` });
          const open = new Promise((resolve) => room.addEventListener('hello', resolve));
          room.connect();
          await open;
          await room.command('publish');
        }));
      }
      """;

  private Crowd() {}

  /** Enters a room so many times. */
  static void enter(Browsers browsers, String roomLink, int count) {
    Page page = browsers.page();
    page.navigate(roomLink);
    page.evaluate(ENTER, List.of(roomLink + "/websocket", count));
  }
}
