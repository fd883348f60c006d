package dev.rtcrooms.sfu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Restart;
import dev.rtcrooms.message.Speakers;
import dev.rtcrooms.message.Unpublish;
import dev.rtcrooms.sdp.SessionDescription;
import dev.rtcrooms.sfu.net.Deadline;
import dev.rtcrooms.sfu.net.MediaClient;
import dev.rtcrooms.sfu.rtcp.RtcpHandler;
import dev.rtcrooms.sfu.rtcp.RtcpReader;
import dev.rtcrooms.sfu.rtcp.RtcpWriter;
import dev.rtcrooms.sfu.rtp.RtpPacket;
import dev.rtcrooms.sfu.stats.PeerStats;
import dev.rtcrooms.sfu.stats.TrackStats;
import dev.rtcrooms.sfu.stun.IceCredentials;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A room whose media goes through real sockets, while its own time is virtual. */
class SfuRoomTest {

  private static final Logger log = LoggerFactory.getLogger(SfuRoomTest.class);
  private static final int SSRC = 1000;
  private static final byte[] KEYFRAME = {0x10, 0, 1, 2};
  private static final byte[] INTERFRAME = {0x10, 1, 3, 4};
  private static final int RTX = 97;
  private static final int TRANSPORT_FEEDBACK = 205;

  /** How many join and leave. */
  private static final int JOINS = Integer.getInteger("joins", 1000);

  private static final int WARM_UP = 100;

  /** What belongs to one client; a thousand that were kept would take many times as much. */
  private static final long SLACK_BYTES = 20_000;

  /** Of what the clients of the test have heard, nothing is kept either. */
  private static final long SLACK_HEAP = 1_000_000;

  private static final int SLACK_HANDLES = 10;
  private static final int SOME_PACKETS = 3;

  private final Sfu sfu = start();
  private int sent = 20_000;
  private long ownBytes;
  private final List<MediaClient> sockets = new ArrayList<>();

  @RegisterExtension
  private final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the test's own")
              .feature(Streams.sfu(IceServers.none(), sfu)));

  private static Sfu start() {
    try {
      return Sfu.builder()
          .announce(InetAddress.getLoopbackAddress())
          .limits(SfuLimits.builder().voices(1).loudest(1).build())
          .build();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
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

  private static Connect connected(TestClient client, String peer) {
    Connect connect = client.next(Connect.class);
    return connect.peer().equals(peer) ? connect : connected(client, peer);
  }

  /** Publishes a microphone and a camera. */
  private MediaClient publish(TestClient client, int ssrc) throws IOException {
    client.ask(new Publish());
    MediaClient socket = socket();
    offer(client, connected(client, "up").negotiation(), socket, ssrc);
    return socket.secure();
  }

  private static void offer(TestClient client, long negotiation, MediaClient socket, int ssrc)
      throws IOException {
    client.ask(new Offer("up", negotiation, BrowserSdp.offer("ann1", socket.fingerprint(), ssrc)));
    socket.check(BrowserSdp.credentials(client.next(Answer.class).sdp()));
  }

  /** Takes the next offer of what others publish. */
  private MediaClient subscribe(TestClient client) throws IOException {
    MediaClient socket = socket();
    Offer offer = answer(client, socket);
    socket.check(BrowserSdp.credentials(offer.sdp()));
    return socket.secure();
  }

  private Offer answer(TestClient client, MediaClient socket) {
    rooms.advance(Duration.ofMillis(100));
    Offer offer = client.next(Offer.class);
    String answer = BrowserSdp.answer(offer.sdp(), "bob1", socket.fingerprint());
    client.ask(new Answer("down", offer.negotiation(), answer));
    return offer;
  }

  private static byte[] video(int sequence, int ssrc, int type, byte[]... payload) {
    ByteBuffer packet = ByteBuffer.allocate(100);
    packet.put((byte) 0x90).put((byte) type).putShort((short) sequence).putInt(3000 * sequence);
    packet
        .putInt(ssrc)
        .putInt(0xBEDE0001)
        .put((byte) 0x31)
        .putShort((short) sequence)
        .put((byte) 0);
    for (byte[] part : payload) {
      packet.put(part);
    }
    return Arrays.copyOf(packet.array(), packet.position());
  }

  /** Sends the packet of the next number, or skips some before it. */
  private int send(MediaClient publisher, int skip, byte[] payload) throws IOException {
    sent += 1 + skip;
    publisher.sendRtp(video(sent, SSRC, 96, payload), 20, sent);
    return sent;
  }

  /** The next packet of media with a number of the publisher. */
  private static RtpPacket next(MediaClient client, int number) throws IOException {
    while (true) {
      RtpPacket packet = rtp(client.receiveMedia());
      if (packet != null && packet.timestamp() == 3000L * number) {
        return packet;
      }
    }
  }

  /** The next packet of media or of repairs. */
  private static RtpPacket next(MediaClient client) throws IOException {
    RtpPacket packet = rtp(client.receiveMedia());
    while (packet == null) {
      packet = rtp(client.receiveMedia());
    }
    return packet;
  }

  private static RtpPacket rtp(byte[] bytes) {
    RtpPacket packet = new RtpPacket();
    int second = bytes == null ? 200 : bytes[1] & 0xFF;
    boolean control = second >= 192 && second <= 223;
    return !control && packet.read(bytes, 0, bytes.length) ? packet : null;
  }

  /** Sends keyframes until one arrives, and returns by how much its number differs. */
  private int begin(MediaClient publisher, MediaClient receiver) throws IOException {
    for (int i = 0; i < 1000; i++) {
      send(publisher, 0, KEYFRAME);
      RtpPacket packet = rtp(receiver.receiveMedia(50));
      if (packet != null) {
        return packet.sequence() - (int) (packet.timestamp() / 3000);
      }
    }
    throw new AssertionError("No keyframe comes");
  }

  /** Reads reports until a handler has heard something. */
  private static <T> T listen(MediaClient client, RtcpHandler handler, List<T> heard)
      throws IOException {
    while (heard.isEmpty()) {
      byte[] bytes = client.receiveMedia();
      if (rtp(bytes) == null) {
        assertThat(RtcpReader.read(bytes, 0, bytes.length, handler)).isTrue();
      }
    }
    return heard.get(0);
  }

  private static byte[] written(RtcpWriter report) {
    return Arrays.copyOf(report.bytes(), report.length());
  }

  @Test
  void aReceiverGetsTheTrackWithNumbersOfItsOwn() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.watch("lobby", "bob");
    MediaClient up = publish(ann, SSRC);
    MediaClient down = subscribe(bob);
    int shift = begin(up, down);

    int number = send(up, 0, INTERFRAME);
    RtpPacket packet = next(down, number);
    assertThat(packet.ssrc()).isNotEqualTo(SSRC);
    assertThat(packet.sequence()).isEqualTo(number + shift);
    assertThat(ByteBuffer.wrap(packet.bytes()).getShort(packet.extension(3)))
        .isLessThan((short) 20_000);
    assertThat(packet.payloadLength()).isEqualTo(INTERFRAME.length);

    byte[] padding = video(++sent, SSRC, 96, new byte[] {0, 0, 3});
    padding[0] |= 0x20;
    up.sendRtp(padding, 20, sent);
    int after = send(up, 0, INTERFRAME);
    assertThat(next(down, after).sequence()).isEqualTo(after + shift - 1);
  }

  @Test
  void aLostPacketIsSentAgainToAReceiver() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.watch("lobby", "bob");
    MediaClient up = publish(ann, SSRC);
    MediaClient down = subscribe(bob);
    int shift = begin(up, down);
    RtpPacket packet = next(down, send(up, 0, INTERFRAME));

    RtcpWriter report = new RtcpWriter();
    report.nack(1, packet.ssrc(), new long[] {sent + shift}, 1);
    down.sendRtcp(written(report));
    RtpPacket again = next(down, sent);
    assertThat(again.payloadType()).isEqualTo(RTX);
    assertThat(again.ssrc()).isEqualTo(packet.ssrc() + 1);
    assertThat(again.restore(packet.ssrc(), 96)).isTrue();
    assertThat(again.sequence()).isEqualTo(packet.sequence());
    assertThat(again.payloadLength()).isEqualTo(INTERFRAME.length);
  }

  @Test
  void aPublisherIsAskedForLostPackets() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.watch("lobby", "bob");
    MediaClient up = publish(ann, SSRC);
    MediaClient down = subscribe(bob);
    int shift = begin(up, down);

    int after = send(up, 2, INTERFRAME);
    int lost = after - 2;
    assertThat(next(down, after).sequence()).isEqualTo(after + shift);
    List<Integer> asked = new ArrayList<>();
    RtcpHandler nacks =
        new RtcpHandler() {
          @Override
          public void nack(int ssrc, int sequence, int following) {
            asked.add(ssrc);
            asked.add(sequence);
            asked.add(following);
          }
        };
    listen(up, nacks, asked);
    assertThat(asked).startsWith(SSRC, lost, 1);

    byte[] number = {(byte) (lost >> 8), (byte) lost};
    byte[] repeated = video(7, SSRC + 1, RTX, number, INTERFRAME);
    ByteBuffer.wrap(repeated).putInt(4, 3000 * lost);
    up.sendRtp(repeated, 20, 7);
    RtpPacket repaired = next(down, lost);
    assertThat(repaired.payloadType()).isEqualTo(96);
    assertThat(repaired.sequence()).isEqualTo(lost + shift);
    assertThat(sfu.stats().counts()).containsEntry("repaired", 1L);
  }

  @Test
  void aPublisherLearnsWhatArrivedAndWhoNeedsAKeyframe() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.watch("lobby", "bob");
    MediaClient up = publish(ann, SSRC);
    MediaClient down = subscribe(bob);
    begin(up, down);
    byte[] feedback = up.receiveMedia();
    while ((feedback[0] & 0x1F) != 15 || (feedback[1] & 0xFF) != TRANSPORT_FEEDBACK) {
      feedback = up.receiveMedia();
    }
    RtpPacket packet = next(down, send(up, 0, INTERFRAME));
    RtcpWriter report = new RtcpWriter();
    report.keyframe(1, packet.ssrc());
    down.sendRtcp(written(report));
    List<Integer> asked = new ArrayList<>();
    RtcpHandler requests =
        new RtcpHandler() {
          @Override
          public void keyframe(int ssrc) {
            asked.add(ssrc);
          }
        };
    assertThat(listen(up, requests, asked)).isEqualTo(SSRC);
  }

  @Test
  void reportsOfThePublisherReachReceivers() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.watch("lobby", "bob");
    MediaClient up = publish(ann, SSRC);
    MediaClient down = subscribe(bob);
    begin(up, down);
    RtcpWriter report = new RtcpWriter();
    report.senderReport(SSRC, 5L << 32, 90_000, 1, 1, "me");
    up.sendRtcp(written(report));
    List<Long> heard = new ArrayList<>();
    RtcpHandler reports =
        new RtcpHandler() {
          @Override
          public void senderReport(int ssrc, long ntp, long timestamp) {
            heard.add(ntp);
            heard.add(timestamp);
          }
        };
    listen(down, reports, heard);
    double seconds = heard.get(0) / (double) (1L << 32) - 5;
    assertThat(heard.get(1) / 90_000.0 - 1).isCloseTo(seconds, within(0.001));

    RtcpHandler blocks =
        new RtcpHandler() {
          @Override
          public void report(int ssrc, int fraction, int lost, int lastReport, long delay) {
            if (ssrc == SSRC && lastReport != 0) {
              heard.add((long) lastReport);
            }
          }
        };
    heard.clear();
    assertThat(listen(up, blocks, heard)).isEqualTo(5L << 16);
  }

  /** A microphone, which sends packets of 20 ms. */
  private static final class Microphone {
    private final MediaClient socket;
    private final int ssrc;
    private int sent;

    Microphone(MediaClient socket, int ssrc) {
      this.socket = socket;
      this.ssrc = ssrc;
    }

    /** Sends a packet of this level, 0 to 127, whose payload has it as well. */
    void send(int level) throws IOException {
      sent++;
      ByteBuffer packet = ByteBuffer.allocate(23);
      packet.put((byte) 0x90).put((byte) 111).putShort((short) sent).putInt(960 * sent);
      packet.putInt(ssrc).putInt(0xBEDE0001).put((byte) 0x10).put((byte) (127 - level));
      packet.putShort((short) 0).put((byte) level).putShort((short) (ssrc / 1000));
      socket.sendRtp(packet.array(), 20, sent);
    }
  }

  /** The levels of the packets of a microphone that have come by now, by their numbers. */
  private static void collect(MediaClient client, int microphone, Map<Integer, Integer> levels)
      throws IOException {
    for (byte[] bytes = client.receiveMedia(10); bytes != null; bytes = client.receiveMedia(10)) {
      RtpPacket packet = rtp(bytes);
      if (packet != null && bytes[packet.payload() + 2] == microphone) {
        levels.put(packet.sequence(), (int) bytes[packet.payload()]);
      }
    }
  }

  @Test
  void whoSpeaksIsToldUntilTheGrantIsTakenAway() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.watch("lobby", "bob");
    MediaClient up = publish(ann, SSRC);
    assertThat(bob.next(Speakers.class)).isEqualTo(Speakers.NOBODY);
    Microphone microphone = new Microphone(up, SSRC + 2);
    List<Speakers> told = new ArrayList<>();
    while (told.isEmpty()) {
      microphone.send(115);
      up.receiveMedia(10);
      rooms.settle();
      told.addAll(bob.drain(Speakers.class));
    }
    assertThat(told).startsWith(new Speakers(ann.id(), List.of(ann.id())));
    rooms.execute("lobby", ann, client -> client.renew(Grants.of(Grants.JOIN)));
    // before that, a microphone that was held up for a second was silent, but dominant
    assertThat(bob.next(Speakers.class, Speakers.NOBODY::equals)).isEqualTo(Speakers.NOBODY);
  }

  @Test
  void whoIsNotAmongTheLoudestIsNotForwardedAndLeavesNoGap() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    TestClient eve = rooms.watch("lobby", "eve");
    Microphone loud = new Microphone(publish(ann, 1000), 1002);
    Microphone quiet = new Microphone(publish(bob, 2000), 2002);
    MediaClient down = subscribe(eve);
    Map<Integer, Integer> heard = new TreeMap<>();
    while (heard.isEmpty()) {
      quiet.send(60); // alone
      collect(down, 2, heard);
    }
    while (sfu.stats().drops().get("quiet") < 20) {
      loud.send(115);
      quiet.send(61);
      collect(down, 2, heard);
    }
    while (!heard.containsValue(120)) {
      loud.send(100);
      quiet.send(120);
      collect(down, 2, heard);
    }
    int first = heard.keySet().iterator().next();
    assertThat(heard.keySet())
        .containsExactlyElementsOf(IntStream.range(first, first + heard.size()).boxed().toList());
    assertThat(heard).hasSizeLessThanOrEqualTo(quiet.sent - 20);
  }

  @Test
  void afterAChangeOfSourceOldNumbersGetNoPacketOfTheNewOne() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.watch("lobby", "bob");
    MediaClient up = publish(ann, SSRC);
    MediaClient down = subscribe(bob);
    int shift = begin(up, down);
    int before = send(up, 0, INTERFRAME);
    int media = next(down, before).ssrc();
    Answer answer = ann.heard(Answer.class).get(0);
    String changed = BrowserSdp.offer("ann1", up.fingerprint(), SSRC + 50);
    ann.ask(new Offer("up", answer.negotiation(), changed));
    for (int number = before - 1; number <= before + 1; number++) {
      byte[] payload = number < before ? KEYFRAME : INTERFRAME;
      up.sendRtp(video(number, SSRC + 50, 96, payload), 20, number);
    }
    next(down);
    next(down);
    int after = next(down).sequence();
    RtcpWriter report = new RtcpWriter();
    report.nack(1, media, new long[] {before + shift, after}, 2);
    down.sendRtcp(written(report));
    RtpPacket again = next(down);
    assertThat(again.restore(media, 96)).isTrue();
    assertThat(again.sequence()).isEqualTo(after);
  }

  @Test
  void measuresEachConnectionAndTrack() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.watch("lobby", "bob");
    MediaClient up = publish(ann, SSRC);
    MediaClient down = subscribe(bob);
    begin(up, down);
    int after = send(up, 1, INTERFRAME);
    next(down, after);
    RtcpWriter report = new RtcpWriter();
    report.receiverReport(1, next(down, send(up, 0, INTERFRAME)).ssrc(), 3, 44, 5, 6, 0, 0);
    down.sendRtcp(written(report));
    PeerStats sent = peer(ann, true);
    while (sent.tracks().isEmpty() || sent.tracks().get(0).packets() < videoIn()) {
      down.receiveMedia(50);
      sent = peer(ann, true);
    }
    TrackStats source = sent.tracks().get(0);
    assertThat(source.mid()).isEqualTo("1");
    assertThat(source.video()).isTrue();
    assertThat(source.lost()).isEqualTo(1);
    assertThat(source.keyframes()).isPositive();
    assertThat(source.packets()).isGreaterThan(source.keyframes());
    assertThat(source.bytes()).isEqualTo(4 * source.packets());
    assertThat(sent.bufferedBytes()).isEqualTo(sfu.stats().bufferedBytes()).isPositive();
    PeerStats received = peer(bob, false);
    while (received.tracks().stream().noneMatch(track -> track.lost() > 0)) {
      down.receiveMedia(50);
      received = peer(bob, false);
    }
    assertThat(received.tracks()).extracting(TrackStats::lost).containsOnly(0L, 44L);
    assertThat(sfu.stats(rooms.room("lobby"))).hasSize(3); // bob, and ann twice
    SfuStats all = sfu.stats();
    assertThat(all.transports()).isEqualTo(3);
    assertThat(all.overloadedLoops()).isZero();
    assertThat(videoIn()).isEqualTo(source.packets());
    assertThat(all.counts().get("handshakes")).isEqualTo(2);
    assertThat(all.counts())
        .containsKeys("video-bytes-out", "rtcp-in", "stun-in", "dtls-in", "handshake-millis");
  }

  private long videoIn() {
    return sfu.stats().counts().get("video-in");
  }

  private PeerStats peer(TestClient client, boolean publishes) {
    return sfu.stats(rooms.room("lobby")).stream()
        .filter(peer -> peer.client().equals(client.id()) && peer.publishes() == publishes)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whoMayNotPublishAnyMoreIsNotForwarded() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.watch("lobby", "bob");
    MediaClient up = publish(ann, SSRC);
    MediaClient socket = subscribe(bob);
    begin(up, socket);
    rooms.execute("lobby", ann, client -> client.renew(Grants.of(Grants.JOIN)));
    Offer offer = answer(bob, socket);
    assertThat(BrowserSdp.parse(offer.sdp()).media()).noneMatch(section -> section.sends());
    while (sfu.stats().drops().get("unchecked-address") == 0) {
      send(up, 0, KEYFRAME);
      Thread.onSpinWait();
    }
    assertThat(sfu.stats().publishers()).isZero();
    assertThat(sfu.stats().receivers()).isEqualTo(1);
  }

  @Test
  void aSectionThatIsFreeIsUsedAgain() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.watch("lobby", "bob");
    MediaClient socket = null;
    for (int round = 0; round < 200; round++) {
      ann.ask(new Publish());
      if (socket == null) {
        socket = socket();
      }
      String sdp = BrowserSdp.offer("ann" + round, socket.fingerprint(), SSRC);
      ann.ask(new Offer("up", connected(ann, "up").negotiation(), sdp));
      SessionDescription offer = BrowserSdp.parse(answer(bob, socket).sdp());
      assertThat(offer.media()).hasSize(2).allMatch(section -> section.sends());
      ann.ask(new Unpublish());
      assertThat(BrowserSdp.parse(answer(bob, socket).sdp()).media())
          .hasSize(2)
          .noneMatch(section -> section.sends());
    }
  }

  @Test
  void whoStopsAllSectionsIsNotSentAnyMore() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.watch("lobby", "bob");
    ann.ask(new Publish());
    long negotiation = connected(ann, "up").negotiation();
    offer(ann, negotiation, socket(), SSRC);
    MediaClient receiver = socket();
    assertThat(BrowserSdp.parse(answer(bob, receiver).sdp()).media())
        .hasSize(2)
        .allMatch(section -> section.sends());

    ann.ask(new Offer("up", negotiation, BrowserSdp.stopped()));
    assertThat(BrowserSdp.parse(ann.next(Answer.class).sdp()).media())
        .hasSize(2)
        .allMatch(section -> section.rejected());
    assertThat(BrowserSdp.parse(answer(bob, receiver).sdp()).media())
        .hasSize(2)
        .noneMatch(section -> section.sends());
  }

  @Test
  void whoComesIsOfferedAtOnceWhatIsPublished() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    publish(ann, SSRC);
    TestClient bob = rooms.watch("lobby", "bob");
    assertThat(BrowserSdp.parse(bob.next(Offer.class).sdp()).media()).hasSize(2);
    rooms.advance(Duration.ofSeconds(9));
    assertThat(bob.heard(Offer.class)).hasSize(1);
  }

  @Test
  void anOfferWhoseAnswerIsRefusedIsRepeatedAFewTimes() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.watch("lobby", "bob");
    publish(ann, SSRC);
    rooms.advance(Duration.ofMillis(100));
    for (int pause = 1; pause < 8; pause *= 2) {
      answerBadly(bob);
      rooms.advance(Duration.ofSeconds(pause).minusMillis(1));
      List<Offer> before = List.copyOf(bob.heard(Offer.class));
      rooms.advance(Duration.ofMillis(1));
      assertThat(bob.heard(Offer.class)).hasSize(before.size() + 1);
    }
    answerBadly(bob);
    List<Offer> before = List.copyOf(bob.heard(Offer.class));
    rooms.advance(Duration.ofMinutes(1));
    assertThat(bob.heard(Offer.class)).hasSameSizeAs(before);
    ann.ask(new Unpublish());
    rooms.advance(Duration.ofMillis(100));
    answerBadly(bob);
    rooms.advance(Duration.ofSeconds(1));
    answer(bob, socket());
  }

  @Test
  void whatChangesWhileAnOfferGoesUnansweredIsOfferedAfterTenSeconds() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.watch("lobby", "bob");
    publish(ann, SSRC);
    rooms.advance(Duration.ofMillis(100));
    Offer unanswered = bob.next(Offer.class);
    ann.ask(new Unpublish());
    rooms.advance(Duration.ofSeconds(10).minusMillis(1));
    assertThat(bob.heard(Offer.class)).hasSize(1);
    rooms.advance(Duration.ofMillis(1));
    Offer offer = answer(bob, socket());
    assertThat(offer.negotiation()).isGreaterThan(unanswered.negotiation());
    assertThat(BrowserSdp.parse(offer.sdp()).media()).noneMatch(section -> section.sends());
    rooms.advance(Duration.ofMinutes(1));
    assertThat(bob.heard(Offer.class)).hasSize(2);
  }

  @Test
  void anOfferIsStillAnsweredAfterTenSeconds() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.watch("lobby", "bob");
    MediaClient up = publish(ann, SSRC);
    rooms.advance(Duration.ofMinutes(1));
    assertThat(bob.heard(Offer.class)).hasSize(1);
    MediaClient down = subscribe(bob);
    begin(up, down);
  }

  private static void answerBadly(TestClient client) {
    Offer offer = client.next(Offer.class);
    assertThat(client.refusal(new Answer("down", offer.negotiation(), "v=0")).code())
        .isEqualTo(Refusal.BAD_SDP);
  }

  @Test
  void iceRestartsInBothDirections() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.watch("lobby", "bob");
    MediaClient up = publish(ann, SSRC);
    MediaClient down = subscribe(bob);
    begin(up, down);
    Offer offer = bob.heard(Offer.class).get(0);
    bob.ask(new Restart("down", offer.negotiation()));
    Offer restarted = answer(bob, down);
    assertThat(BrowserSdp.credentials(restarted.sdp()))
        .isNotEqualTo(BrowserSdp.credentials(offer.sdp()));
    down.check(BrowserSdp.credentials(restarted.sdp()));

    Answer first = ann.heard(Answer.class).get(0);
    String again = BrowserSdp.offer("ann2", up.fingerprint(), SSRC);
    ann.ask(new Offer("up", first.negotiation(), again));
    Answer second = ann.next(Answer.class);
    assertThat(BrowserSdp.credentials(second.sdp()))
        .isNotEqualTo(BrowserSdp.credentials(first.sdp()));
    up.check(BrowserSdp.credentials(second.sdp()));
    next(down, send(up, 0, INTERFRAME));
  }

  @Test
  void aThousandJoinsAndLeavesLeaveNothingBehind() throws Exception {
    comeAndGo(WARM_UP);
    KeptResources before = afterAllHaveLeft();
    long ownWarm = ownBytes;
    comeAndGo(JOINS);
    KeptResources after = afterAllHaveLeft();
    log.info("After {} joins and leaves {}, before {}", JOINS, after, before);
    assertThat(ownBytes).as("while two stay").isLessThan(ownWarm + SLACK_BYTES);
    assertThat(after.ownBytes()).isLessThan(before.ownBytes() + SLACK_BYTES);
    assertThat(after.heapBytes()).isLessThan(before.heapBytes() + SLACK_HEAP);
    assertThat(after.directBuffers()).isLessThan(before.directBuffers() + SLACK_HANDLES);
    assertThat(after.directBytes()).isLessThan(before.directBytes() + SLACK_HEAP);
    assertThat(after.threads()).isLessThan(before.threads() + SLACK_HANDLES);
    assertThat(after.descriptors()).isLessThan(before.descriptors() + SLACK_HANDLES);
  }

  /** While somebody publishes and somebody watches, others join, and leave again. */
  private void comeAndGo(int times) throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient eve = rooms.watch("lobby", "eve");
    MediaClient up = publish(ann, SSRC);
    MediaClient down = subscribe(eve);
    IceCredentials anns = BrowserSdp.credentials(ann.heard(Answer.class).get(0).sdp());
    IceCredentials eves = BrowserSdp.credentials(eve.heard(Offer.class).get(0).sdp());
    for (int i = 0; i < times; i++) {
      if (i % 25 == 0) {
        up.check(anns); // is still there
        down.check(eves);
      }
      TestClient bob = rooms.join("lobby", "bob");
      MediaClient socket = socket();
      socket.check(BrowserSdp.credentials(answer(bob, socket).sdp()));
      if (i % 50 == 0) {
        begin(up, socket.secure());
      }
      if (i % 10 == 0) {
        MediaClient published = publish(bob, SSRC);
        answer(eve, down);
        deliver(i, published, down);
        close(published);
        down.forgetSources();
      } else if (i % 10 == 5) {
        offerAndCheck(bob); // and shakes no hands
        answer(eve, down);
      }
      bob.leave();
      if (i % 5 == 0) {
        answer(eve, down);
      }
      close(socket);
    }
    rooms.settle();
    assertThat(sfu.remembered()).isPositive(); // asked on the loop, after all that was to end
    ownBytes = KeptResources.now().ownBytes();
    ann.leave();
    eve.leave();
    close(up);
    close(down);
  }

  private void close(MediaClient socket) {
    socket.close();
    sockets.remove(socket);
  }

  /** Sends pictures of this number until some have arrived. */
  private void deliver(int number, MediaClient publisher, MediaClient receiver) throws IOException {
    byte[] picture = {0x10, 0, 3, (byte) (number >> 8), (byte) number};
    Deadline deadline = new Deadline();
    int arrived = 0;
    while (arrived < SOME_PACKETS) {
      deadline.spin();
      send(publisher, 0, picture);
      RtpPacket packet = rtp(receiver.receiveMedia(10));
      if (packet != null
          && packet.payloadLength() == picture.length
          && Arrays.equals(
              picture,
              Arrays.copyOfRange(
                  packet.bytes(), packet.payload(), packet.payload() + picture.length))) {
        arrived++;
      }
    }
  }

  private KeptResources afterAllHaveLeft() throws Exception {
    rooms.settle();
    assertThat(sfu.remembered()).isZero();
    assertThat(sfu.stats().publishers()).isZero();
    assertThat(sfu.stats().receivers()).isZero();
    assertThat(sfu.stats().bufferedBytes()).isZero();
    assertThat(sfu.stats(rooms.room("lobby"))).isEmpty();
    for (Thread thread : handshakeThreads()) {
      thread.join(TimeUnit.SECONDS.toMillis(60)); // idle ones end after two
      assertThat(thread.isAlive()).isFalse();
    }
    Deadline deadline = new Deadline();
    while (sfu.stats().transports() > 0) {
      deadline.spin();
    }
    return KeptResources.now();
  }

  private static List<Thread> handshakeThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("rtc-sfu-dtls-"))
        .toList();
  }

  @Test
  void nothingWaitsForALoopThatHasEnded() throws Exception {
    sfu.close();
    assertThat(CompletableFuture.supplyAsync(sfu::remembered).get(20, TimeUnit.SECONDS)).isZero();
    TestClient ann = rooms.join("lobby", "ann");
    assertThat(ann.refusal(new Publish()).code()).isEqualTo(Refusal.MEDIA_OVERLOADED);
  }

  private void offerAndCheck(TestClient client) throws IOException {
    client.ask(new Publish());
    try (MediaClient socket = new MediaClient(sfu.ports().get(0))) {
      offer(client, connected(client, "up").negotiation(), socket, 5000);
    }
  }
}
