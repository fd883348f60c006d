package dev.rtcrooms.browser;

import static dev.rtcrooms.browser.Visitors.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import dev.rtcrooms.testkit.Fault;
import dev.rtcrooms.testkit.FaultyNetwork;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Nobody can reach the server for ten seconds, and the pictures go on: in the same connections,
 * without a word to anybody, and without a pause. All settings but the heartbeat are the default.
 * {@code -Dmedia.gap=500} sets the longest pause, in milliseconds, for a machine that does nothing
 * else.
 */
abstract class KeptMediaContract {

  @RegisterExtension static final Browsers chromium = new Browsers();
  @RegisterExtension static final Browsers firefox = new Browsers(Engine.FIREFOX);

  /** How a connection ends. */
  enum End {
    /** Both ends are told, and each new connection is refused. */
    CUT,
    /** Nobody is told, both ends find out by their heartbeats, and new connections hang. */
    HANG
  }

  /** Whose connections end. */
  enum Who {
    PUBLISHER,
    RECEIVER,
    BOTH
  }

  private static final Logger log = LoggerFactory.getLogger(KeptMediaContract.class);
  private static final Duration OUTAGE = Duration.ofSeconds(10);

  /** Both ends find out during the outage. */
  static final Duration HEARTBEAT = OUTAGE.dividedBy(2);

  /**
   * In milliseconds. A busy machine decodes nothing for a while; a picture that stops, for all of
   * the outage.
   */
  private static final int LONGEST_GAP =
      Integer.getInteger("media.gap", (int) OUTAGE.dividedBy(2).toMillis());

  /** With an SFU, there is a connection without media where nothing is received. */
  private static final String KEEP =
      "window.old = [...room.peers].map(([peer, pc]) => ({ peer, pc, state: pc.connectionState }))";

  private static final String SAME =
      "room.peers.size === old.length && old.every(({ peer, pc, state }) =>"
          + " room.peers.get(peer) === pc && pc.connectionState === state)";

  private FaultyNetwork proxy;

  /** The server, with {@link #HEARTBEAT} and its default grace period. */
  abstract RealRooms server();

  @BeforeEach
  void openProxy() throws Exception {
    proxy = new FaultyNetwork(server().site().port());
  }

  @AfterEach
  void closeProxy() throws Exception {
    proxy.close();
  }

  @ParameterizedTest
  @CsvSource({
    "PUBLISHER, CUT, CHROMIUM, CHROMIUM",
    "RECEIVER, CUT, FIREFOX, FIREFOX",
    "BOTH, CUT, FIREFOX, CHROMIUM",
    "BOTH, HANG, CHROMIUM, FIREFOX"
  })
  void thePictureGoesOn(Who who, End end, Engine publisher, Engine receiver) {
    RoomPage ann = enter(publisher, "Ann", who != Who.RECEIVER);
    RoomPage bob = enter(receiver, "Bob", who != Who.PUBLISHER);
    RoomPage eve = enter(Engine.CHROMIUM, "Eve", false);
    publish(ann);
    List.of(bob, eve).forEach(each -> each.seesMedia(1));
    List.of(ann, bob, eve).forEach(each -> each.act(KEEP));
    int told = eve.events("publishers").size();
    PictureLog.begin(bob);

    List<RoomPage> cut =
        switch (who) {
          case PUBLISHER -> List.of(ann);
          case RECEIVER -> List.of(bob);
          case BOTH -> List.of(ann, bob);
        };
    outage(end, cut, bob);
    cut.forEach(
        each -> {
          each.page().setDefaultTimeout(60_000);
          each.until("room.state === 'open' && heard('hello') >= 2 && heard('publishers') >= 2");
        });

    List.of(bob, eve).forEach(each -> each.run("watch(10)"));
    assertNoGap(bob, "and back");
    for (RoomPage page : List.of(ann, bob, eve)) {
      page.until(SAME);
      assertThat(page.events("stream-end")).isEmpty();
      assertThat(page.events("refusal")).isEmpty();
    }
    assertThat(eve.events("publishers")).hasSize(told);

    ann.act("room.leave()");
    List.of(bob, eve).forEach(each -> each.until("room.streams.size === 0"));
  }

  /** Pictures are decoded during all of the time in which nobody can connect, and at its end. */
  private void outage(End end, List<RoomPage> cut, RoomPage receiver) {
    if (end == End.CUT) {
      proxy.suffer(new Fault.CutAt(0));
    } else {
      proxy.suffer(new Fault.Vanish());
    }
    await().pollDelay(OUTAGE).atMost(OUTAGE.plusMinutes(1)).until(() -> true);
    receiver.run("watch(10)");
    assertThat(assertNoGap(receiver, "away").frozen()).isLessThanOrEqualTo(LONGEST_GAP);
    cut.forEach(each -> assertThat(each.run("heard('hello')")).isEqualTo(1));
    proxy.heal();
  }

  private static PictureLog assertNoGap(RoomPage receiver, String when) {
    PictureLog pictures = PictureLog.of(receiver);
    log.info("{}: {}", when, pictures);
    assertThat(pictures.longestGap()).isLessThanOrEqualTo(LONGEST_GAP);
    return pictures;
  }

  private RoomPage enter(Engine engine, String name, boolean behindProxy) {
    Page tab = (engine == Engine.FIREFOX ? firefox : chromium).page();
    int port = behindProxy ? proxy.port() : server().site().port();
    tab.navigate("http://127.0.0.1:" + port + "/browser/page.html");
    RoomPage page = RoomPage.opened(tab);
    page.enter(server().roomAddress(), Map.of("name", name));
    page.until("room.state === 'open'");
    return page;
  }
}
