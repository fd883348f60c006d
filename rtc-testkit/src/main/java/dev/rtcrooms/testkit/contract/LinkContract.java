package dev.rtcrooms.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.rtcrooms.Limits;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.spi.cluster.NodeStatus;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Encoded;
import dev.rtcrooms.transport.Outgoing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The part of {@link ClusterContract} that is about nodes and the frames between them. */
abstract class LinkContract extends EnginesFixture {

  private static final int KIB = 1024;
  private static final int FRAMES = 100;

  private final Random random = new Random(1);

  private byte[] frame(int size) {
    byte[] frame = new byte[size];
    random.nextBytes(frame);
    return frame;
  }

  /** Sends as the hub does: the next frame when the last one was sent. */
  private CompletableFuture<Void> sendAll(JoinedNode from, JoinedNode to, List<byte[]> frames) {
    CompletableFuture<Void> sent = CompletableFuture.completedFuture(null);
    for (byte[] frame : frames) {
      sent = sent.thenCompose(last -> from.engine().send(to.name(), frame));
    }
    return sent;
  }

  private List<byte[]> someFrames() {
    List<byte[]> frames = new ArrayList<>();
    for (int n = 0; n < FRAMES; n++) {
      frames.add(frame(1 + random.nextInt(2 * KIB)));
    }
    return frames;
  }

  private void assertArrive(JoinedNode from, JoinedNode to, List<byte[]> frames) {
    await("all frames", () -> to.receivedFrom(from).size() >= frames.size());
    List<byte[]> received = to.receivedFrom(from);
    assertEquals(frames.size(), received.size(), "frames");
    for (int n = 0; n < frames.size(); n++) {
      assertArrayEquals(frames.get(n), received.get(n), "frame " + n);
    }
    assertFalse(to.overlapped(), "two frames of one node were given at once");
  }

  @Test
  void framesArriveInOrderInBothDirections() {
    JoinedNode one = join();
    JoinedNode two = join();
    List<byte[]> there = someFrames();
    List<byte[]> back = someFrames();
    CompletableFuture<Void> sent = sendAll(one, two, there);
    CompletableFuture<Void> sentBack = sendAll(two, one, back);

    get(sent);
    get(sentBack);
    assertArrive(one, two, there);
    assertArrive(two, one, back);
  }

  @Test
  void framesOfEverySizeArriveWhole() {
    JoinedNode one = join();
    JoinedNode two = join();
    List<byte[]> frames =
        List.of(
            frame(1),
            frame(64 * KIB - 1),
            frame(64 * KIB + 1),
            frame(KIB * KIB),
            frame(4 * KIB * KIB),
            frame(6 * KIB * KIB),
            frame(2));

    get(sendAll(one, two, frames));
    assertArrive(one, two, frames);
  }

  @Test
  void framesOfTwoNodesAreToldApart() {
    JoinedNode one = join();
    JoinedNode two = join();
    JoinedNode receiver = join();
    List<byte[]> ofOne = someFrames();
    List<byte[]> ofTwo = someFrames();
    CompletableFuture<Void> sent = sendAll(one, receiver, ofOne);
    CompletableFuture<Void> alsoSent = sendAll(two, receiver, ofTwo);

    get(sent);
    get(alsoSent);
    assertArrive(one, receiver, ofOne);
    assertArrive(two, receiver, ofTwo);
    assertEquals(2 * FRAMES, receiver.received().size(), "frames of nobody");
  }

  @Test
  void aFrameToANodeThatIsNotThereHoldsUpNobody() {
    JoinedNode one = join();
    JoinedNode two = join();
    JoinedNode gone = join();
    String name = gone.name();
    gone.engine().close();

    failure(() -> one.engine().send("no-such-node", frame(KIB))); // or none
    failure(() -> one.engine().send(name, frame(KIB)));
    List<byte[]> frames = someFrames();
    get(sendAll(one, two, frames));
    assertArrive(one, two, frames);
    assertEquals(0, gone.received().size(), "frames that a closed node received");
  }

  @Test
  void aNodeThatWasCutOffReceivesFramesAgain() {
    JoinedNode one = join();
    JoinedNode two = join();
    cluster().cutOff(two.engine());
    pass(Duration.ofMillis(100));
    cluster().reconnect(two.engine());

    await(
        "a frame to a node that is back",
        () -> {
          failure(() -> one.engine().send(two.name(), frame(1)));
          return !two.receivedFrom(one).isEmpty();
        });
  }

  @Test
  void eachNodeHasANameOfItsOwn() {
    List<JoinedNode> members = join(3);

    assertEquals(3, members.stream().map(JoinedNode::name).distinct().count());
    for (JoinedNode member : members) {
      assertEquals(member.name(), member.engine().self());
      assertFalse(member.name().isEmpty() || member.name().length() > 64, member.name());
    }
  }

  @Test
  void nodesAreDescribedUntilTheyLeave() {
    List<JoinedNode> members = join(3);
    JoinedNode asking = members.get(0);
    await("three nodes", () -> nodes(asking).size() == 3);
    assertEquals(described(members), nodes(asking));

    JoinedNode leaving = members.get(1);
    leaving.engine().close();
    List<JoinedNode> rest = List.of(asking, members.get(2));
    await("two nodes", () -> nodes(asking).size() == 2);
    assertEquals(described(rest), nodes(asking));
    assertEquals(described(rest), nodes(members.get(2)));
  }

  private List<NodeStatus> nodes(JoinedNode asking) {
    return get(asking.engine().nodes());
  }

  private static List<NodeStatus> described(List<JoinedNode> members) {
    return members.stream()
        .map(member -> member.status(member.name()))
        .sorted(Comparator.comparing(NodeStatus::name))
        .toList();
  }

  @Test
  void allNodesHaveTheSameKindOfCodec() {
    List<MessageType<?>> types = List.of(Say.TYPE, Said.TYPE);
    Codec one = join().engine().codec(types, Limits.defaults());
    Codec two = join().engine().codec(types, Limits.defaults());
    Outgoing said = Outgoing.of(Said.TYPE, NumberedEvents.said(1));

    assertNotNull(one.subprotocol());
    assertEquals(one.subprotocol(), two.subprotocol());
    assertArrayEquals(bytes(one.encode(said)), bytes(two.encode(said)));
  }

  private static byte[] bytes(Encoded encoded) {
    byte[] bytes = new byte[encoded.size()];
    encoded.copyTo(bytes, 0);
    return bytes;
  }
}
