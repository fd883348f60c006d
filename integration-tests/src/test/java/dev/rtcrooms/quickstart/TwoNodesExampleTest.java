package dev.rtcrooms.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.client.RoomClient;
import dev.rtcrooms.examples.cluster.TwoNodes;
import dev.rtcrooms.machine.ChildProcess;
import dev.rtcrooms.machine.JavaCommand;
import dev.rtcrooms.machine.Needed;
import dev.rtcrooms.machine.Program;
import dev.rtcrooms.machine.RedisProcess;
import dev.rtcrooms.message.Said;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example with two servers that have the same rooms. */
class TwoNodesExampleTest {

  private static final long PATIENCE_SECONDS = 60;
  private static final String ADDRESS = "RTC Rooms quickstart: ";

  private final UUID room = UUID.randomUUID();

  @Test
  void peopleAtBothServersChatWithEachOther() throws Exception {
    Needed.orSkip(Program.find("redis-server"), "redis-server, on the PATH");
    chat(
        List.of("-cp", System.getProperty("java.class.path"), TwoNodes.class.getName()), List.of());
  }

  @Test
  void theRedisOfTheOptionJoinsThemAlsoInsideMaven() throws Exception {
    try (RedisProcess redis = new RedisProcess()) {
      chat(InLoader.arguments(TwoNodes.class), List.of("--redis", redis.url()));

      try (RedisClient client = RedisClient.create(redis.url());
          StatefulRedisConnection<String, String> connection = client.connect()) {
        assertThat(connection.sync().keys("rtc:*:home")).hasSize(1);
      }
    }
  }

  @Test
  void withoutRedisOneLineNamesTheOption(@TempDir Path empty) throws Exception {
    assertThat(oneLineOf(empty)).contains("--redis URL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "65535"})
  void whatIsNoPortIsNamedInOneLine(String port, @TempDir Path empty) throws Exception {
    assertThat(oneLineOf(empty, "--port", port)).contains("--port " + port);
  }

  /** What the example says before it ends with status 1, where nothing is on the path. */
  private static String oneLineOf(Path empty, String... options) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(JavaCommand.brief(TwoNodes.class, options)).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", empty.toString());
    Process example = builder.start();

    List<String> said = example.inputReader().lines().toList();
    assertThat(example.waitFor()).isOne();
    assertThat(said).hasSize(1);
    return said.get(0);
  }

  /** Starts the example, lets people at both servers say something, and ends it. */
  private void chat(List<String> program, List<String> options) throws Exception {
    List<String> command = JavaCommand.brief(program);
    command.addAll(List.of("--port", "0", "--transport", "netty", "--streams", "mesh"));
    command.addAll(List.of("--drain", "0"));
    command.addAll(options);
    try (ChildProcess example = new ChildProcess(ChildProcess.folder("two-nodes"), command)) {
      await()
          .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
          .untilAsserted(() -> assertThat(addresses(example)).hasSize(2));
      BlockingQueue<String> heard = new LinkedBlockingQueue<>();
      try (RoomClient ann = at(addresses(example).get(0), new LinkedBlockingQueue<>());
          RoomClient bob = at(addresses(example).get(1), heard)) {
        bob.connect().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        ann.connect().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(ann.say("from the first").get(PATIENCE_SECONDS, TimeUnit.SECONDS).recorded())
            .hasValue(1);
        assertThat(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("from the first");
        assertThat(bob.say("from the second").get(PATIENCE_SECONDS, TimeUnit.SECONDS).recorded())
            .hasValue(2);
      }
    }
  }

  private static List<String> addresses(ChildProcess example) {
    return example.said().stream()
        .filter(line -> line.startsWith(ADDRESS))
        .map(line -> line.substring(ADDRESS.length()))
        .toList();
  }

  private RoomClient at(String address, BlockingQueue<String> heard) {
    return RoomClient.builder(URI.create(address + "room/" + room))
        .on(Said.class, (said, number) -> heard.add(said.text()))
        .build();
  }
}
