package dev.rtcrooms.browser;

import static dev.rtcrooms.browser.Visitors.publish;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.rtcrooms.machine.SharedRedis;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Browsers in a real room: the whole way from one page to another, with one server, and with two
 * that each have every other browser.
 */
@ParameterizedClass(name = "{0} nodes")
@ValueSource(ints = {1, 2})
class RealRoomTest {

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension static final SharedRedis redis = new SharedRedis();

  @RegisterExtension final RealRooms server;

  private final Visitors visitors;
  private final boolean keepsHistory;

  RealRoomTest(int nodes) {
    server = new RealRooms().onNodes(nodes, redis);
    visitors = new Visitors(browsers, server);
    keepsHistory = nodes > 1;
  }

  @Test
  void whatOneSaysAllHearOnce() {
    RoomPage ann = visitors.enter("Ann");
    RoomPage bob = visitors.enter("Bob");
    bob.until("room.members.size === 2");
    ann.begin("Promise.all(['one', 'two', '<b>&\\u{1F600}\\n'].map((text) => room.say(text)))");
    assertThat(ann.outcome()).containsKey("value");
    for (RoomPage page : List.of(ann, bob)) {
      page.hears("said", 3);
      assertThat(page.run("room.messages.map(({ name, text }) => name + ': ' + text)"))
          .isEqualTo(List.of("Ann: one", "Ann: two", "Ann: <b>&\uD83D\uDE00\n"));
    }
    RoomPage eve = visitors.enter("Eve");
    eve.hears("said", 3);
    assertThat(eve.run("room.messages.every(({ past }) => past)")).isEqualTo(true);
    ann.begin("room.say(' ')");
    assertThat(ann.outcome()).containsEntry("code", "bad-field").containsEntry("field", "text");
  }

  @Test
  void everybodyIsCountedUntilTheirTabIsGone() {
    RoomPage ann = visitors.enter("Ann");
    RoomPage bob = visitors.enter("Bob");
    RoomPage watcher = visitors.watch();
    for (RoomPage page : List.of(ann, bob, watcher)) {
      page.until("room.viewers.participants === 2 && room.viewers.watchers === 1");
    }
    assertThat(watcher.run("room.members.size")).isEqualTo(0);
    watcher.begin("room.say('psst')");
    assertThat(watcher.outcome()).containsEntry("code", "not-allowed");
    bob.page().close(new Page.CloseOptions().setRunBeforeUnload(false));
    ann.page().setDefaultTimeout(60_000); // for longer than Bob is expected back
    ann.until("room.viewers.participants === 1 && room.members.size === 1");
    watcher.until("room.viewers.participants === 1");
  }

  @Test
  void publishersSeeEachOtherAndAWatcherSeesBoth() {
    RoomPage ann = visitors.enter("Ann");
    RoomPage bob = visitors.enter("Bob");
    publish(ann);
    bob.until("room.publishers.size === 1");
    ann.seesMedia(0);
    bob.seesMedia(1);
    publish(bob);
    RoomPage watcher = visitors.watch();
    watcher.seesMedia(2);
    ann.seesMedia(1);
    assertThat(watcher.run("asked")).isEqualTo(0);
    assertThat(
            watcher.run(
                "[...room.peers.values()].flatMap((pc) => pc.getSenders()).filter(({ track }) => track).length"))
        .isEqualTo(0);

    ann.begin("room.unpublish()");
    assertThat(ann.outcome()).containsKey("value");
    watcher.until("room.streams.size === 1");
    bob.until("room.streams.size === 0");
    ann.seesMedia(1);
    assertNothingWasRefused(ann, bob, watcher);
  }

  @Test
  void twoWhoOfferAtTheSameTimeSeeEachOther() {
    RoomPage ann = visitors.enter("Ann", Map.of("mayHold", true));
    RoomPage bob = visitors.enter("Bob", Map.of("mayHold", true));
    List<RoomPage> both = List.of(ann, bob);
    both.forEach(page -> page.run("camera().then((stream) => { window.stream = stream; })"));
    bob.until("room.members.size === 2");
    offersMeet(both, "room.publish(stream)");
    both.forEach(page -> page.seesMedia(1));
    for (int round = 0; round < 6; round++) {
      offersMeet(both, "[...room.peers.values()].forEach((pc) => pc.restartIce())");
      both.forEach(
          page ->
              page.until(
                  "[...room.peers.values()].every((pc) => pc.signalingState === 'stable'"
                      + " && pc.connectionState === 'connected')"));
    }
    both.forEach(page -> page.seesMedia(1));
    assertNothingWasRefused(ann, bob);
    assertThat((Integer) bob.run("glares()") + (Integer) ann.run("glares()"))
        .as("offers that met")
        .isGreaterThanOrEqualTo(7);
  }

  /** Sends no offer before both have made theirs, however late one of them acts. */
  private static void offersMeet(List<RoomPage> both, String work) {
    both.forEach(page -> page.run("holdOffer()"));
    both.forEach(page -> page.begin(work));
    both.forEach(
        page ->
            page.until(
                "[...room.peers.values()].some((pc) => pc.signalingState === 'have-local-offer')"));
    both.forEach(page -> page.run("sendOffer()"));
  }

  @Test
  void aRestartOfTheServerIsSurvived() throws Exception {
    RoomPage ann = visitors.enter("Ann");
    RoomPage bob = visitors.enter("Bob");
    publish(ann);
    bob.seesMedia(1);
    ann.begin("room.say('before')");
    assertThat(ann.outcome()).containsKey("value");

    server.restart();
    for (RoomPage page : List.of(ann, bob)) {
      page.hears("hello", 2);
      page.until("room.state === 'open' && room.members.size === 2");
      page.until("room.messages.length === 1 && room.messages[0].gapAfter === " + !keepsHistory);
      assertThat(page.events("reset")).hasSize(keepsHistory ? 0 : 1);
      assertThat(page.events("hello")).extracting("recovered").containsExactly(false, keepsHistory);
    }
    bob.seesMedia(1);
    ann.begin("room.say('after')");
    bob.until("room.messages.some(({ text }) => text === 'after')");
  }

  @Test
  void aConnectionThatIsCutMissesNothing() {
    RoomPage ann = visitors.enter("Ann");
    RoomPage bob =
        visitors.enter("Bob", Map.of("backoff", Map.of("base", 10_000_000, "cap", 10_000_000)));
    ann.until("room.members.size === 2");
    server.cut("Bob");
    bob.until("room.state === 'reconnecting'");
    ann.begin("Promise.all(['one', 'two'].map((text) => room.say(text)))");
    assertThat(ann.outcome()).containsKey("value");
    bob.begin("room.say('three')");
    bob.act("dispatchEvent(new Event('online'))");
    bob.hears("said", 3);
    ann.hears("said", 3);
    assertThat(bob.run("room.messages.map(({ text }) => text)"))
        .isEqualTo(List.of("one", "two", "three"));
    assertThat(bob.events("hello")).extracting("recovered").containsExactly(false, true);
    assertThat(bob.events("reset")).isEmpty();
    ann.until("room.members.size === 2");
  }

  private static void assertNothingWasRefused(RoomPage... pages) {
    assertThat(List.of(pages)).allSatisfy(page -> assertThat(page.events("refusal")).isEmpty());
  }
}
