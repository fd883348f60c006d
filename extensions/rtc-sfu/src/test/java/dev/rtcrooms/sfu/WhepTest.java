package dev.rtcrooms.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.http.RoomResponse;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.sdp.SessionDescription;
import dev.rtcrooms.sfu.net.MediaClient;
import dev.rtcrooms.sfu.rtp.RtpPacket;
import dev.rtcrooms.sfu.stats.TrackStats;
import dev.rtcrooms.sfu.stun.IceCredentials;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.testkit.TestRooms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Players that receive over HTTP (draft-ietf-wish-whep). */
class WhepTest {

  private static final byte[] KEYFRAME = {0x10, 0, 1, 2};
  private static final String PUBLISHERS = "/whip/" + TestRooms.id("lobby");

  private final LoopbackSfu loopback = new LoopbackSfu();
  private final Sfu sfu = loopback.sfu();
  private WhipRoutes whip;
  private HttpClients http;
  private String players;
  private int sent = 20_000;

  @RegisterExtension
  private final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the test's own")
              .feature(Streams.sfu(IceServers.none(), sfu)));

  @BeforeEach
  void route() {
    whip = WhipRoutes.of(rooms.rooms(), sfu).withWhep();
    http = new HttpClients(rooms, RoomRoutes.of(rooms.rooms(), options -> options.add(whip)));
    players = "/whep/" + rooms.room("lobby").streamId();
  }

  @AfterEach
  void close() {
    loopback.close();
  }

  private RoomResponse publish(MediaClient socket, int ssrc) throws IOException {
    RoomResponse created =
        http.post(PUBLISHERS, BrowserSdp.offer("obs1", socket.fingerprint(), ssrc));
    assertThat(created.status()).isEqualTo(201);
    connect(socket, created);
    return created;
  }

  private static void connect(MediaClient socket, RoomResponse created) throws IOException {
    socket.check(BrowserSdp.credentials(HttpClients.body(created)));
    socket.secure();
  }

  /** An offer to receive, with payload types of the player's own. */
  private static String offer(MediaClient socket) {
    return BrowserSdp.offer("play", socket.fingerprint(), 7)
        .replace("a=sendonly", "a=recvonly")
        .replace("96 97 102", "120 121")
        .replace(":96 ", ":120 ")
        .replace(":97 ", ":121 ")
        .replace("apt=96", "apt=120")
        .replaceAll("a=rtpmap:102.*\r\n", "")
        .replaceAll("a=(ssrc|ssrc-group|msid):.*\r\n", "");
  }

  /** Sends keyframes until one of them arrives. */
  private RtpPacket flow(MediaClient publisher, int ssrc, MediaClient player) throws IOException {
    for (int i = 0; i < 1000; i++) {
      ByteBuffer packet = ByteBuffer.allocate(12 + KEYFRAME.length);
      packet.put((byte) 0x80).put((byte) 96).putShort((short) ++sent).putInt(3000 * sent);
      packet.putInt(ssrc).put(KEYFRAME);
      publisher.sendRtp(packet.array(), 12, sent);
      byte[] bytes = player.receiveMedia(50);
      RtpPacket read = new RtpPacket();
      if (bytes != null && (bytes[1] & 0x7F) == 120 && read.read(bytes, 0, bytes.length)) {
        return read;
      }
    }
    throw new AssertionError("No media comes");
  }

  @Test
  void aPlayerGetsWhatIsPublishedInItsOwnNumbers() throws Exception {
    MediaClient up = loopback.socket();
    publish(up, 1000);
    MediaClient down = loopback.socket();
    RoomResponse playing = http.post(players, offer(down));

    assertThat(playing.status()).isEqualTo(201);
    assertThat(HttpClients.location(playing)).startsWith("http://rooms.example" + players + "/");
    assertThat(playing.headers() + HttpClients.body(playing))
        .doesNotContain(TestRooms.id("lobby").toString());
    SessionDescription answer = BrowserSdp.parse(HttpClients.body(playing));
    assertThat(answer.media()).hasSize(2).allMatch(section -> section.sends());
    assertThat(answer.media().get(1).formats()).containsExactly("120", "121");
    connect(down, playing);
    RtpPacket packet = flow(up, 1000, down);
    assertThat(answer.media().get(1).rtp().sources())
        .anyMatch(source -> (int) source.ssrc() == packet.ssrc());
  }

  @Test
  void aPlayerIsMeasuredAsReceiversAre() throws Exception {
    MediaClient up = loopback.socket();
    publish(up, 1000);
    MediaClient down = loopback.socket();
    connect(down, http.post(players, offer(down)));
    flow(up, 1000, down);
    http.await(() -> measured().mapToLong(TrackStats::packets).sum() > 0);
    assertThat(measured()).hasSize(2).extracting(TrackStats::video).containsOnlyOnce(true);
  }

  /** The tracks that are sent to the player. */
  private Stream<TrackStats> measured() {
    return sfu.stats(rooms.room("lobby")).stream()
        .filter(peer -> !peer.publishes())
        .flatMap(peer -> peer.tracks().stream());
  }

  @Test
  void theNextPublisherTakesTheSectionsOver() throws Exception {
    MediaClient up = loopback.socket();
    RoomResponse first = publish(up, 1000);
    MediaClient down = loopback.socket();
    connect(down, http.post(players, offer(down)));
    RtpPacket before = flow(up, 1000, down);
    int number = before.sequence();
    http.ask("DELETE", HttpClients.location(first));
    MediaClient next = loopback.socket();
    publish(next, 2000);
    RtpPacket after = flow(next, 2000, down);
    assertThat(after.ssrc()).isEqualTo(before.ssrc());
    assertThat(after.sequence()).isGreaterThan(number);
  }

  @Test
  void aPlayerLeavesRestartsAndIsMissed() throws Exception {
    publish(loopback.socket(), 1000);
    MediaClient down = loopback.socket();
    RoomResponse playing = http.post(players, offer(down));
    connect(down, playing);
    String session = HttpClients.location(playing);
    RoomResponse restarted =
        http.patch(session, "*", "a=ice-ufrag:play2\r\na=ice-pwd:vw5LmwG4y/e6dPP/zAP9Gp5k\r\n");
    assertThat(restarted.status()).isEqualTo(200);
    List<String> lines = HttpClients.body(restarted).lines().toList();
    down.check(new IceCredentials(value(lines, "a=ice-ufrag:"), value(lines, "a=ice-pwd:")));
    assertThat(sfu.stats().receivers()).isEqualTo(1);
    assertThat(http.ask("DELETE", session).status()).isEqualTo(200);
    http.await(() -> sfu.stats().receivers() == 0);
    assertThat(http.ask("DELETE", session).status()).isEqualTo(404);

    publish(loopback.socket(), 3000);
    MediaClient other = loopback.socket();
    RoomResponse again = http.post(players, offer(other));
    connect(other, again);
    other.sayGoodbye();
    http.await(() -> http.ask("GET", HttpClients.location(again)).status() == 404);
    http.await(() -> sfu.stats().receivers() == 0);
  }

  private static String value(List<String> lines, String start) {
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .orElseThrow()
        .substring(start.length());
  }

  @Test
  void offersWithoutAnythingToPlayAreRefused() throws Exception {
    RoomResponse none = http.post(players, offer(loopback.socket()));
    assertThat(none.status()).isEqualTo(409);
    assertThat(none.headers()).containsKey("Retry-After");
    assertThat(whip.sessions()).isZero();
    publish(loopback.socket(), 1000);
    assertThat(
            http.post(players, offer(loopback.socket()).replace("a=recvonly", "a=sendonly"))
                .status())
        .isEqualTo(422);
    String unnamed = offer(loopback.socket()).replaceAll("a=mid:.*\r\n|a=group:.*\r\n", "");
    assertThat(http.post(players, unnamed).status()).isEqualTo(422);
    assertThat(http.post("/whep/nonsense", offer(loopback.socket())).status()).isEqualTo(404);
    RoomResponse head = http.ask("HEAD", players);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.headers()).containsEntry("Content-Type", "application/sdp");
    assertThat(http.post(players, offer(loopback.socket())).status()).isEqualTo(201);
  }
}
