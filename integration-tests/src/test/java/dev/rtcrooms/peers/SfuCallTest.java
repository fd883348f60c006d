package dev.rtcrooms.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.rtcrooms.browser.SharedSfu;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.signaling.Streams;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people do in a call, with libwebrtc, while an SFU forwards their media. */
@Tag("one-jdk")
class SfuCallTest {

  private static final String UP = "up";
  private static final String DOWN = "down";
  private static final int FRAMES = 5;

  @RegisterExtension static final SharedSfu sfu = new SharedSfu();

  @RegisterExtension final PeerRoom room = new PeerRoom(Streams.sfu(IceServers.none(), sfu.get()));

  private PeerClient ann;
  private PeerClient bob;

  @BeforeEach
  void twoEnter() {
    ann = room.enter("Ann");
    bob = room.enter("Bob");
  }

  private Screen nextScreen() {
    Screen screen = bob.from(DOWN).nextScreen();
    screen.awaitFrames(FRAMES);
    return screen;
  }

  /** A busy machine makes libwebrtc send fewer than the three layers. */
  @Test
  @EnabledIfSystemProperty(named = "pairs.seconds", matches = "[1-9]\\d*")
  void aReceiverGetsTheLayerThatItShows() {
    ann.publish(peer -> peer.addLayers(room.camera(960, 540).track()));
    Screen screen = bob.from(DOWN).nextScreen();
    screen.awaitHeight(271, 540);
    for (int height : new int[] {135, 270, 540}) {
      bob.with(DOWN, peer -> peer.show(height * 16 / 9, height));
      screen.awaitHeight(height / 2 + 1, height);
    }
  }

  @Test
  void aScreenIsSeenBesideTheCamera() {
    ann.publish(peer -> peer.add(room.camera().track()));
    Screen camera = nextScreen();
    Sender sender = ann.ask(UP, peer -> peer.addScreen(room.camera(128, 96).track()));
    Screen screen = nextScreen();
    screen.awaitHeight(49, 96);
    camera.awaitHeight(1, 48);
    assertThat(Slides.of(bob.ask(DOWN, Peer::offered)))
        .containsExactly(ann.id() + "." + Slides.STREAM);
    ann.with(UP, peer -> peer.remove(sender));
    room.await(() -> bob.from(DOWN).showing() == 1);
    camera.awaitFrames(FRAMES);
  }

  @Test
  void aCameraIsTurnedOffAndOnAndTheSoundGoesOn() {
    ann.publish(peer -> peer.add(room.sound()));
    for (int time = 0; time < 2; time++) {
      Sender camera = ann.ask(UP, peer -> peer.add(room.camera().track()));
      nextScreen();
      ann.with(UP, peer -> peer.remove(camera));
      room.await(() -> bob.from(DOWN).showing() == 0);
      room.awaitSound(bob, DOWN);
    }
  }

  @Test
  void aMicrophoneIsMutedWithoutANegotiation() {
    PeerClient eve = room.enterToSpeak("Eve");
    AudioTrack tone = room.microphone().track();
    eve.publish(peer -> peer.add(tone));
    String id = eve.id();
    room.await(() -> bob.speaking().equals(List.of(id)));
    tone.setEnabled(false);
    room.await(() -> bob.speaking().isEmpty());
    tone.setEnabled(true);
    room.await(() -> bob.speaking().equals(List.of(id)));
    room.awaitSound(bob, DOWN);
    assertThat(room.signals().of("Eve")).containsOnlyOnce(Offer.class);
    assertThat(room.signals().of("Bob")).containsOnlyOnce(Answer.class);
  }

  @Test
  void whoLeavesComesBack() {
    ann.publish(peer -> peer.add(room.camera().track()));
    nextScreen();
    bob.close();
    bob = room.enter("Bob");
    nextScreen();
    ann.close();
    room.await(() -> bob.from(DOWN).showing() == 0);
    ann = room.enter("Ann");
    ann.publish(peer -> peer.add(room.camera().track()));
    nextScreen();
  }

  @Test
  void iceRestartsAndThePictureGoesOn() {
    ann.publish(peer -> peer.add(room.camera().track()));
    Screen screen = nextScreen();
    room.restart(ann, UP, Peer::restartIce);
    screen.awaitFrames(FRAMES);
    room.restart(bob, DOWN, Peer::askForRestart);
    screen.awaitFrames(FRAMES);
  }
}
