package dev.rtcrooms.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.spi.Past;
import io.lettuce.core.RedisCommandExecutionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A history while Redis is killed, paused, or loses its scripts. */
class RedisFaultsTest extends RedisTestBase {

  private static final Duration SHORT = Duration.ofMillis(500);

  @ParameterizedTest
  @ValueSource(strings = {"always", "everysec"})
  void whatRedisHasWrittenIsThereAfterItWasKilledAndTheRestIsMissed(String written) {
    RedisServer redis = redis("--appendonly", "yes", "--appendfsync", written);
    RedisHistory history = process(redis);
    Past past = get(history.open(room));
    for (int n = 0; n < 200; n++) {
      append(past, n, "text " + (n + 1));
    }

    redis.kill();
    redis.restart();
    Past next = openSoon(history, room);

    long kept = next.end().offset(); // on a slow disk, everysec writes later than it confirms
    assertThat(kept).isBetween(written.equals("always") ? 200L : 0L, 200L);
    String former = kept == 0 ? next.end().epoch() : past.end().epoch();
    assertThat(since(next, former, 0).orElseThrow()).hasSize((int) kept);
    assertThat(since(next, former, kept)).contains(List.of());
    assertThat(since(next, former, kept + 1)).isEmpty();
  }

  @Test
  void anOpenRoomGoesOnWhenRedisIsBack() {
    RedisServer redis = redis("--appendonly", "yes", "--appendfsync", "always");
    Past past = get(process(redis).open(room));
    append(past, 0, "first");

    redis.kill();
    failure(past.append(1, List.of(said("refused"))));
    redis.restart();
    appendSoon(past, 1, "second");

    assertThat(since(past, 0)).contains(List.of("1 first", "2 second"));
  }

  @Test
  void aRedisWithoutFilesHasLostAllAndTheRoomGoesOn() {
    RedisServer redis = redis();
    Past past = get(process(redis).open(room));
    append(past, 0, "first");

    redis.kill();
    redis.restart();
    appendSoon(past, 1, "second");

    assertThat(since(past, 0)).isEmpty();
    assertThat(since(past, 1)).contains(List.of("2 second"));
  }

  @Test
  void callsThatRedisDoesNotAnswerInTimeFailAndTheNextOnesAreAnswered() {
    RedisServer redis = redis();
    RedisHistory history = closed(redis.history().timeout(SHORT).connect());
    Past past = openSoon(history, room);
    appendSoon(past, 0, "first");

    redis.pause();
    failure(past.append(1, List.of(said("refused"))));
    redis.resume();
    appendSoon(past, 1, "second");

    assertThat(soon(() -> since(past, 0))).contains(List.of("1 first", "2 second"));
  }

  @Test
  void scriptsThatRedisForgotAreSentAgain() {
    RedisServer redis = redis();
    RedisHistory history = process(redis);
    Past past = get(history.open(room));
    List<String> texts = new ArrayList<>();

    for (int n = 0; n < 20; n++) {
      redis.commands().scriptFlush();
      append(past, n, "text");
      texts.add((n + 1) + " text");
    }

    redis.commands().scriptFlush();
    assertThat(since(past, 0)).contains(texts);
    redis.commands().scriptFlush();
    past.forget();
    assertThat(get(history.open(room)).end().offset()).isZero();
  }

  @Test
  void aFullRedisRefusesEventsAndTakesThemWhenThereIsRoom() {
    RedisServer redis = redis();
    Past past = get(process(redis).open(room));
    append(past, 0, "first");

    redis.commands().configSet("maxmemory", "1");
    assertThat(failure(past.append(1, List.of(said("refused"))))).hasMessageContaining("OOM");
    redis.commands().configSet("maxmemory", "0");
    append(past, 1, "second");

    assertThat(since(past, 0)).contains(List.of("1 first", "2 second"));
  }

  @Test
  void aPrimaryWithoutItsReplicasRefusesEvents() {
    RedisServer redis = redis();
    Past past = get(process(redis).open(room));
    append(past, 0, "first");

    redis.commands().configSet("min-replicas-to-write", "1");
    assertThat(failure(past.append(1, List.of(said("refused")))))
        .hasMessageContaining("NOREPLICAS");
    assertThat(since(past, 0)).contains(List.of("1 first"));
    redis.commands().configSet("min-replicas-to-write", "0");
    append(past, 1, "second");

    assertThat(since(past, 0)).contains(List.of("1 first", "2 second"));
  }

  @Test
  void aReplicaIsGivenUpAndThePrimaryFoundAgain() {
    RedisServer redis = redis();
    Past past = get(process(redis).open(room));
    append(past, 0, "first");

    redis.commands().replicaof("127.0.0.1", 1);
    failure(past.append(1, List.of(said("refused"))));
    redis.commands().replicaofNoOne();
    appendSoon(past, 1, "second");

    assertThat(since(past, 0)).contains(List.of("1 first", "2 second"));
  }

  /** Redis 6.2 wraps the error of a call within a script. */
  @ParameterizedTest
  @CsvSource({
    "READONLY You can not write against a read only replica., true",
    "ERR Error running script (call to f_0): @user_script:7: -READONLY You can not write, true",
    "ERR Error running script (call to f_0): @user_script:7: -OOM not allowed, false"
  })
  void aReplicaIsKnownByItsError(String error, boolean replica) {
    assertThat(RedisLink.isReadOnly(new RedisCommandExecutionException(error))).isEqualTo(replica);
  }

  /** Appends as soon as Redis is there. */
  private static void appendSoon(Past past, long after, String text) {
    soon(
        () -> {
          append(past, after, text);
          return text;
        });
  }
}
