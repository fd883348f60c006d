package dev.rtcrooms.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.message.ChatLog;
import dev.rtcrooms.message.Delete;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rooms whose history is in Redis: their ends, their restarts, and two processes at once. */
class RedisRoomsTest extends RedisTestBase {

  private long seed;

  /** The rooms of another process. */
  private TestRooms rooms(RedisServer redis) {
    return rooms(new PatientHistory(process(redis)));
  }

  private TestRooms rooms(PatientHistory history) {
    return closed(
        TestRooms.with(time -> RtcRooms.builder().feature(Chat::new).history(history))
            .seeded(++seed));
  }

  private static List<String> chat(TestClient client) {
    return client.next(ChatLog.class).messages().stream().map(each -> each.said().text()).toList();
  }

  @Test
  void afterARestartClientsResumeAndTheChatIsThere() {
    RedisServer redis = redis();
    TestRooms first = rooms(redis);
    TestClient ann = first.join("lobby", "ann");
    TestClient bob = first.join("lobby", "bob");
    ann.ask(new Say("first"));
    ann.drain();
    ann.vanish();
    bob.ask(new Say("missed by Ann"));
    long deleted = bob.ask(new Say("my password")).recorded();
    bob.ask(new Delete(deleted));
    first.rooms().close();
    first.settle();

    TestRooms second = rooms(redis);
    TestClient back = second.arrival("lobby", "ann").resuming(ann.position()).join();

    assertThat(back.hello().recovered()).isTrue();
    assertThat(back.drain(Said.class))
        .extracting(Said::text)
        .startsWith("missed by Ann")
        .doesNotContain("my password");
    assertThat(back.ask(new Say("again")).recorded()).isEqualTo(5);
    assertThat(chat(second.join("lobby", "cid")))
        .containsExactly("first", "missed by Ann", "", "again");
  }

  @Test
  void whatAKilledProcessDidNotAnswerIsSaidOnce() {
    RedisServer redis = redis();
    PatientHistory dying = new PatientHistory(process(redis));
    TestRooms killed = rooms(dying);
    TestClient bob = killed.join("lobby", "bob");
    TestClient ann = killed.join("lobby", "ann");
    ann.ask(new Say("m-1", "heard"));
    dying.diesAfterItsNextAppend();
    ann.send(new Say("m-2", "stored and not answered"), "ref");
    assertThat(ann.answers("ref")).isEmpty();
    bob.drain();

    TestRooms next = rooms(redis);
    TestClient bobBack = next.arrival("lobby", "bob").resuming(bob.position()).join();
    TestClient annBack = next.arrival("lobby", "ann").resuming(ann.position()).join();
    Replied reply = annBack.ask(new Say("m-2", "stored and not answered"));
    annBack.ask(new Say("m-3", "live"));

    assertThat(reply.recorded()).isEqualTo(2);
    assertThat(bobBack.hello().recovered()).isTrue();
    assertThat(bobBack.drain(Said.class))
        .extracting(Said::text)
        .containsExactly("stored and not answered", "live");
  }

  @Test
  void aRoomThatAnotherProcessOpensEndsWithItsNextMessage() {
    RedisServer redis = redis();
    TestRooms first = rooms(redis);
    TestClient ann = first.join("lobby", "ann");
    ann.ask(new Say("first"));

    TestClient bob = rooms(redis).join("lobby", "bob");
    ann.send(new Say("not said"), "ref");

    assertThat(ann.answers("ref")).isEmpty();
    assertThat(ann.closedWith())
        .isEqualTo(new CloseReason(1011, "room opened elsewhere; reconnect"));
    assertThat(first.rooms().all()).isEmpty();
    assertThat(bob.ask(new Say("second")).recorded()).isEqualTo(2);
    assertThat(bob.drain(Said.class)).extracting(Said::text).containsExactly("second");
  }

  @Test
  void nothingIsLeftOfARoomThatStayedEmpty() {
    RedisServer redis = redis();
    TestRooms rooms = rooms(redis);
    TestClient ann = rooms.join("lobby", "ann");
    ann.ask(new Say("first"));
    ann.leave();

    rooms.advance(Duration.ofMinutes(2));

    assertThat(redis.keys()).noneMatch(key -> key.endsWith("past"));
    TestClient bob = rooms(redis).join("lobby", "bob");
    assertThat(bob.hello().position().offset()).isZero();
    assertThat(bob.drain(ChatLog.class)).isEmpty();
  }

  @Test
  void whatRedisDoesNotTakeIsRefusedAndTheRoomGoesOn() {
    RedisServer redis = redis();
    TestRooms rooms = rooms(redis);
    TestClient ann = rooms.join("lobby", "ann");
    ann.ask(new Say("first"));

    redis.commands().configSet("maxmemory", "1");
    assertThat(ann.refusal(new Say("refused")).code()).isEqualTo(Refusal.NOT_RECORDED);
    redis.commands().configSet("maxmemory", "0");

    assertThat(ann.ask(new Say("second")).recorded()).isEqualTo(2);
    assertThat(chat(rooms.join("lobby", "bob"))).containsExactly("first", "second");
  }
}
