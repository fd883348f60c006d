package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How good a connection is said to be; {@code stats.js} has what a browser counted. */
class QualityTest {

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension final RealRooms server = new RealRooms();

  private static final String MEASURED =
      """
      async ([change, connected]) => {
        const { counts, quality, NOTHING } = await import('/rtc-rooms/quality.js');
        const { before, after, worse } = await import('/browser/stats.js');
        const earlier = change === undefined ? NOTHING : counts(before);
        return quality(earlier, counts(change === undefined ? after : worse(change)), connected);
      }
      """;

  /** A connection that counts how often it is asked, and needs no other side. */
  private static final String METER =
      """
      import('/rtc-rooms/meter.js').then(({ Meter }) => {
        asked = 0;
        told = [];
        pc = { connectionState: 'new', getStats: async () => { asked++; return new Map(); } };
        meter = new Meter((peer, quality) => told.push(peer + ' ' + quality.level));
        become = (state) => { pc.connectionState = state; meter.follow('bob', pc); };
      })
      """;

  @Test
  void lossAndDelayMakeItWorse() {
    RoomPage page = open();
    for (Row row :
        List.of(
            new Row(0, 0, 1, true, "good"),
            new Row(5, 0, 1, true, "good"),
            new Row(6, 0, 1, true, "fair"),
            new Row(28, 0, 300, true, "fair"),
            new Row(30, 0, 1, true, "poor"),
            new Row(0, 7, 1, true, "fair"),
            new Row(0, 35, 1, true, "poor"),
            new Row(0, 0, 300, true, "good"),
            new Row(0, 0, 301, true, "fair"),
            new Row(6, 0, 801, true, "poor"),
            new Row(-3, 0, 1, true, "good"),
            new Row(0, 0, 1, false, "poor"))) {
      Map<String, Integer> change = Map.of("lost", row.lost, "missed", row.missed, "rtt", row.rtt);
      Map<String, Object> quality = measure(page, change, row.connected);
      assertThat(quality).as("%s", row).containsEntry("level", row.level);
      assertThat(quality).containsEntry("rtt", row.rtt);
      int lost = Math.max(row.lost, 0);
      assertThat(share(quality, "inboundLoss")).isCloseTo(lost / (256.0 + lost), within(0.0001));
      assertThat(share(quality, "outboundLoss")).isCloseTo(row.missed / 343.0, within(0.0001));
    }
  }

  /** So many of 256 packets to here are lost, and of 343 to there; milliseconds. */
  private record Row(int lost, int missed, int rtt, boolean connected, String level) {}

  @Test
  void theFirstMeasureCountsFromTheBeginning() {
    Map<String, Object> quality = measure(open(), null, true);
    assertThat(quality).containsEntry("level", "good").containsEntry("rtt", 1);
    assertThat(share(quality, "inboundLoss")).isZero();
  }

  @Test
  void whatIsNotCountedIsNotSaid() {
    RoomPage page = open();
    page.run(
        "import('/rtc-rooms/quality.js').then((q) => { window.none = q.quality(q.NOTHING, q.counts([]), true); })");
    assertThat(page.run("JSON.stringify(none)"))
        .isEqualTo("{\"level\":\"good\",\"rtt\":null,\"inboundLoss\":null,\"outboundLoss\":null}");
  }

  @Test
  void withoutAnnouncingThePairTheNominatedOneIsTaken() {
    RoomPage page = open();
    Object rtt =
        page.run(
            "Promise.all([import('/rtc-rooms/quality.js'), import('/browser/stats.js')]).then(([q, { worse }]) =>"
                + " q.counts(worse({ lost: 0, missed: 0, rtt: 42 }).filter(({ type }) => type !== 'transport')).rtt)");
    assertThat(rtt).isEqualTo(42);
  }

  @Test
  void nothingIsMeasuredWhileNobodyIsConnected() {
    RoomPage page = open();
    page.page().clock().install();
    page.page().clock().pauseAt(System.currentTimeMillis() + 60_000);
    page.run(METER);
    page.act("become('connecting')");
    assertThat(measuresIn(page, 30_000)).isEqualTo(0);
    page.act("become('connected')");
    assertThat(measuresIn(page, 9_000)).isEqualTo(3);
    page.act("become('disconnected')");
    assertThat(measuresIn(page, 3_000)).isEqualTo(1);
    assertThat(page.run("told")).isEqualTo(List.of("bob good", "bob good", "bob good", "bob poor"));
    page.act("become('failed')");
    assertThat(measuresIn(page, 30_000)).isEqualTo(0);
    assertThat(page.run("meter.quality.size")).isEqualTo(0);
    page.act("become('connected')");
    assertThat(measuresIn(page, 3_000)).isEqualTo(1);
    page.act("become('closed')");
    assertThat(measuresIn(page, 30_000)).isEqualTo(0);
  }

  @Test
  void eachConnectionOfARoomIsMeasured() {
    Visitors visitors = new Visitors(browsers, server);
    RoomPage ann = visitors.enter("Ann");
    RoomPage watcher = visitors.watch();
    Visitors.publish(ann);
    for (RoomPage page : List.of(ann, watcher)) {
      page.hears("quality", 1);
      assertThat(page.run("[...room.quality.keys()].join() === [...room.peers.keys()].join()"))
          .isEqualTo(true);
      assertThat(page.events("quality").get(0)).containsKeys("peer", "level", "rtt");
    }
    ann.begin("room.unpublish()");
    watcher.until("room.quality.size === 0");
  }

  private RoomPage open() {
    return RoomPage.open(browsers.page(), server.site());
  }

  private int measuresIn(RoomPage page, int millis) {
    page.act("asked = 0");
    page.page().clock().runFor(millis);
    return (Integer) page.run("Promise.resolve().then(() => asked)");
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> measure(
      RoomPage page, @Nullable Map<String, Integer> change, boolean connected) {
    return (Map<String, Object>) page.page().evaluate(MEASURED, Arrays.asList(change, connected));
  }

  private static double share(Map<String, Object> quality, String name) {
    return ((Number) quality.get(name)).doubleValue();
  }
}
