package dev.rtcrooms.hub.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.hub.cluster.NodeMessage.Enter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A link of an engine that takes a while to send a frame. */
class NodeLinkTest {

  private static final long SILENCE = Duration.ofSeconds(5).toNanos();
  private static final int MEGABYTE = 1024 * 1024;

  private final List<byte[]> frames = new ArrayList<>();
  private final List<NodeLink> failed = new ArrayList<>();
  private CompletableFuture<Void> sending = new CompletableFuture<>();
  private long now;
  private final NodeLink link = new NodeLink("other", 1, () -> now, this::send, failed::add);

  private CompletableFuture<Void> send(byte[] frame) {
    frames.add(frame);
    sending = new CompletableFuture<>();
    return sending;
  }

  private void say(int bytes) {
    link.send(new Enter(1, 1, "room", new byte[bytes]));
  }

  private void sendAll() {
    while (!sending.isDone()) {
      sending.complete(null); // which may begin another one
    }
  }

  private void acknowledge(int seq) {
    link.receive(new LinkFrame(7, 1, 0, seq, new byte[0]));
  }

  @Test
  void aLinkThatAlwaysHasSomethingToSendIsHealthy() {
    say(1);
    for (int second = 1; second < 20; second++) {
      say(1); // gathered while the last frame is on its way
      now += Duration.ofSeconds(1).toNanos();
      sending.complete(null);
      acknowledge(second);
      assertThat(link.beats(SILENCE)).as("second %d", second).isTrue();
    }
    assertThat(failed).isEmpty();
  }

  @Test
  void aFrameThatIsNotAcknowledgedBreaksTheLink() {
    say(1);
    sendAll();
    now += Duration.ofSeconds(4).toNanos();
    acknowledge(0);
    assertThat(link.beats(SILENCE)).isTrue();
    sendAll();
    now += Duration.ofSeconds(2).toNanos();
    acknowledge(0);
    assertThat(link.beats(SILENCE)).isFalse();
  }

  @Test
  void whileTheEngineKeepsAFrameTheOtherNodeIsNotJudged() {
    say(1);
    now += Duration.ofSeconds(20).toNanos();
    assertThat(link.beats(SILENCE)).isTrue();

    sendAll();
    now += Duration.ofSeconds(4).toNanos();
    assertThat(link.beats(SILENCE)).isTrue();
    sendAll();
    now += Duration.ofSeconds(2).toNanos();
    assertThat(link.beats(SILENCE)).isFalse();
  }

  @Test
  void manyWhoResumeAtOnceGetFramesOfAMegabyte() {
    for (int client = 0; client < 20; client++) {
      say(MEGABYTE / 2 - 100);
    }
    say(3 * MEGABYTE);
    for (int frame = 0; frame < 20; frame++) {
      sending.complete(null);
    }
    assertThat(failed).isEmpty();
    assertThat(frames).hasSize(12);
    assertThat(frames.subList(0, 11)).allMatch(frame -> frame.length < MEGABYTE + 100);
    assertThat(frames.get(11)).hasSizeGreaterThan(3 * MEGABYTE);
  }
}
