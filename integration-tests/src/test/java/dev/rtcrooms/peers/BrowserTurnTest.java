package dev.rtcrooms.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.browser.Browsers;
import dev.rtcrooms.browser.Engine;
import dev.rtcrooms.browser.RealRooms;
import dev.rtcrooms.browser.RoomPage;
import dev.rtcrooms.browser.SharedSfu;
import dev.rtcrooms.browser.Visitors;
import dev.rtcrooms.ice.CandidateType;
import dev.rtcrooms.ice.IceCandidate;
import dev.rtcrooms.signaling.Streams;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Browsers that reach the SFU's port through a TURN server alone. Runs only with {@code
 * -Dpairs.seconds=30}; {@code SfuTurnTest} does it with libwebrtc in each build.
 */
@Tag("one-jdk")
@EnabledIfSystemProperty(named = "pairs.seconds", matches = "[1-9]\\d*")
class BrowserTurnTest {

  private static final int PATIENCE_MS = 60_000;
  private static final String CAMERA =
      "await camera({ video: { width: 160, height: 120, frameRate: 15 }, audio: true })";

  /** The kinds of the candidates of this side that connections use, each of which has one pair. */
  private static final String USED =
      """
      Promise.all([...room.peers.values()].map(async (pc) => {
        const stats = await pc.getStats();
        const pair = [...stats.values()].find((s) => s.type === 'candidate-pair' && s.nominated);
        return stats.get(pair?.localCandidateId)?.candidateType;
      })).then((kinds) => kinds.join())""";

  @RegisterExtension static final SharedSfu sfu = new SharedSfu();

  @RegisterExtension static final Coturn turn = new Coturn();

  @RegisterExtension static final Browsers chromium = new Browsers();
  @RegisterExtension static final Browsers firefox = new Browsers(Engine.FIREFOX);

  @RegisterExtension
  final RealRooms server =
      new RealRooms(Streams.sfu((user, at) -> turn.servers().serversFor(user, at), sfu.get()));

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCallThroughTheRelayCarriesMediaBothWays(boolean inFirefox) {
    Browsers browsers = inFirefox ? firefox : chromium;
    RoomPage ann = enter(browsers, "Ann");
    RoomPage bob = enter(browsers, "Bob");
    Visitors.publish(ann, CAMERA);
    bob.seesMedia(1);
    bob.hears();
    Visitors.publish(bob, CAMERA);
    ann.seesMedia(1);
    ann.hears();
    assertThat(ann.run(USED)).isEqualTo("relay,relay");
    assertThat(bob.run(USED)).isEqualTo("relay,relay");
    assertThat(server.signals().candidates())
        .isNotEmpty()
        .extracting(IceCandidate::type)
        .allMatch(type -> type.orElseThrow() == CandidateType.RELAY);
  }

  private RoomPage enter(Browsers browsers, String name) {
    RoomPage page =
        new Visitors(browsers, server)
            .enter(name, Map.of("rtcConfiguration", Map.of("iceTransportPolicy", "relay")));
    page.page().setDefaultTimeout(PATIENCE_MS);
    return page;
  }
}
