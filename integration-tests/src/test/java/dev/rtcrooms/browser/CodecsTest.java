package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.signaling.Streams;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who offers no VP8 is seen through an SFU too. */
class CodecsTest {

  private static final String RECEIVED =
      """
      (async () => {
        const stats = [...(await room.peers.get('down').getStats()).values()];
        const video = stats.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'video');
        return stats.find(({ id }) => id === video.codecId).mimeType;
      })()
      """;

  @RegisterExtension static final SharedSfu sfu = new SharedSfu();

  @RegisterExtension static final Browsers browsers = new Browsers();

  @RegisterExtension
  final RealRooms server = new RealRooms(Streams.sfu(IceServers.none(), sfu.get()));

  private final Visitors visitors = new Visitors(browsers, server);

  @ParameterizedTest
  @ValueSource(strings = {"H264", "VP9", "AV1"})
  void aVideoOfAnotherCodecIsPlayed(String codec) {
    RoomPage ann = visitors.enter("Ann");
    RoomPage bob = visitors.enter("Bob");
    assumeTrue(OneCodec.offer(ann, codec));
    Visitors.publish(ann, "await camera({ video: { width: 320, height: 240 }, audio: true })");
    bob.seesMedia(1);
    assertThat(bob.run(RECEIVED)).isEqualTo("video/" + codec);
  }
}
