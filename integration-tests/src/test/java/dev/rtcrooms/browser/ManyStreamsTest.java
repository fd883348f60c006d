package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.client.RoomClient;
import dev.rtcrooms.client.RoomClientBuilder;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.sfu.SfuLimits;
import dev.rtcrooms.signaling.Streams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** As many publish as may, and each of them a camera and a screen, with sound. */
class ManyStreamsTest {

  private static final int PUBLISHERS = SfuLimits.DEFAULT.publishers();

  private static final String SESSION =
      """
      v=0
      o=- 1 2 IN IP4 127.0.0.1
      s=-
      t=0 0
      a=group:BUNDLE 0 1 2 3
      a=ice-ufrag:pub1
      a=ice-pwd:qVb0Zk7TtJ3yWm9RcLd5XsHu
      a=setup:actpass
      a=fingerprint:sha-256 19:E2:1C:3B:4B:9F:81:E6:B8:5C:F4:A5:A8:D8:73:04:BB:05:2F:70:9F:04:A9:0E:05:E9:26:33:E8:70:88:A2
      """;

  private static final String AUDIO =
      """
      m=audio 9 UDP/TLS/RTP/SAVPF 111
      c=IN IP4 0.0.0.0
      a=mid:%d
      a=sendonly
      a=rtcp-mux
      a=rtpmap:111 opus/48000/2
      a=fmtp:111 minptime=10;useinbandfec=1
      a=msid:%s sound
      """;

  private static final String VIDEO =
      """
      m=video 9 UDP/TLS/RTP/SAVPF 96 97
      c=IN IP4 0.0.0.0
      a=mid:%d
      a=sendonly
      a=rtcp-mux
      a=rtpmap:96 VP8/90000
      a=rtpmap:97 rtx/90000
      a=fmtp:97 apt=96
      a=msid:%s picture
      """;

  private static final String SLIDES = "a=content:slides\n";

  /** How often an answer names its user, if the longest message has twice its length or less. */
  private static final String SHORTENED =
      """
      import('/rtc-rooms/long-answer.js').then(({ shortened }) => {
        const section = (mid) => `m=audio 9 X 0\\r\\na=mid:${mid}\\r\\na=ice-ufrag:user\\r\\n`;
        const answer = 'v=0\\r\\na=group:BUNDLE 0 1\\r\\n' + section(0) + section(1);
        return shortened(answer, 2 * answer.length + 1 - %d).split('ufrag').length - 1;
      })""";

  @RegisterExtension static final SharedSfu sfu = new SharedSfu();

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension static final Firefox firefox = new Firefox();

  @RegisterExtension
  final RealRooms server = new RealRooms(Streams.sfu(IceServers.none(), sfu.get()));

  private final Visitors visitors = new Visitors(browsers, server);
  private final List<RoomClient> publishers = new ArrayList<>();

  /** A client that publishes, and that never sends media. */
  private final class Publisher {

    private final RoomClient client;

    Publisher(int number) {
      RoomClientBuilder settings =
          RoomClient.builder(server.roomSocket()).name("Publisher " + number);
      client = settings.on(Connect.class, this::answer).build();
      client.connect().thenCompose(hello -> client.send(new Publish())).join();
    }

    private void answer(Connect connect, long number) {
      if (connect.peer().equals("up")) {
        client.send(new Offer("up", connect.negotiation(), offer()));
      }
    }
  }

  private static String offer() {
    String camera = "d4f7c2a0-6c1f-4c0e-9a51-0d1b7f3e8a24";
    String screen = "0b9e5c52-97a3-4d4e-8f0e-5a6c3f1f7d11";
    String sections =
        AUDIO.formatted(0, camera)
            + VIDEO.formatted(1, camera)
            + AUDIO.formatted(2, screen)
            + SLIDES
            + VIDEO.formatted(3, screen)
            + SLIDES;
    return (SESSION + sections).replace("\n", "\r\n");
  }

  @BeforeEach
  void publish() {
    for (int i = 0; i < PUBLISHERS; i++) {
      publishers.add(new Publisher(i).client);
    }
  }

  @AfterEach
  void leave() {
    publishers.forEach(RoomClient::close);
    firefox.closeTabs();
  }

  /** The answer has come, and the connection with it. */
  private void untilTheSfuSendsAll() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                sfu.get().stats(server.room()).stream()
                    .anyMatch(peer -> peer.tracks().size() == 4 * PUBLISHERS));
  }

  @Test
  void chromiumTakesAllOfThem() {
    RoomPage page = visitors.enter("Ann");
    page.until("[...room.streams.values()].flat().length === " + 2 * PUBLISHERS);
    untilTheSfuSendsAll();
    assertThat(page.events("refusal")).isEmpty();
  }

  @Test
  void anAnswerThatFillsHalfOfTheLongestMessageIsShortened() {
    RoomPage page = visitors.enter("Ann");
    assertThat(page.run(SHORTENED.formatted(0))).isEqualTo(2);
    assertThat(page.run(SHORTENED.formatted(1))).isEqualTo(1);
  }

  @Test
  void firefoxTakesAllOfThem() {
    FirefoxPage page = firefox.open(server.site().page()).enter(server.roomAddress(), "Ann");
    page.until("[...room.streams.values()].flat().length === " + 2 * PUBLISHERS);
    untilTheSfuSendsAll();
    assertThat(page.run("heard('refusal')").getAsInt()).isZero();
  }
}
