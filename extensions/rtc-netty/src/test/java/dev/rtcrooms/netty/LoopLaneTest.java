package dev.rtcrooms.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Limits;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.Ping;
import dev.rtcrooms.spi.Batch;
import dev.rtcrooms.spi.Outgoing;
import dev.rtcrooms.spi.WriteListener;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopLaneTest {

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final LoopLane lane =
      new LoopLane(channel.eventLoop(), new SharedFrames(channel.alloc()));
  private final NettyConnection connection =
      new NettyConnection(
          channel, lane, new JsonCodec(List.of(Ping.TYPE), Limits.defaults()), false);

  /** What a lane gathers is let go after all tasks, where no task's own safety net is around it. */
  @Test
  void aListenerThatThrowsWhenItsWriteIsLetGoDoesNotEndTheLane() {
    channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 2)); // a frame is more
    Batch ping = Batch.of(List.of(Outgoing.of(Ping.TYPE, new Ping())));
    List<String> told = new ArrayList<>();
    lane.execute(() -> lane.execute(() -> connection.write(ping, throwing(told))));
    channel.runPendingTasks();
    assertThat(told).containsExactly("written");

    lane.execute(() -> told.add("next"));

    assertThat(told).containsExactly("written", "next");
  }

  private static WriteListener throwing(List<String> told) {
    return new WriteListener() {
      @Override
      public void written() {
        told.add("written");
        throw new IllegalStateException("as the test wants it");
      }

      @Override
      public void failed(Throwable cause) {
        told.add("failed");
      }
    };
  }
}
