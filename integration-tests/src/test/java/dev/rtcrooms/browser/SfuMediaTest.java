package dev.rtcrooms.browser;

import static dev.rtcrooms.browser.Visitors.publish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.signaling.Streams;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people do with their cameras, in Chromium, while an SFU forwards them. */
class SfuMediaTest {

  private static final int ROUNDS = Integer.getInteger("rounds", 8);

  private static final String SDP = "room.peers.get('down').remoteDescription.sdp";

  /** The ICE user name of the page on the way that media takes now. */
  private static final String USED_UFRAG =
      """
      room.peers.get('%s').getStats().then((all) => {
        const { selectedCandidatePairId } = [...all.values()].find(({ type }) => type === 'transport');
        return all.get(all.get(selectedCandidatePairId)?.localCandidateId)?.usernameFragment ?? '';
      })""";

  @RegisterExtension static final SharedSfu sfu = new SharedSfu();

  @RegisterExtension static final Browsers browsers = new Browsers();

  @RegisterExtension
  final RealRooms server = new RealRooms(Streams.sfu(IceServers.none(), sfu.get()));

  private final Visitors visitors = new Visitors(browsers, server);
  private RoomPage ann;
  private RoomPage bob;

  @BeforeEach
  void annIsSeenByBob() {
    ann = visitors.enter("Ann");
    bob = visitors.enter("Bob");
    ann.run("camera({ video: true, audio: true }).then((s) => { all = s; })");
    publish(ann, "all");
    bob.seesMedia(1);
  }

  private void tracks(String kinds) {
    bob.until(
        "[...room.streams.values()].flat().flatMap((s) => s.getTracks()).map((t) =>"
            + " t.kind).sort().join() === '%s'".formatted(kinds));
  }

  @Test
  void aCameraIsTurnedOffAndOnAndTheSoundGoesOn() {
    publish(ann, "new MediaStream(all.getAudioTracks())");
    tracks("audio");
    publish(ann, "all");
    tracks("audio,video");
    bob.seesMedia(1);
    assertThat(bob.run(SDP + ".match(/^m=/gm).length")).isEqualTo(2);
  }

  @Test
  void aMicrophoneIsMutedAndACameraReplacedWithoutANegotiation() {
    String sent = "room.peers.get('up').localDescription.sdp";
    bob.act("before = " + SDP);
    ann.act("before = " + sent);
    ann.act("all.getAudioTracks()[0].enabled = false");
    ann.run("camera({ video: true }).then((s) => { other = s; })");
    publish(ann, "new MediaStream([...all.getAudioTracks(), ...other.getVideoTracks()])");
    ann.act("all.getVideoTracks()[0].stop()");
    bob.seesMedia(1);
    bob.until("room.speakers.speaking.length === 0");
    ann.act("all.getAudioTracks()[0].enabled = true");
    bob.until("room.speakers.speaking.length === 1");
    assertThat(bob.run("before === " + SDP)).isEqualTo(true);
    assertThat(ann.run("before === " + sent)).isEqualTo(true);
  }

  @Test
  void oneWhoLeavesComesBack() {
    bob.act("room.leave()");
    ann.until("room.members.size === 1");
    bob.act("room.connect()");
    bob.seesMedia(1);
    ann.act("room.leave()");
    bob.until("room.streams.size === 0");
    ann.act("room.connect()");
    ann.until("room.state === 'open'");
    publish(ann, "all");
    bob.seesMedia(1);
  }

  /** Two sets of sections take turns: one is used again once its end was answered. */
  @Test
  void sectionsAreUsedAgain() {
    String stream = "[...room.streams.values()].flat()[0]";
    for (int round = 0; round < ROUNDS; round++) {
      bob.act("before = " + stream + ".id");
      ann.begin("room.unpublish()");
      assertThat(ann.outcome()).containsKey("value");
      publish(ann, "all");
      bob.until(stream + " !== undefined && " + stream + ".id !== before");
      tracks("audio,video");
    }
    bob.seesMedia(1);
    assertThat((int) bob.run(SDP + ".match(/^m=/gm).length")).isLessThanOrEqualTo(4);
  }

  /** Media goes on on the way before until the one with new credentials was found. */
  @Test
  void iceRestartsAndThePictureGoesOn() {
    String ufrag = "room.peers.get('%s').remoteDescription.sdp.match(/ice-ufrag:(.*)/)[1]";
    for (String peer : new String[] {"up", "down"}) {
      RoomPage page = peer.equals("up") ? ann : bob;
      String used = USED_UFRAG.formatted(peer);
      Object before = page.run(used);
      assertThat(before).isNotEqualTo("");
      page.act("before = " + ufrag.formatted(peer));
      page.act("dispatchEvent(new Event('online'))");
      page.until("before !== " + ufrag.formatted(peer));
      page.page().waitForCondition(() -> !List.of("", before).contains(page.run(used)));
      bob.seesMedia(1);
    }
  }
}
