package dev.rtcrooms.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.Room;
import dev.rtcrooms.User;
import dev.rtcrooms.http.RoomResponse;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Published;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Unpublished;
import dev.rtcrooms.sdp.MediaSection;
import dev.rtcrooms.sdp.SessionDescription;
import dev.rtcrooms.sfu.net.MediaClient;
import dev.rtcrooms.sfu.rtp.RtpPacket;
import dev.rtcrooms.sfu.stun.IceCredentials;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Handshake;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Encoders that publish over HTTP (RFC 9725). */
class WhipTest {

  private static final int SSRC = 1000;
  private static final int FRAME = 3000;
  private static final byte[] KEYFRAME = {0x10, 0, 1, 2};
  private static final byte[] INTERFRAME = {0x10, 1, 3, 4};
  private static final String LOBBY = "/whip/" + TestRooms.id("lobby");

  private final Sfu sfu = start();
  private final List<MediaClient> sockets = new ArrayList<>();
  private WhipRoutes whip;
  private HttpClients http;
  private int sent = 20_000;
  private boolean revoking;

  @RegisterExtension
  private final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the test's own")
              .authenticator(WhipTest::login)
              .feature(room -> new Revoking())
              .feature(Streams.sfu(IceServers.none(), sfu)));

  /** Takes the grant of publishers away while they offer, if the test wants that. */
  private final class Revoking implements Feature {
    @Override
    public Result handle(Client client, Command command) {
      if (revoking && command instanceof Offer) {
        client.renew(Grants.of(Grants.JOIN));
      }
      return Result.UNHANDLED;
    }
  }

  /** By a token; browsers of these tests have a principal. */
  private static User login(Handshake handshake) {
    if (handshake.principal() != null) {
      return User.of(handshake.principal().getName(), handshake.principal().getName());
    }
    return handshake
        .bearer()
        .filter("secret-token"::equals)
        .map(token -> User.of("obs", handshake.name().orElse("Studio")))
        .orElseThrow(() -> new RefusalException(Refusal.UNAUTHENTICATED, "Log in first"));
  }

  private static Sfu start() {
    try {
      return Sfu.builder()
          .announce(InetAddress.getLoopbackAddress())
          .limits(
              SfuLimits.builder().httpSessions(2).groupBytes(1 << 20).groupMillis(600_000).build())
          .build();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void route() {
    whip = WhipRoutes.of(rooms.rooms(), sfu);
    http =
        new HttpClients(rooms, RoomRoutes.of(rooms.rooms(), options -> options.add(whip)))
            .with("Authorization", "Bearer secret-token");
  }

  @AfterEach
  void close() {
    sockets.forEach(MediaClient::close);
    sfu.close();
  }

  private MediaClient socket() throws IOException {
    MediaClient socket = new MediaClient(sfu.ports().get(0));
    sockets.add(socket);
    return socket;
  }

  private RoomResponse publish(MediaClient socket) {
    return http.post(LOBBY, BrowserSdp.offer("obs1", socket.fingerprint(), SSRC));
  }

  private static IceCredentials credentials(RoomResponse response) {
    return BrowserSdp.credentials(HttpClients.body(response));
  }

  private List<String> members() {
    return rooms.call(
        "lobby",
        (Room room) -> room.hub().clients().stream().map(each -> each.user().name()).toList());
  }

  private static byte[] video(int sequence, byte[] payload) {
    byte[] packet = new byte[20 + payload.length];
    packet[0] = (byte) 0x90;
    packet[1] = 96;
    packet[2] = (byte) (sequence >> 8);
    packet[3] = (byte) sequence;
    ByteBuffer.wrap(packet).putInt(4, FRAME * sequence);
    packet[10] = (byte) (SSRC >> 8);
    packet[11] = (byte) SSRC;
    packet[12] = (byte) 0xBE;
    packet[13] = (byte) 0xDE;
    packet[15] = 1;
    System.arraycopy(payload, 0, packet, 20, payload.length);
    return packet;
  }

  /** Sends keyframes until media arrives. */
  private byte[] flow(MediaClient publisher, MediaClient receiver) throws IOException {
    for (int i = 0; i < 1000; i++) {
      sent++;
      publisher.sendRtp(video(sent, KEYFRAME), 20, sent);
      byte[] packet = receiver.receiveMedia(50);
      if (packet != null && (packet[1] & 0x7F) == 96) {
        return packet;
      }
    }
    throw new AssertionError("No media comes");
  }

  private MediaClient subscribe(TestClient client) throws IOException {
    MediaClient socket = socket();
    rooms.advance(Duration.ofMillis(100));
    Offer offer = client.next(Offer.class);
    String answer = BrowserSdp.answer(offer.sdp(), "bob1", socket.fingerprint());
    client.ask(new Answer("down", offer.negotiation(), answer));
    socket.check(BrowserSdp.credentials(offer.sdp()));
    return socket.secure();
  }

  @Test
  void aPublisherIsAClientWhoseMediaOthersGet() throws Exception {
    TestClient bob = rooms.watch("lobby", "bob");
    MediaClient socket = socket();
    RoomResponse created =
        http.post(LOBBY + "?name=Camera%201", BrowserSdp.offer("obs1", socket.fingerprint(), SSRC));

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.headers()).containsEntry("Content-Type", "application/sdp");
    assertThat(HttpClients.location(created))
        .startsWith("http://rooms.example" + LOBBY + "/")
        .doesNotContain("?");
    assertThat(HttpClients.tag(created)).matches("\"[A-Za-z0-9+/]+\"");
    SessionDescription answer = BrowserSdp.parse(HttpClients.body(created));
    assertThat(answer.iceLite()).isTrue();
    assertThat(answer.media()).hasSize(2).allMatch(section -> section.direction().receives());
    assertThat(answer.transportOf(answer.media().get(0)).candidates()).isNotEmpty();
    assertThat(answer.transportOf(answer.media().get(0)).endOfCandidates()).isTrue();

    assertThat(members()).containsExactlyInAnyOrder("bob", "Camera 1");
    assertThat(bob.next(Published.class).member().user().name()).isEqualTo("Camera 1");
    socket.check(credentials(created));
    socket.secure();
    flow(socket, subscribe(bob));
    assertThat(sfu.stats().receivers()).as("a publisher over HTTP receives nothing").isEqualTo(1);
  }

  @Test
  void deleteEndsTheSessionWhateverTheTag() throws Exception {
    TestClient bob = rooms.watch("lobby", "bob");
    RoomResponse created = publish(socket());
    String session = HttpClients.location(created);
    assertThat(http.with("If-Match", "\"stale\"").ask("DELETE", session).status()).isEqualTo(200);
    rooms.settle();
    assertThat(members()).containsExactly("bob");
    assertThat(bob.next(Unpublished.class).member().user().name()).isEqualTo("Studio");
    assertThat(http.ask("DELETE", session).status()).isEqualTo(404);
    assertThat(http.patch(session, "*", "").status()).isEqualTo(404);
    assertThat(sfu.stats().publishers()).isZero();
    assertThat(whip.sessions()).isZero();
  }

  @Test
  void candidatesAreTakenOnlyForThePresentIceSession() throws Exception {
    RoomResponse created = publish(socket());
    String session = HttpClients.location(created);
    String fragment =
        "a=ice-ufrag:obs1\r\na=ice-pwd:qVb0Zk7TtJ3yWm9RcLd5XsHu\r\n"
            + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n"
            + "a=candidate:1 1 udp 2122260223 192.0.2.1 61764 typ host\r\na=end-of-candidates\r\n";
    RoomResponse taken = http.patch(session, HttpClients.tag(created), fragment);
    assertThat(taken.status()).isEqualTo(204);
    assertThat(taken.headers()).doesNotContainKey("ETag");
    assertThat(http.of(HttpClients.FRAGMENT).ask("PATCH", session, fragment).status())
        .isEqualTo(428);
    assertThat(http.patch(session, "\"other\"", fragment).status()).isEqualTo(412);
    assertThat(
            http.of("text/plain")
                .with("If-Match", HttpClients.tag(created))
                .ask("PATCH", session, fragment)
                .status())
        .isEqualTo(415);
    assertThat(http.patch(session, "*", "what is this").status()).isEqualTo(400);
    assertThat(http.patch(session, "*", "a=ice-ufrag:x\r\n").status()).isEqualTo(400);
    assertThat(http.patch(session, "*", "a=ice-ufrag:another\r\n").status()).isEqualTo(400);
  }

  @Test
  void iceRestartsByNewCredentials() throws Exception {
    TestClient bob = rooms.watch("lobby", "bob");
    MediaClient socket = socket();
    RoomResponse created = publish(socket);
    socket.check(credentials(created));
    socket.secure();
    MediaClient down = subscribe(bob);
    flow(socket, down);
    String fragment =
        "a=ice-ufrag:obs2\r\na=ice-pwd:vw5LmwG4y/e6dPP/zAP9Gp5k\r\n"
            + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n";
    String session = HttpClients.location(created);

    RoomResponse restarted = http.patch(session, "*", fragment);
    assertThat(restarted.status()).isEqualTo(200);
    assertThat(restarted.headers()).containsEntry("Content-Type", HttpClients.FRAGMENT);
    assertThat(HttpClients.tag(restarted)).isNotEqualTo(HttpClients.tag(created));
    String body = HttpClients.body(restarted);
    assertThat(body).contains("a=ice-lite\r\n", "a=candidate:", "m=audio 9 ", "a=mid:0\r\n");
    IceCredentials fresh = new IceCredentials(line(body, "a=ice-ufrag:"), line(body, "a=ice-pwd:"));
    assertThat(fresh).isNotEqualTo(credentials(created));
    socket.check(fresh);
    flow(socket, down);

    RoomResponse repeated = http.patch(session, "*", fragment);
    assertThat(repeated.status()).isEqualTo(200);
    assertThat(HttpClients.body(repeated)).isEqualTo(body);
    assertThat(HttpClients.tag(repeated)).isEqualTo(HttpClients.tag(restarted));
    assertThat(http.patch(session, "*", "a=end-of-candidates\r\n").status()).isEqualTo(204);
    assertThat(http.patch(session, HttpClients.tag(created), fragment).status()).isEqualTo(412);
    assertThat(http.patch(session, HttpClients.tag(restarted), fragment).status()).isEqualTo(204);
    assertThat(http.patch(session, "\"*\"", fragment.replace("obs2", "obs3")).status())
        .isEqualTo(200);
  }

  private static String line(String text, String start) {
    return text.lines()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .orElseThrow()
        .substring(start.length());
  }

  @Test
  void otherMethodsAnswerByTheBook() throws Exception {
    String session = HttpClients.location(publish(socket()));
    RoomResponse options = http.ask("OPTIONS", LOBBY);
    assertThat(options.status()).isEqualTo(200);
    assertThat(options.headers())
        .containsEntry("Accept-Post", "application/sdp")
        .containsEntry("Allow", "GET, HEAD, POST, OPTIONS");
    assertThat(http.ask("OPTIONS", session).headers())
        .containsEntry("Accept-Patch", HttpClients.FRAGMENT);
    for (String address : List.of(LOBBY, session)) {
      assertThat(http.ask("GET", address).status()).isEqualTo(204);
      assertThat(http.ask("HEAD", address).status()).isEqualTo(204);
      assertThat(http.ask("PUT", address).status()).isEqualTo(405);
    }
    assertThat(http.ask("GET", LOBBY + "/unknown").status()).isEqualTo(404);
    assertThat(http.ask("GET", "/whip/").status()).isEqualTo(404);
    assertThat(http.ask("GET", LOBBY + "/a/b").status()).isEqualTo(404);
    assertThat(http.ask("GET", "/whep/any").status())
        .as("players must be asked for")
        .isEqualTo(404);
  }

  @Test
  void offersThatCannotBeAcceptedSayWhy() throws Exception {
    MediaClient socket = socket();
    String offer = BrowserSdp.offer("obs1", socket.fingerprint(), SSRC);
    assertThat(http.of("text/plain").ask("POST", LOBBY, offer).status()).isEqualTo(415);
    assertProblem(http.post(LOBBY, ""), 400, "bad-sdp");
    assertProblem(http.post(LOBBY, "v=0\r\nhello"), 400, "bad-sdp");
    assertProblem(http.post(LOBBY, offer.replace("a=ice-ufrag:obs1\r\n", "")), 400, "bad-sdp");
    assertProblem(
        http.post(LOBBY, offer.replace("a=setup:actpass", "a=setup:passive")),
        422,
        "not-acceptable");
    for (String direction : List.of("recvonly", "inactive")) {
      assertProblem(
          http.post(LOBBY, offer.replace("a=sendonly", "a=" + direction)), 422, "not-acceptable");
    }
    assertProblem(
        http.post(LOBBY, offer.replace("opus/48000/2", "PCMA/8000")), 422, "not-acceptable");
    assertProblem(
        http.post(LOBBY, offer.replace("a=group:BUNDLE 0 1", "a=group:BUNDLE 0")),
        422,
        "not-acceptable");
    RoomResponse large = http.post(LOBBY, "v=0\r\n".repeat(100_000));
    assertThat(large.status()).isEqualTo(413);
    assertThat(whip.sessions()).isZero();
    assertThat(members()).isEmpty();
  }

  private static void assertProblem(RoomResponse response, int status, String code) {
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.headers()).containsEntry("Content-Type", "application/problem+json");
    assertThat(HttpClients.body(response)).contains("\"code\":\"" + code + "\"");
  }

  @Test
  void onlyWhoMayEnterAndPublishDoesSo() throws Exception {
    String offer = BrowserSdp.offer("obs1", socket().fingerprint(), SSRC);
    RoomResponse unknown = http.with("Authorization", "Bearer other").post(LOBBY, offer);
    assertProblem(unknown, 401, "unauthenticated");
    assertThat(unknown.headers()).containsEntry("WWW-Authenticate", "Bearer");
    assertProblem(http.post("/whip/nonsense", offer), 404, "no-such-room");
    publish(socket());
    publish(socket());
    RoomResponse tooMany = publish(socket());
    assertProblem(tooMany, 503, "too-many-sessions");
    assertThat(tooMany.headers()).containsKey("Retry-After");
  }

  @Test
  void whoLosesTheGrantBeforeTheAnswerIsForbidden() throws Exception {
    revoking = true;
    assertProblem(publish(socket()), 403, "not-allowed");
    assertThat(whip.sessions()).isZero();
    assertThat(members()).isEmpty();
  }

  @Test
  void aSessionEndsWithItsGrantOrItsClient() throws Exception {
    String session = HttpClients.location(publish(socket()));
    rooms.execute(
        "lobby", room -> room.hub().clients().forEach(each -> each.renew(Grants.of(Grants.JOIN))));
    http.await(() -> whip.sessions() == 0);
    assertThat(http.ask("GET", session).status()).isEqualTo(404);
    assertThat(members()).isEmpty();

    publish(socket());
    assertThat(members()).containsExactly("Studio");
    rooms.execute("lobby", room -> room.disconnect("obs", CloseReason.REMOVED));
    http.await(() -> whip.sessions() == 0);
    publish(socket());
    rooms.rooms().close();
    http.await(() -> whip.sessions() == 0);
    assertProblem(publish(socket()), 503, "shutting-down");
  }

  @Test
  void aSessionEndsWithItsConnection() throws Exception {
    MediaClient socket = socket();
    RoomResponse created = publish(socket);
    socket.check(credentials(created));
    socket.secure();
    assertThat(members()).containsExactly("Studio");
    socket.sayGoodbye();
    http.await(() -> whip.sessions() == 0);
    http.await(() -> sfu.stats().publishers() == 0);
    assertThat(members()).isEmpty();
  }

  @Test
  void aClientIsTheRoomsOwn() throws Exception {
    publish(socket());
    List<Client> clients = rooms.call("lobby", room -> List.copyOf(room.hub().clients()));
    assertThat(clients).hasSize(1);
    assertThat(clients.get(0).user().id()).isEqualTo("obs");
    assertThat(clients.get(0).grants().allows(Grants.SUBSCRIBE)).isFalse();
    assertThat(clients.get(0).grants().allows(Grants.PUBLISH)).isTrue();
  }

  /** The sections of an answer that are accepted, by their codecs. */
  private static List<String> codecs(RoomResponse response) {
    List<String> codecs = new ArrayList<>();
    for (MediaSection section : BrowserSdp.parse(HttpClients.body(response)).media()) {
      codecs.add(section.rtp().maps().get(0).encoding());
    }
    return codecs;
  }

  @Test
  void ffmpegPublishesPictureAloneThoughItsBundleNamesSound() throws Exception {
    MediaClient socket = socket();
    RoomResponse created = http.post(LOBBY, EncoderSdp.ffmpeg(socket.fingerprint()));
    assertThat(created.status()).isEqualTo(201);
    assertThat(codecs(created)).containsExactly("H264");
    assertThat(HttpClients.body(created)).contains("a=group:BUNDLE 1\r\n");
    socket.check(credentials(created));
    socket.secure();
  }

  @Test
  void whoDoesNotPlayTheCodecIsTold() throws Exception {
    http.post(LOBBY, EncoderSdp.obs(socket().fingerprint()));
    for (String profile : List.of("42e01f", "64001f")) {
      TestClient bob = rooms.watch("lobby", "bob" + profile);
      rooms.advance(Duration.ofMillis(100));
      Offer offer = bob.next(Offer.class);
      String answer = BrowserSdp.answer(offer.sdp(), "bob1", socket().fingerprint());
      String fmtp = "a=fmtp:102 profile-level-id=" + profile + ";packetization-mode=1\r\n";
      bob.ask(
          new Answer(
              "down",
              offer.negotiation(),
              answer.replace("a=rtpmap:102 x/1\r\n", "a=rtpmap:102 H264/90000\r\n" + fmtp)));
      rooms.settle();
      if (profile.equals("64001f")) {
        Refusal refusal = bob.next(Refused.class).refusal();
        assertThat(refusal.code()).isEqualTo(Refusal.CODEC);
        assertThat(refusal.text())
            .isEqualTo("Studio is sent as H264, which this client does not play");
      } else {
        assertThat(bob.heard(Refused.class)).isEmpty();
      }
    }
  }

  @Test
  void whoJoinsBetweenKeyframesSeesThePictureThoughTheEncoderSendsNone() throws Exception {
    TestClient ann = rooms.watch("lobby", "ann");
    MediaClient socket = socket();
    socket.check(credentials(publish(socket)));
    socket.secure();
    flow(socket, subscribe(ann));
    MediaClient down = subscribe(rooms.watch("lobby", "bob"));
    List<RtpPacket> got = new ArrayList<>();
    for (int i = 0; got.size() < 10; i++) {
      assertThat(i).as("packets sent before any arrives").isLessThan(5_000);
      sent++;
      socket.sendRtp(video(sent, INTERFRAME), 20, sent);
      byte[] bytes = down.receiveMedia(20);
      RtpPacket packet = new RtpPacket();
      if (bytes != null && (bytes[1] & 0x7F) == 96 && packet.read(bytes, 0, bytes.length)) {
        got.add(packet);
      }
    }
    assertThat(got.get(0).bytes()[got.get(0).payload() + 1]).isEqualTo(KEYFRAME[1]);
    for (int i = 1; i < got.size(); i++) {
      assertThat(got.get(i).sequence()).isEqualTo(got.get(0).sequence() + i);
      assertThat(got.get(i).timestamp()).isGreaterThan(got.get(i - 1).timestamp());
      assertThat(got.get(i).bytes()[got.get(i).payload() + 1]).isEqualTo(INTERFRAME[1]);
    }
    assertThat(got.get(1).timestamp() - got.get(0).timestamp())
        .as("frames that are shown at once")
        .isLessThan(FRAME);
  }
}
