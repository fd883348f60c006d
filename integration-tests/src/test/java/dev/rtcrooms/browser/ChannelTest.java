package dev.rtcrooms.browser;

import static dev.rtcrooms.browser.Visitors.publish;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Data from browser to browser, past a real server. */
class ChannelTest {

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension final RealRooms server = new RealRooms();

  private final Visitors visitors = new Visitors(browsers, server);
  private RoomPage ann;

  @BeforeEach
  void annIsThere() {
    ann = visitors.enter("Ann");
  }

  @Test
  void aThousandMessagesComeInOrderBothWaysWhileMediaFlow() {
    RoomPage bob = visitors.enter("Bob");
    List<RoomPage> both = List.of(ann, bob);
    both.forEach(page -> page.act("channel('count')"));
    both.forEach(Visitors::publish);
    both.forEach(page -> page.until("room.channel('count').peers.size === 1"));
    both.forEach(page -> page.seesMedia(1));
    both.forEach(
        page -> page.act("for (let n = 0; n < 1000; n++) room.channel('count').send(`${n}`)"));
    both.forEach(page -> page.hears("channel-message", 1_000));
    List<String> expected = IntStream.range(0, 1_000).mapToObj(String::valueOf).toList();
    both.forEach(page -> assertThat(messages(page)).isEqualTo(expected));
    assertThat(senders(bob)).isEqualTo(List.of("Ann"));
    assertThat(senders(ann)).isEqualTo(List.of("Bob"));
    both.forEach(page -> page.seesMedia(1));
  }

  @Test
  void whoComesLateHearsToo() {
    ann.act(
        "channel('news').addEventListener('open', (e) => e.target.send('hello', e.detail.peer))");
    publish(ann);
    RoomPage bob = visitors.enter("Bob");
    bob.act("channel('news')");
    bob.hears("channel-message", 1);
    RoomPage watcher = visitors.watch();
    watcher.act("channel('news')");
    watcher.hears("channel-message", 1);
    ann.act("sent = room.channel('news').send(new Uint8Array([7, 0, 255]))");
    assertThat(ann.run("sent")).isEqualTo(2);
    for (RoomPage page : List.of(bob, watcher)) {
      page.hears("channel-message", 2);
      assertThat(messages(page)).isEqualTo(List.of("hello", List.of(7, 0, 255)));
      assertThat(page.events("channel")).hasSize(1);
    }
  }

  @Test
  void aWatcherIsNotHeard() {
    ann.act("channel('news')");
    publish(ann);
    RoomPage watcher = visitors.watch();
    ann.until("room.channel('news').peers.size === 1");
    watcher.hears("channel", 1);
    watcher.act("raw = [...room.peers.values()][0].createDataChannel('news')");
    watcher.begin("room.channel('news').send('psst')");
    assertThat(watcher.outcome()).containsEntry("error", "RoomError");
    watcher.until("raw.readyState === 'closed'");
    assertThat(ann.events("channel-message")).isEmpty();
    assertThat(ann.events("channel")).isEmpty();
  }

  @Test
  void channelsArePublishedWithoutMediaToo() {
    publish(ann, "");
    RoomPage bob = visitors.enter("Bob");
    bob.until("room.publishers.size === 1");
    bob.act("channel('late')");
    ann.act("channel('late')");
    ann.hears("channel-open", 1);
    ann.act("room.channel('late').send('now')");
    bob.hears("channel-message", 1);
    assertThat(bob.run("room.streams.size")).isEqualTo(0);
    assertThat(ann.run("asked")).isEqualTo(0);

    publish(ann);
    bob.seesMedia(1);
    publish(ann, "");
    bob.hears("stream-end", 1);
    ann.act("room.channel('late').send('still')");
    bob.hears("channel-message", 2);
  }

  @Test
  void aChannelEndsWithItsPeer() {
    ann.act("channel('news')");
    publish(ann);
    RoomPage bob = visitors.enter("Bob");
    RoomPage eve = visitors.enter("Eve");
    ann.until("room.channel('news').peers.size === 2");
    bob.page().close();
    ann.hears("channel-close", 1);
    assertThat(ann.run("room.channel('news').peers.size")).isEqualTo(1);
    ann.begin("room.unpublish()");
    eve.hears("channel-end", 1);
    ann.hears("channel-close", 2);
    ann.begin("room.channel('news').send('nobody')");
    assertThat(ann.outcome()).containsEntry("error", "RoomError");
  }

  @Test
  void aChannelThatWasClosedMayBeOpenedAgain() {
    ann.act("channel('news')");
    publish(ann);
    RoomPage bob = visitors.enter("Bob");
    ann.until("room.channel('news').peers.size === 1");
    ann.act("room.channel('news').close()");
    bob.hears("channel-end", 1);
    ann.act("room.channel('news')");
    bob.hears("channel", 2);
    ann.hears("channel-open", 2);
    ann.act("room.channel('news').send('again')");
    assertThat(ann.run("room.channel('news').peers.size")).isEqualTo(1);
  }

  @Test
  void whatWaitsIsToldAndWhoTakesNothingIsLetGo() {
    ann.act("channel('bulk')");
    publish(ann, "");
    RoomPage bob = visitors.enter("Bob");
    bob.act("channel('bulk')");
    ann.hears("channel-open", 1);
    ann.act("room.channel('bulk').bufferedAmountLowThreshold = 1000");
    ann.act(
        "for (let n = 0; n < 16; n++) room.channel('bulk').send(new Uint8Array(65536));"
            + " waiting = room.channel('bulk').bufferedAmount");
    assertThat((Integer) ann.run("waiting")).isGreaterThan(500_000);
    ann.hears("channel-bufferedamountlow", 1);
    assertThat((Integer) ann.run("room.channel('bulk').bufferedAmount")).isLessThan(1_001);
    bob.hears("channel-message", 16);

    ann.begin("room.channel('bulk').send(new Uint8Array(1e7))");
    assertThat(ann.outcome()).containsEntry("error", "TooLargeError");
    ann.act(
        "for (let n = 0; n < 200; n++) sent = room.channel('bulk').send(new Uint8Array(262144))");
    assertThat(ann.run("sent")).isEqualTo(0);
    assertThat(ann.events("channel-close"))
        .singleElement()
        .satisfies(close -> assertThat(close).containsEntry("reason", "too-slow"));
  }

  @Test
  void whatNoChannelCanBeIsAMistakeOfTheCaller() {
    publish(ann, "");
    for (String mistake :
        List.of(
            "channel('a', { maxRetransmits: 1, maxPacketLifeTime: 1 })",
            "channel('a'.repeat(65536))",
            "channel('a').send(5)")) {
      ann.begin("room." + mistake);
      assertThat(ann.outcome()).as(mistake).containsEntry("error", "TypeError");
    }
    ann.begin("Array.from({ length: 300 }, (_, n) => room.channel(`${n}`))");
    assertThat(ann.outcome()).containsEntry("error", "RangeError");
  }

  private static Object messages(RoomPage page) {
    return page.events("channel-message").stream().map(message -> message.get("data")).toList();
  }

  private static Object senders(RoomPage page) {
    return page.events("channel-message").stream()
        .map(message -> ((Map<?, ?>) message.get("member")).get("name"))
        .distinct()
        .toList();
  }
}
