package dev.rtcrooms.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from Redis's own description. */
class ServerCheckTest {

  private static ServerCheck check(String... lines) {
    return new ServerCheck("# Server\r\n" + String.join("\r\n", lines) + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"6.2.0", "6.2", "6.2.11", "6.10.0", "7.0.15", "7.2.4", "8.0.0", "255.255.255"})
  void versionsThatWillDo(String version) {
    assertThat(check("redis_version:" + version).refusal()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.0.20", "5.0.14", "2.8", "", "unknown"})
  void versionsThatWillNot(String version) {
    assertThat(check("redis_version:" + version).refusal())
        .contains("Redis is version " + version + ", but 6.2 or later is needed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"redis_mode:cluster", "cluster_enabled:1", "role:slave"})
  void aServerThatIsNotOnePrimaryWillNotDo(String line) {
    assertThat(check("redis_version:7.0.15", line).refusal()).isPresent();
    assertThat(check("redis_version:7.0.15", "role:master", "cluster_enabled:0").refusal())
        .isEmpty();
  }

  /** What a Valkey 8.0.1 with its defaults said; it was not run for this test. */
  @Test
  void valkeyWillDoButNotInClusterModeOrAsAReplica() {
    String valkey =
        """
        redis_version:7.2.4
        server_name:valkey
        valkey_version:8.0.1
        server_mode:%s
        maxmemory:0
        maxmemory_policy:noeviction
        role:%s
        connected_slaves:0
        cluster_enabled:%d
        """;

    ServerCheck standalone = check(valkey.formatted("standalone", "master", 0));
    assertThat(standalone.refusal()).isEmpty();
    assertThat(standalone.warnings()).isEmpty();
    assertThat(check(valkey.formatted("cluster", "master", 1)).refusal()).isPresent();
    assertThat(check(valkey.formatted("standalone", "slave", 0)).refusal()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "noeviction, 0, false",
    "noeviction, 1000000, false",
    "allkeys-lru, 0, false",
    "allkeys-lru, 1000000, true",
    "volatile-ttl, 1000000, true"
  })
  void aServerThatEvictsIsWarnedOf(String policy, long memory, boolean warned) {
    assertThat(check("maxmemory:" + memory, "maxmemory_policy:" + policy).warnings())
        .hasSize(warned ? 1 : 0);
  }

  @Test
  void aPrimaryThatGoesOnWithoutItsReplicasIsWarnedOf() {
    assertThat(check("maxmemory:0", "connected_slaves:0").warnings()).isEmpty();
    assertThat(check("maxmemory:0", "connected_slaves:1").warnings())
        .singleElement()
        .asString()
        .endsWith("because its min-replicas-to-write is 0");
  }

  /** Before 6.2.7, the setting holds for commands alone, and not for those of scripts. */
  @ParameterizedTest
  @CsvSource({"6.2.6, true", "6.2.7, false", "6.2.21, false", "7.0.0, false", "7.2.4, false"})
  void aPrimaryWhoseScriptsGoOnWithoutItsReplicasIsWarnedOf(String version, boolean warned) {
    String[] said = {
      "redis_version:" + version, "maxmemory:0", "connected_slaves:1", "min_slaves_good_slaves:1"
    };

    assertThat(check(said).warnings()).hasSize(warned ? 1 : 0);
  }
}
