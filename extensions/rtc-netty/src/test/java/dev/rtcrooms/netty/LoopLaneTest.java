package dev.rtcrooms.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopLaneTest {

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final LoopLane lane =
      new LoopLane(channel.eventLoop(), new SharedFrames(channel.alloc()));

  @Test
  void aTaskThatThrowsEndsNeitherTheLaneNorThoseThatWaitBehindIt() {
    List<String> ran = new ArrayList<>();
    lane.execute(
        () -> {
          lane.execute(
              () -> {
                throw new IllegalStateException("as the test wants it");
              });
          lane.execute(() -> ran.add("behind it"));
        });
    channel.runPendingTasks();
    lane.execute(() -> ran.add("later"));

    assertThat(ran).containsExactly("behind it", "later");
  }
}
