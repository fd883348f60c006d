package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What counts as trouble with the network, and how often; {@link RestartTest} has what is done
 * then.
 */
class NetworkTest {

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension static final FakeRoom server = new FakeRoom();

  /** A connection that is as the test says. */
  private static final String WATCH =
      """
      import('/rtc-rooms/ice-watch.js').then(({ IceWatch }) => {
        troubles = 0;
        pc = {};
        watch = new IceWatch(pc, () => { troubles++; });
        become = (state) => { pc.iceConnectionState = state; pc.oniceconnectionstatechange?.(); };
      })
      """;

  private static final String NETWORK =
      """
      import('/rtc-rooms/network.js').then(({ Network }) => {
        changes = 0;
        network = new Network(() => { changes++; });
      })
      """;

  @Test
  void aShortInterruptionHealsByItselfAndALongOneDoesNot() {
    RoomPage page = stopClock(WATCH);
    page.act("become('disconnected')");
    page.page().clock().runFor(2_900);
    page.act("become('connected')");
    page.page().clock().runFor(10_000);
    assertThat(page.run("troubles")).isEqualTo(0);
    page.act("become('disconnected')");
    page.page().clock().runFor(3_000);
    assertThat(page.run("troubles")).isEqualTo(1);
    page.act("become('failed')");
    assertThat(page.run("troubles")).isEqualTo(2);
    page.act("become('disconnected'); watch.end(); become('failed')");
    page.page().clock().runFor(10_000);
    assertThat(page.run("troubles")).isEqualTo(2);
  }

  @Test
  void whatBelongsToOneChangeOfTheNetworkCountsOnce() {
    RoomPage page =
        stopClock(
            """
        (() => { connection = Object.assign(new EventTarget(), { type: 'wifi' });
        Object.defineProperty(navigator, 'connection', { value: connection });
        become = (type) => { connection.type = type; connection.dispatchEvent(new Event('change')); };
        return %s; })()
        """
                .formatted(NETWORK.strip()));
    page.act("network.watch(); network.watch(); become('wifi')");
    page.page().clock().runFor(10_000);
    assertThat(page.run("changes")).as("an estimate of the speed").isEqualTo(0);
    page.act("become('none'); become('cellular'); dispatchEvent(new Event('online'))");
    page.page().clock().runFor(10_000);
    assertThat(page.run("changes")).isEqualTo(1);
    page.act("become('wifi'); network.stop(); dispatchEvent(new Event('online'))");
    page.page().clock().runFor(10_000);
    assertThat(page.run("changes")).isEqualTo(1);
  }

  private RoomPage stopClock(String setting) {
    RoomPage page = RoomPage.open(browsers.page(), server.site());
    page.page().clock().install();
    page.page().clock().pauseAt(System.currentTimeMillis() + 60_000);
    page.run(setting.strip());
    return page;
  }
}
