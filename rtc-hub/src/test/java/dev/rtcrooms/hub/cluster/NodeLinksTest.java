package dev.rtcrooms.hub.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.hub.cluster.NodeMessage.Out;
import dev.rtcrooms.spi.cluster.Cluster;
import dev.rtcrooms.testkit.VirtualTime;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The links of a node whose engine takes a while to send a frame. */
class NodeLinksTest {

  private final VirtualTime time = new VirtualTime();
  private final List<byte[]> frames = new ArrayList<>();
  private final List<CompletableFuture<Void>> sends = new ArrayList<>();
  private final List<NodeLink> broken = new ArrayList<>();
  private final List<NodeMessage> received = new ArrayList<>();
  private final List<String> logged = new ArrayList<>();
  private final Logger log = Logger.getLogger(NodeLinks.class.getName());
  private final NodeLinks links =
      new NodeLinks(
          cluster(),
          time,
          new NodeLinks.Listener() {
            @Override
            public void received(NodeLink link, NodeMessage message) {
              received.add(message);
            }

            @Override
            public void broken(NodeLink link) {
              broken.add(link);
            }
          });
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          logged.add(line.getLevel().getName());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private Cluster cluster() {
    return (Cluster)
        Proxy.newProxyInstance(
            Cluster.class.getClassLoader(),
            new Class<?>[] {Cluster.class},
            (proxy, method, arguments) -> {
              frames.add((byte[]) arguments[1]);
              sends.add(new CompletableFuture<>());
              return sends.get(sends.size() - 1);
            });
  }

  @BeforeEach
  void listenToTheLog() {
    log.addHandler(handler);
    log.setUseParentHandlers(false);
  }

  @AfterEach
  void stopListening() {
    log.removeHandler(handler);
    log.setUseParentHandlers(true);
  }

  private static byte[] ofVersion(int version) {
    byte[] frame = new LinkFrame(1, 0, 1, 0, new byte[] {1}).toBytes();
    frame[0] = (byte) version;
    return frame;
  }

  @Test
  void whatWaitsIsSentBeforeTheLinkEnds() {
    NodeLink link = links.to("other");
    link.send(new Out(1, CloseReason.SHUTTING_DOWN));
    link.send(new Out(2, CloseReason.SHUTTING_DOWN)); // waits for the first frame
    CompletionStage<Void> ended = links.end();
    assertThat(link.isBroken()).isFalse();
    sends.get(0).complete(null);
    assertThat(frames).hasSize(2);
    assertThat(link.isBroken()).isFalse();
    sends.get(1).complete(null);

    assertThat(link.isBroken()).isTrue();
    assertThat(ended.toCompletableFuture()).isCompleted();
    assertThat(broken).containsExactly(link);
    assertThat(time.pending()).isZero();
  }

  @Test
  void anEngineThatSendsNothingHoldsUpTheEndForASecond() {
    NodeLink link = links.to("other");
    link.send(new Out(1, CloseReason.SHUTTING_DOWN));
    CompletionStage<Void> ended = links.end();
    time.advance(Duration.ofMillis(900));
    assertThat(ended.toCompletableFuture()).isNotDone();
    time.advance(Duration.ofMillis(200));
    assertThat(ended.toCompletableFuture()).isCompleted();
    assertThat(link.isBroken()).isTrue();
  }

  @Test
  void linksWithNothingToSendEndAtOnce() {
    links.to("other");
    assertThat(links.end().toCompletableFuture()).isCompleted();
    assertThat(links.to("another").isBroken()).isTrue();
  }

  @Test
  void aNodeOfAnotherVersionIsToldOnceAndNeverLinkedTo() {
    NodeLink link = links.to("other");
    link.send(new Out(1, CloseReason.REMOVED));
    for (int n = 0; n < 10; n++) {
      links.received("other", ofVersion(LinkFrame.VERSION + 1));
    }

    assertThat(logged).containsExactly("SEVERE");
    assertThat(broken).containsExactly(link);
    assertThat(frames).as("the message, and a frame that tells the version").hasSize(2);
    assertThat(LinkFrame.version(frames.get(1))).isEqualTo(LinkFrame.VERSION);
    NodeLink next = links.to("other");
    next.send(new Out(2, CloseReason.REMOVED));
    assertThat(next.isBroken()).isTrue();
    assertThat(frames).hasSize(2);
    links.to("another").send(new Out(3, CloseReason.REMOVED));
    assertThat(frames).hasSize(3);
  }

  private static byte[] first(long link) {
    FrameBuffer frame = new FrameBuffer(0);
    frame.add(new Out(link, CloseReason.REMOVED));
    return frame.frame(link, 0, 1, 0);
  }

  /** The other node has learned the number of this node's end. */
  private byte[] confirmation(long link) {
    return new LinkFrame(link, links.to("other").number(), 1, 0, new byte[0]).toBytes();
  }

  @Test
  void theFirstFrameWaitsUntilTheOtherNodeKnowsTheLink() {
    links.received("other", first(7));
    assertThat(received).isEmpty();
    assertThat(LinkFrame.of(frames.get(0)))
        .returns(7L, LinkFrame::to)
        .returns(links.to("other").number(), LinkFrame::from);

    links.received("other", confirmation(7));
    assertThat(received).hasSize(1);
    links.received("other", confirmation(7));
    assertThat(received).hasSize(1);
  }

  @Test
  void aFirstFrameThatComesAfterTheEndOfItsLinkIsNotHandled() {
    links.received("other", first(7));
    NodeLink link = links.to("other");
    links.received("other", LinkFrame.reset(link.number()).toBytes());
    assertThat(received).isEmpty();
    assertThat(broken).containsExactly(link);

    links.received("other", first(8));
    links.received("other", confirmation(8));
    assertThat(received).hasSize(1);
  }

  @Test
  void theFirstFrameOfABrokenLinkDoesNotBeginItAgain() {
    links.received("other", first(7));
    links.received("other", confirmation(7));
    links.breakOff(links.to("other"));
    links.received("other", first(7));
    links.received("other", first(6));
    assertThat(received).hasSize(1);

    NodeLink next = links.to("other");
    links.received("other", first(7));
    links.received("other", first(8));
    links.received("other", confirmation(8));
    assertThat(next.isBroken()).isFalse();
    assertThat(received).hasSize(2);
    assertThat(next.theirNumber()).isEqualTo(8);
    links.received("another", first(7));
    assertThat(links.to("another").theirNumber()).as("numbers are those of one node").isEqualTo(7);
  }

  @Test
  void aLinkThatWasNeverHeardOfDoesNotForgetTheLastOne() {
    links.received("other", first(7));
    links.breakOff(links.to("other"));
    links.breakOff(links.to("other"));
    links.received("other", first(7));
    assertThat(links.to("other").theirNumber()).isZero();
  }

  @Test
  void aFrameWithoutContentIsOfNoVersion() {
    links.received("other", new byte[0]);
    links.received("other", new byte[] {LinkFrame.VERSION});
    assertThat(logged).hasSize(1);
  }
}
