package dev.rtcrooms.browser;

import static dev.rtcrooms.browser.Visitors.publish;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Rate;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.signaling.Streams;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The channels of {@link ChannelTest} in rooms whose media an SFU forwards: through the server. */
class SfuChannelTest {

  /** More than a client may send at once. */
  private static final int MANY = 300;

  /** Takes one long message at once, so that a client that sends more is refused for a while. */
  private static final Limits LIMITS =
      Limits.builder().commandBytes(new Rate(64 * 1024, 64 * 1024)).build();

  @RegisterExtension static final SharedSfu sfu = new SharedSfu();

  @RegisterExtension static final Browsers browsers = new Browsers();

  @RegisterExtension
  final RealRooms server = new RealRooms(Streams.sfu(IceServers.none(), sfu.get()), LIMITS);

  private final Visitors visitors = new Visitors(browsers, server);
  private RoomPage ann;

  @BeforeEach
  void annIsThere() {
    ann = visitors.enter("Ann");
  }

  private static Object messages(RoomPage page) {
    return page.events("channel-message").stream().map(message -> message.get("data")).toList();
  }

  @Test
  void whoComesLateHearsTooAndAWatcherIsNotHeard() {
    ann.act("channel('news')");
    publish(ann);
    RoomPage bob = visitors.enter("Bob");
    RoomPage watcher = visitors.watch();
    for (RoomPage page : List.of(bob, watcher)) {
      page.hears("channel", 1);
      page.act("channel('news')");
    }
    ann.until("room.channel('news').peers.size === 2");
    ann.act("sent = room.channel('news').send('hello')");
    ann.act("room.channel('news').send(new Uint8Array([7, 0, 255]))");
    assertThat(ann.run("sent")).isEqualTo(2);
    for (RoomPage page : List.of(bob, watcher)) {
      page.hears("channel-message", 2);
      assertThat(messages(page)).isEqualTo(List.of("hello", List.of(7, 0, 255)));
      assertThat(page.events("channel")).hasSize(1);
      page.seesMedia(1);
    }
    watcher.begin("room.channel('news').send('psst')");
    assertThat(watcher.outcome()).containsEntry("error", "RoomError");
    assertThat(ann.events("refusal")).isEmpty();
  }

  @Test
  void manyMessagesComeInOrderBothWays() {
    RoomPage bob = visitors.enter("Bob");
    List<RoomPage> both = List.of(ann, bob);
    both.forEach(page -> page.act("channel('count')"));
    both.forEach(page -> publish(page, ""));
    both.forEach(page -> page.until("room.channel('count').peers.size === 1"));
    both.forEach(
        page ->
            page.act(
                "for (let n = 0; n < %d; n++) room.channel('count').send(`${n}`)".formatted(MANY)));
    List<String> expected = IntStream.range(0, MANY).mapToObj(String::valueOf).toList();
    for (RoomPage page : both) {
      page.page()
          .waitForFunction(
              "() => heard('channel-message') >= " + MANY,
              null,
              new Page.WaitForFunctionOptions().setTimeout(60_000));
      assertThat(messages(page)).isEqualTo(expected);
      page.until("room.channel('count').bufferedAmount === 0");
      page.hears("channel-bufferedamountlow", 1);
    }
  }

  @Test
  void noMessageOvertakesOneThatIsRefusedForAWhile() {
    ann.act("channel('mixed')");
    publish(ann, "");
    RoomPage bob = visitors.enter("Bob");
    bob.act("channel('mixed')");
    ann.until("room.channel('mixed').peers.size === 1");
    ann.act(
        """
        let sent = 0;
        const timer = setInterval(() => {
          room.channel('mixed').send(sent % 2 === 0 ? new Uint8Array(30_000) : 'x');
          if (++sent === 6) clearInterval(timer);
        }, 20);
        """);
    bob.hears("channel-message", 6);
    assertThat(bob.run("events.map(({ data }) => data?.length).filter((length) => length > 0)"))
        .isEqualTo(List.of(30_000, 1, 30_000, 1, 30_000, 1));
  }

  @Test
  void aChannelThatTheServerRefusesIsTold() {
    ann.act("for (let n = 0; n < 17; n++) room.channel(`${n}`)");
    publish(ann, "");
    ann.hears("refusal", 1);
    assertThat(ann.events("refusal"))
        .singleElement()
        .satisfies(refusal -> assertThat(refusal).containsEntry("code", "too-many-channels"));
  }

  @Test
  void aChannelEndsWithItsPublisherAndMayBeOpenedAgain() {
    ann.act("channel('news')");
    publish(ann, "");
    RoomPage bob = visitors.enter("Bob");
    ann.until("room.channel('news').peers.size === 1");
    ann.act("room.channel('news').close()");
    bob.hears("channel-end", 1);
    ann.hears("channel-close", 1);
    ann.act("room.channel('news')");
    bob.hears("channel", 2);
    ann.hears("channel-open", 2);
    ann.begin("room.unpublish()");
    bob.hears("channel-end", 2);
    ann.hears("channel-close", 2);
    publish(ann, "");
    ann.hears("channel-open", 3);
    bob.page().close();
    ann.hears("channel-close", 3);
    assertThat(ann.run("room.channel('news').peers.size")).isEqualTo(0);
  }

  @Test
  void channelsOpenAnewAfterTheConnectionIsLost() {
    for (String each : List.of("Ann", "Bob")) {
      RoomPage page = each.equals("Ann") ? ann : visitors.enter("Bob");
      page.act("channel('news')");
      publish(page);
    }
    ann.until("room.channel('news').peers.size === 1");
    server.cut("Ann");
    ann.hears("hello", 2);
    ann.hears("channel-open", 2);
    ann.hears("channel", 2);
    assertThat(ann.run("room.channel('news').send('again')")).isEqualTo(1);
  }

  @Test
  void aMessageThatIsTooLongIsAMistakeOfTheCaller() {
    ann.act("channel('bulk')");
    publish(ann, "");
    RoomPage bob = visitors.enter("Bob");
    ann.until("room.channel('bulk').peers.size === 1");
    ann.begin("room.channel('bulk').send(new Uint8Array(65536))");
    assertThat(ann.outcome()).containsEntry("error", "TooLargeError");
    ann.act("sent = room.channel('bulk').send(new Uint8Array(40000))");
    bob.hears("channel", 1);
    ann.until("room.channel('bulk').bufferedAmount === 0");
    ann.act("for (let n = 0; n < 40; n++) sent = room.channel('bulk').send(new Uint8Array(40000))");
    assertThat(ann.run("sent")).isEqualTo(0);
    assertThat(ann.events("channel-close"))
        .singleElement()
        .satisfies(close -> assertThat(close).containsEntry("reason", "too-slow"));
  }
}
