package dev.rtcrooms.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two who offer at the same moment: each has its offer made and set before any of them is sent. */
@Tag("one-jdk")
class GlareTest {

  private static final int ROUNDS = 100;
  private static final int FRAMES = 2;

  @RegisterExtension final PeerRoom room = new PeerRoom();

  private final CyclicBarrier bothHaveOffered = new CyclicBarrier(2);

  @Test
  void aHundredTimesBothAddATrackAndMediaFlowsBothWays() {
    PeerClient ann = room.enter("Ann");
    PeerClient bob = room.enter("Bob");
    ann.publish(peer -> {});
    bob.publish(peer -> {});
    // keeps the transport while no media is there
    ann.ask(bob, peer -> peer.open("keep")).send("hello");
    bob.from(ann).nextChannel().take(1);

    for (int round = 1; round <= ROUNDS; round++) {
      List.of(ann, bob).forEach(each -> each.beforeOffer(this::meet));
      ann.begin(bob, peer -> peer.add(room.camera().track()));
      bob.begin(ann, peer -> peer.add(room.camera().track()));
      ann.from(bob).nextScreen().awaitFrames(FRAMES);
      bob.from(ann).nextScreen().awaitFrames(FRAMES);
      awaitGlares(ann, bob, round);
      clear(ann, bob);
    }
  }

  /** Without a glare, so that the next round begins anew. */
  private void clear(PeerClient ann, PeerClient bob) {
    List.of(ann, bob).forEach(each -> each.beforeOffer(() -> {}));
    ann.with(bob, Peer::removeAll);
    bob.with(ann, Peer::removeAll);
    ann.begin(bob, Peer::stopAll);
    room.await(() -> ann.ask(bob, Peer::isIdle) && bob.ask(ann, Peer::isIdle));
  }

  @RepeatedTest(5)
  void theirFirstOffersMayMeet() {
    PeerClient ann = room.enter("Ann");
    PeerClient bob = room.enter("Bob");
    ann.publish(peer -> {});
    bob.publish(peer -> {});
    List.of(ann, bob).forEach(each -> each.beforeOffer(this::meet));
    ann.begin(bob, peer -> peer.add(room.camera().track()));
    bob.begin(ann, peer -> peer.add(room.camera().track()));
    ann.from(bob).nextScreen().awaitFrames(FRAMES);
    bob.from(ann).nextScreen().awaitFrames(FRAMES);
    awaitGlares(ann, bob, 1);
  }

  /** In each glare, either the polite offer is refused or the impolite peer passes it over. */
  private static int glares(PeerClient ann, PeerClient bob) {
    return ann.refusals().size()
        + bob.refusals().size()
        + ann.ask(bob, Peer::ignoredOffers)
        + bob.ask(ann, Peer::ignoredOffers);
  }

  private void awaitGlares(PeerClient ann, PeerClient bob, int count) {
    room.await(() -> assertThat(glares(ann, bob)).as("offers that met").isEqualTo(count));
  }

  private void meet() {
    try {
      bothHaveOffered.await(Loop.PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
