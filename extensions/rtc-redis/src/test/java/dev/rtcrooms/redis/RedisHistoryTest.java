package dev.rtcrooms.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.Past;
import dev.rtcrooms.spi.TakenOverException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RestoreArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Several openings of a room, losses of Redis, and what is kept for how long. */
class RedisHistoryTest extends RedisTestBase {

  /** So long that it does not pass while a test runs. */
  private static final Duration AGE = Duration.ofHours(1);

  @Test
  void theNumbersGoOnAfterARestartAndClientsOfEachEpochAreServed() {
    RedisServer redis = redis();
    List<String> epochs = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      RedisHistory history = redis.history().connect();
      Past past = get(history.open(room));
      assertThat(past.end().offset()).isEqualTo(n);
      epochs.add(past.end().epoch());
      append(past, n, "text " + (n + 1));
      history.close(); // nothing is said about the past, as by a process that is killed
    }

    Past last = get(process(redis).open(room));

    assertThat(epochs).doesNotHaveDuplicates().doesNotContain(last.end().epoch());
    for (int n = 0; n < 5; n++) {
      assertThat(since(last, epochs.get(n), n + 2)).isEmpty();
      assertThat(since(last, epochs.get(n), n + 1).orElseThrow()).hasSize(4 - n);
      assertThat(since(last, epochs.get(n), n).orElseThrow())
          .hasSize(5 - n)
          .startsWith((n + 1) + " text " + (n + 1));
    }
    assertThat(get(last.newest(256))).hasSize(5);
  }

  @Test
  void onlyTheNewestEpochsAreKnown() {
    RedisServer redis = redis();
    RedisHistory history = process(redis);
    List<Position> ends = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      ends.add(get(history.open(room)).end());
    }

    Past last = get(history.open(room));

    assertThat(ends.stream().filter(end -> get(last.since(end)).isPresent()).toList())
        .isEqualTo(ends.subList(4, 20));
  }

  @Test
  void theLaterOpeningWins() {
    RedisServer redis = redis();
    Past earlier = get(process(redis).open(room));
    append(earlier, 0, "first");
    Past later = get(process(redis).open(room));

    assertThat(failure(earlier.append(1, List.of(said("late")))))
        .isInstanceOf(TakenOverException.class);
    assertThat(failure(earlier.replace(1, said("late").event())))
        .isInstanceOf(TakenOverException.class);
    assertThat(failure(earlier.since(earlier.end()))).isInstanceOf(TakenOverException.class);
    assertThat(failure(earlier.newest(1))).isInstanceOf(TakenOverException.class);
    assertThat(failure(((RedisPast) earlier).touch())).isInstanceOf(TakenOverException.class);
    assertThat(failure(earlier.forget())).isInstanceOf(TakenOverException.class);

    assertThat(later.end().offset()).isEqualTo(1);
    append(later, 1, "second");
    assertThat(since(later, 0)).contains(List.of("1 first", "2 second"));
  }

  @Test
  void whatWasForgottenStaysSoWhateverComesLate() {
    RedisServer redis = redis();
    Past past = get(process(redis).open(room));
    append(past, 0, "first");
    get(past.forget());

    assertThat(failure(past.append(1, List.of(said("late")))))
        .isInstanceOf(TakenOverException.class);

    Past next = get(process(redis).open(room));
    assertThat(next.end().offset()).isZero();
    assertThat(get(next.newest(10))).isEmpty();
    assertThat(since(next, past.end().epoch(), 0)).isEmpty();
  }

  @Test
  void aCallThatALaterOneOvertookHasNoEffect() {
    RedisServer redis = redis();
    RedisHistory history = process(redis);
    RedisPast past = (RedisPast) get(history.open(room));
    append(past, 0, "first");
    append(past, 1, "second");

    past.repeatNumbersFrom(1);

    assertThat(failure(past.append(0, List.of(said("late"))))).hasMessage("The call came too late");
    assertThat(since(past, 0)).contains(List.of("1 first", "2 second"));
  }

  @Test
  void anEmptiedRedisIsGoneOnWithAndNothingIsSkippedSilently() {
    RedisServer redis = redis();
    Past past = get(process(redis).open(room));
    append(past, 0, "first");
    append(past, 1, "second");

    redis.commands().flushall();

    assertThat(since(past, 1)).isEmpty();
    assertThat(get(past.newest(10))).isEmpty();
    append(past, 2, "third");
    assertThat(since(past, 1)).isEmpty();
    assertThat(since(past, 2)).contains(List.of("3 third"));
    append(past, 3, "fourth");
    assertThat(since(past, 2)).contains(List.of("3 third", "4 fourth"));
  }

  @Test
  void lostWritesAreFoundByTheRoomThatGoesOn() {
    RedisServer redis = redis();
    Past past = get(process(redis).open(room));
    append(past, 0, "first");
    Runnable rollBack = snapshot(redis);
    append(past, 1, "lost");
    append(past, 2, "lost too");

    rollBack.run();
    for (int at = 0; at <= 3; at++) {
      assertThat(since(past, at)).isEmpty(); // although some of the events are there
    }
    append(past, 3, "fourth");

    assertThat(since(past, 1)).isEmpty();
    assertThat(since(past, 2)).isEmpty();
    assertThat(since(past, 3)).contains(List.of("4 fourth"));
    assertThat(texts(get(past.newest(10)))).containsExactly("1 first", "4 fourth");
    Past next = get(process(redis).open(room));
    assertThat(since(next, past.end().epoch(), 2)).isEmpty();
    assertThat(since(next, past.end().epoch(), 3)).contains(List.of("4 fourth"));
  }

  @Test
  void lostWritesAreFoundByTheNextProcess() {
    RedisServer redis = redis();
    Past past = get(process(redis).open(room));
    append(past, 0, "first");
    Runnable rollBack = snapshot(redis);
    append(past, 1, "lost");

    rollBack.run();
    Past next = get(process(redis).open(room));
    append(next, 1, "another second");

    assertThat(since(next, past.end().epoch(), 2)).isEmpty();
    assertThat(since(next, past.end().epoch(), 1)).contains(List.of("2 another second"));
  }

  @Test
  void aHoleThatIsTooLargeDropsWhatIsBeforeIt() {
    RedisServer redis = redis();
    RedisHistory history =
        closed(redis.history().keep(10, Duration.ofMinutes(1), 1024 * 1024).connect());
    Past past = get(history.open(room));
    append(past, 0, "first");

    append(past, 1_000_000, "after the hole");

    assertThat(texts(get(past.newest(10)))).containsExactly("1000001 after the hole");
    assertThat(since(past, 1_000_000)).contains(List.of("1000001 after the hole"));
    assertThat(since(past, 1)).isEmpty();
  }

  @Test
  void theOldestEventsGoWhenARoomHasTooManyBytes() {
    RedisServer redis = redis();
    RedisHistory history =
        closed(redis.history().keep(1_000, Duration.ofMinutes(1), 10_000).connect());
    Past past = get(history.open(room));
    String text = "x".repeat(1_000);

    for (int n = 0; n < 30; n++) {
      append(past, n, text);
    }
    get(past.replace(30, said("short").event()));
    append(past, 30, "short");

    int kept = get(past.newest(1_000)).size();
    assertThat(kept).isBetween(8, 11);
    assertThat(since(past, 31 - kept)).isPresent();
    assertThat(since(past, 30 - kept)).isEmpty();
  }

  @Test
  void eventsThatAreTooOldGoWithTheNextOne() {
    RedisServer redis = redis();
    Past past = get(keepingFor(AGE, redis).open(room));
    RedisCommands<String, String> commands = redis.commands();
    long before = millis(commands.time());
    append(past, 0, "old");
    append(past, 1, "young");

    String key = keyOfThePast(redis);
    String[] old = commands.lindex(key, 0).split(" ", 2); // its time, and the event
    long stored = Long.parseLong(old[0]);
    assertThat(stored).isBetween(before, millis(commands.time()));
    commands.lset(key, 0, stored - AGE.toMillis() - 1 + " " + old[1]);
    append(past, 2, "new");

    assertThat(since(past, 0)).isEmpty();
    assertThat(since(past, 1)).contains(List.of("2 young", "3 new"));
  }

  private RedisHistory keepingFor(Duration age, RedisServer redis) {
    return closed(redis.history().keep(1_000, age, 1024 * 1024).connect());
  }

  /** The answer of TIME, which is seconds and microseconds, in milliseconds. */
  private static long millis(List<String> time) {
    return Long.parseLong(time.get(0)) * 1_000 + Long.parseLong(time.get(1)) / 1_000;
  }

  @Test
  void theLastEventsExpireButTheNumbersStay() {
    RedisServer redis = redis();
    Past past = get(keepingFor(AGE, redis).open(room));
    append(past, 0, "old");

    String key = keyOfThePast(redis);
    assertThat(redis.commands().pttl(key)).isBetween(AGE.toMillis() / 2, AGE.toMillis());
    redis.commands().pexpire(key, 0);

    assertThat(get(past.newest(1))).isEmpty();
    assertThat(since(past, 0)).isEmpty();
    assertThat(since(past, 1)).contains(List.of());
    append(past, 1, "second");
    assertThat(since(past, 1)).contains(List.of("2 second"));
    assertThat(get(process(redis).open(room)).end().offset()).isEqualTo(2);
  }

  @Test
  void allKeysBeginWithTheNameAndTellNoRoom() {
    RedisServer redis = redis();
    RedisHistory history = process(redis);
    append(get(history.open(room)), 0, "text");
    get(history.open(UUID.randomUUID()));

    List<String> keys = redis.keys();

    assertThat(keys)
        .hasSize(3)
        .allMatch(key -> key.matches("rtc:tests:\\{[\\w-]{16}}:(home|past)"));
    assertThat(keys).noneMatch(key -> key.contains(room.toString()));
    assertThat(keys).allSatisfy(key -> assertThat(redis.commands().pttl(key)).isPositive());
    RedisHistory other = closed(redis.history().secret("another secret of the tests").connect());
    assertThat(get(other.open(room)).end().offset()).isZero();
    RedisHistory named = closed(redis.history().name("others").connect());
    assertThat(get(named.open(room)).end().offset()).isZero();
  }

  @Test
  void theTextOfAReplacedEventIsGone() {
    RedisServer redis = redis();
    Past past = get(process(redis).open(room));
    append(past, 0, "my password");

    get(past.replace(1, said("").event()));

    assertThat(redis.commands().lrange(keyOfThePast(redis), 0, -1))
        .singleElement()
        .asString()
        .doesNotContain("\"text\":\"my password\"");
    assertThat(since(past, 0)).contains(List.of("1 "));
  }

  @Test
  void lettuceIsTheVersionThatTheBuildWants() {
    assertThat(RedisClient.class.getProtectionDomain().getCodeSource().getLocation().getPath())
        .contains("lettuce-core-" + System.getProperty("lettuce.major", "6"));
  }

  @Test
  void redisIsTheVersionThatTheBuildWants() {
    assertThat(redis().commands().info("server"))
        .contains("redis_version:" + System.getProperty("redis.version", ""));
  }

  /** The key of the events of the only room. */
  private static String keyOfThePast(RedisServer redis) {
    return redis.keys().stream().filter(key -> key.endsWith("past")).findFirst().orElseThrow();
  }

  /** Remembers all keys, and gives a task that puts them back as they were. */
  private static Runnable snapshot(RedisServer redis) {
    RedisCommands<String, String> commands = redis.commands();
    Map<String, byte[]> dumps = new HashMap<>();
    redis.keys().forEach(key -> dumps.put(key, commands.dump(key)));
    return () ->
        dumps.forEach(
            (key, dump) -> commands.restore(key, dump, RestoreArgs.Builder.ttl(600_000).replace()));
  }
}
