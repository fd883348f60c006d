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

  /** The other node acknowledges each frame as soon as it arrives. */
  private void acknowledgeAll() {
    int acknowledged;
    do {
      acknowledged = frames.size();
      acknowledge(acknowledged);
      sendAll();
    } while (frames.size() > acknowledged);
  }

  private int bytesSent() {
    return frames.stream().mapToInt(frame -> frame.length).sum();
  }

  private boolean isSignOfLife(byte[] frame) {
    return LinkFrame.of(frame).content().length == 0;
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
  void manyWhoResumeAtOnceGetFramesOfAQuarterOfAMegabyte() {
    for (int client = 0; client < 20; client++) {
      say(MEGABYTE / 8 - 100);
    }
    say(3 * MEGABYTE);
    for (int frame = 1; frame <= 20; frame++) {
      acknowledge(frame);
      sending.complete(null);
    }
    assertThat(failed).isEmpty();
    assertThat(frames).hasSize(12);
    assertThat(frames.subList(0, 11)).allMatch(frame -> frame.length < MEGABYTE / 4 + 100);
    assertThat(frames.get(11)).hasSizeGreaterThan(3 * MEGABYTE);
  }

  @Test
  void aNodeThatAcknowledgesNothingIsSentHalfAMegabyteAndSignsOfLife() {
    for (int client = 0; client < 1000; client++) {
      say(10_000);
    }
    sendAll();
    assertThat(bytesSent()).isBetween(MEGABYTE / 2, 3 * MEGABYTE / 4);

    int before = frames.size();
    assertThat(link.beats(SILENCE)).isTrue();
    sendAll();
    assertThat(frames.subList(before, frames.size())).hasSize(1).allMatch(this::isSignOfLife);
    acknowledgeAll();
    assertThat(failed).isEmpty();
    assertThat(bytesSent()).isGreaterThan(1000 * 10_000);
  }

  @Test
  void whatWaitsForANodeThatAcknowledgesNothingIsBounded() {
    int said = 0;
    while (failed.isEmpty() && said < 100) {
      say(MEGABYTE);
      sendAll();
      said++;
    }
    assertThat(said).isEqualTo(65);
    assertThat(bytesSent()).isLessThan(2 * MEGABYTE);
  }

  @Test
  void aNodeThatAcknowledgesIsSentAnyAmount() {
    for (int said = 0; said < 66; said++) {
      say(MEGABYTE);
      sendAll();
      acknowledgeAll();
    }
    assertThat(failed).isEmpty();
    assertThat(bytesSent()).isGreaterThan(66 * MEGABYTE);
  }

  @Test
  void aMessageThatHasWaitedForTooLongBreaksTheLink() {
    say(MEGABYTE);
    say(1); // waits for the acknowledgement
    sendAll();
    now += Duration.ofSeconds(4).toNanos();
    acknowledge(1);
    sendAll();
    assertThat(link.beats(SILENCE)).isTrue();
    sendAll();
    now += Duration.ofSeconds(2).toNanos();
    assertThat(link.beats(SILENCE)).isFalse();
  }
}
