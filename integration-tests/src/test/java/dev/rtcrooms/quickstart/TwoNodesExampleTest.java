package dev.rtcrooms.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.client.RoomClient;
import dev.rtcrooms.examples.cluster.TwoNodes;
import dev.rtcrooms.machine.ChildProcess;
import dev.rtcrooms.machine.Needed;
import dev.rtcrooms.machine.Program;
import dev.rtcrooms.message.Said;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The example with two servers that have the same rooms. */
class TwoNodesExampleTest {

  private static final long PATIENCE_SECONDS = 60;
  private static final String ADDRESS = "RTC Rooms quickstart: ";

  private final UUID room = UUID.randomUUID();

  @Test
  void peopleAtBothServersChatWithEachOther() throws Exception {
    Needed.orSkip(Program.find("redis-server"), "redis-server, on the PATH");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), TwoNodes.class.getName()));
    command.addAll(List.of("--port", "0", "--transport", "netty", "--streams", "mesh"));
    command.addAll(List.of("--drain", "0"));
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
