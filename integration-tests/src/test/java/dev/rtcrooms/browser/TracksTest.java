package dev.rtcrooms.browser;

import static dev.rtcrooms.browser.Visitors.publish;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Other tracks are published in the place of the first ones, on the connections that there are. */
class TracksTest {

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension final RealRooms server = new RealRooms();

  private final Visitors visitors = new Visitors(browsers, server);
  private RoomPage ann;
  private RoomPage bob;

  @BeforeEach
  void annIsSeenAndHeard() {
    ann = visitors.enter("Ann");
    bob = visitors.enter("Bob");
    ann.run(
        "camera({ video: { width: 320, height: 240 }, audio: true }).then((s) => { stream = s; })");
    ann.act("sound = () => new MediaStream(stream.getAudioTracks())");
    ann.act("connection = () => [...room.peers.values()][0]");
    bob.act(
        "kinds = () => [...room.streams.values()].flat().flatMap((s) => s.getTracks()).map((t) => t.kind).sort().join()");
    publish(ann, "stream");
    bob.seesMedia(1);
    ann.act("first = connection()");
  }

  @Test
  void aCameraThatIsOffIsGoneAndComesBack() {
    bob.until("kinds() === 'audio,video'");
    for (RoomPage publisher : List.of(ann, bob)) {
      publish(ann, "sound()");
      bob.until("kinds() === 'audio'");
      publish(ann, "stream");
      bob.until("kinds() === 'audio,video'");
      bob.seesMedia(1);
      if (publisher == ann) {
        publish(bob); // and once more, while both send
        ann.seesMedia(1);
      }
    }
    assertThat(bob.events("stream")).hasSize(1);
    assertThat(bob.events("stream-end")).isEmpty();
    assertThat(ann.run("connection() === first")).isEqualTo(true);
  }

  @Test
  void aScreenTakesTheCamerasPlaceWithoutANegotiation() {
    ann.run("navigator.mediaDevices.getDisplayMedia().then((s) => { screen = s; })");
    ann.act("described = connection().localDescription.sdp");
    publish(ann, "new MediaStream([...stream.getAudioTracks(), ...screen.getVideoTracks()])");
    bob.until("document.querySelector('video').videoWidth > 320");
    bob.seesMedia(1);
    publish(ann, "stream");
    bob.until("document.querySelector('video').videoWidth <= 320");
    assertThat(ann.run("connection().localDescription.sdp === described")).isEqualTo(true);
    assertThat(ann.run("connection() === first")).isEqualTo(true);
  }
}
