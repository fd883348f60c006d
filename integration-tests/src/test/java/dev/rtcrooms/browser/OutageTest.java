package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Limits;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was said while there was no connection is taken by a real server, whatever its rate. */
class OutageTest {

  /** In milliseconds: the client sends about 37 messages a second. */
  private static final int PATIENCE = 90_000;

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension final RealRooms server = new RealRooms();

  @RegisterExtension
  final RealRooms slow =
      new RealRooms(Limits.builder().commandsPerSecond(20).commandBurst(40).build());

  @Test
  void sixHundredMessagesArriveInOrderOnce() {
    saysDuringAnOutage(server, 600);
  }

  @Test
  void aServerThatTakesFewerGetsThemAllInOrder() {
    saysDuringAnOutage(slow, 120);
  }

  private void saysDuringAnOutage(RealRooms rooms, int count) {
    Visitors visitors = new Visitors(browsers, rooms);
    RoomPage ann = visitors.enter("Ann", Map.of("backoff", Map.of("base", 1e9, "cap", 1e9)));
    RoomPage bob = visitors.enter("Bob");
    rooms.cut("Ann");
    ann.until("room.state === 'reconnecting'");
    ann.act(
        "said = Promise.all([...Array("
            + count
            + ").keys()].map((n) => room.say(String(n)))); room.connect()");
    bob.page().setDefaultTimeout(PATIENCE);
    bob.hears("said", count);
    ann.run("said");
    List<String> expected = IntStream.range(0, count).mapToObj(String::valueOf).toList();
    assertThat(bob.events("said")).extracting("text").isEqualTo(expected);
    assertThat(ann.events("closed")).isEmpty();
  }
}
