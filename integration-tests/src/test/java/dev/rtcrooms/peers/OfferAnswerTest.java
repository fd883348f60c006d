package dev.rtcrooms.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.machine.SharedRedis;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Publish;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sees whom, with libwebrtc on every side; with one server, and with two. */
@ParameterizedClass(name = "{0} nodes")
@ValueSource(ints = {1, 2})
class OfferAnswerTest {

  private static final int FRAMES = 5;

  @RegisterExtension static final SharedRedis redis = new SharedRedis();

  @RegisterExtension final PeerRoom room;

  OfferAnswerTest(int nodes) {
    room = new PeerRoom(nodes, redis);
  }

  @Test
  void whoComesFirstOffersAndThenTheOtherDoes() {
    PeerClient ann = room.enter("Ann");
    PeerClient bob = room.enter("Bob");
    film(ann);
    bob.from(ann).nextScreen().awaitFrames(FRAMES);
    awaitSignals("Ann", Offer.class, Candidate.class);
    awaitSignals("Bob", Answer.class, Candidate.class);
    assertThat(room.signals().of("Bob")).doesNotContain(Offer.class);

    film(bob);
    ann.from(bob).nextScreen().awaitFrames(FRAMES);
    assertThat(room.signals().of("Bob")).contains(Offer.class);
    assertThat(room.signals().of("Ann")).contains(Answer.class);
  }

  @Test
  void whoComesLateSeesAllAndIsSeenByAll() {
    List<PeerClient> early = List.of(room.enter("Ann"), room.enter("Bob"));
    early.forEach(this::film);
    early.get(0).from(early.get(1)).nextScreen().awaitFrames(FRAMES);
    PeerClient eve = room.enter("Eve");
    for (PeerClient each : early) {
      eve.from(each).nextScreen().awaitFrames(FRAMES);
    }
    film(eve);
    for (PeerClient each : early) {
      each.from(eve).nextScreen().awaitFrames(FRAMES);
    }
  }

  @Test
  void aWatcherReceivesAndSendsNothing() {
    PeerClient ann = room.enter("Ann");
    PeerClient bob = room.enter("Bob");
    List.of(ann, bob).forEach(this::film);
    PeerClient watcher = room.watch("Eve");
    watcher.from(ann).nextScreen().awaitFrames(FRAMES);
    watcher.from(bob).nextScreen().awaitFrames(FRAMES);
    assertThat(ann.from(watcher).showing()).isZero();
    awaitSignals("Eve", Answer.class, Candidate.class);
    assertThat(room.signals().of("Eve")).doesNotContain(Offer.class, Publish.class);
  }

  /** What leads to pictures may come from one of the two, and that of the other a little later. */
  @SafeVarargs
  private void awaitSignals(String name, Class<? extends Command>... types) {
    room.await(() -> assertThat(room.signals().of(name)).contains(types));
  }

  private void film(PeerClient client) {
    client.publish(peer -> peer.add(room.camera().track()));
  }
}
