package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.rtcrooms.sfu.bytes.BigEndian;
import dev.rtcrooms.sfu.dtls.TestKeys;
import dev.rtcrooms.sfu.net.LoopCounters;
import dev.rtcrooms.sfu.net.LoopCounters.Count;
import dev.rtcrooms.sfu.net.OpenTransport;
import dev.rtcrooms.sfu.rtcp.ArrivalLog;
import dev.rtcrooms.sfu.rtcp.RtcpWriter;
import dev.rtcrooms.sfu.rtp.RtpPacket;
import dev.rtcrooms.sfu.rtp.RtpWriter;
import dev.rtcrooms.sfu.rtp.VideoCodec;
import dev.rtcrooms.sfu.speech.Voices;
import dev.rtcrooms.sfu.srtp.SrtpReceiver;
import dev.rtcrooms.sfu.srtp.SrtpSender;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A packet that is received, forwarded and handed to the port, sent again, asked for, or told of in
 * feedback of a receiver or to a publisher allocates no more than the JDK's cryptography does (the
 * smallest object has 16 bytes).
 */
class AllocationTest {

  private static final int RECEIVERS = 10;
  private static final int PACKETS = 1_000;

  /**
   * In one round the compiler may remove allocations of the cryptography after they were counted
   * with the rest and before they are counted alone.
   */
  private static final int ROUNDS = 5;

  private static final int BYTES_OF_LESS_THAN_AN_OBJECT = 12;

  /** How many packets a receiver asks for at a time. */
  private static final int AGAIN = 80;

  /** How many of the packets a publisher has lost. */
  private static final int LOST = PACKETS / 20;

  /** The length of a request for one packet. */
  private static final int NACK = 16;

  /** How many packets a receiver tells of at a time, and a publisher is told of. */
  private static final int REPORTED = 100;

  private static final int SELF = 7;
  private static final int AUDIO = 1000;
  private static final int VIDEO = 2000;
  private static final int REPAIRS = 2001;
  private static final int OUT = 5000;
  private static final int HEADER = 24;
  private static final int LENGTH = 500;

  /** A datagram as it is read, and a packet as it is written. */
  private static final int ROOM = 2048;

  private static final int ROOM_OUT = 2048 + 256;
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final ExtensionIds IDS = new ExtensionIds(0, 0, 0, 3, 1, 0);

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Voices voices = new Voices(8, 3, speakers -> {});
  private final IncomingTrack audio =
      new IncomingTrack(
          "0", List.of(), new TrackFormat(null, 48_000, 111, -1), IDS, voices.voice("ann"));
  private final IncomingTrack video =
      new IncomingTrack("1", List.of(), new TrackFormat(VideoCodec.VP8, 90_000, 96, 97), IDS, null);
  private final LoopCounters counters = new LoopCounters();
  private final Uplink uplink =
      new Uplink(
          SELF, new PublisherRate(Integer.MAX_VALUE, Long.MAX_VALUE), voices, counters, idle -> {});
  private final List<Receiver> receivers = new ArrayList<>();
  private final SrtpSender client = TestKeys.client();
  private final byte[] room = new byte[ROOM];
  private long now = 1_000_000_000_000L;
  private OpenTransport up;
  private int made;
  private int numbered;
  private int repairs;
  private long index;

  @BeforeEach
  void open() {
    up = new OpenTransport(uplink, now);
    uplink.use(up.transport());
    uplink.expect(
        List.of(audio, video),
        IDS,
        Map.of(AUDIO, new Announced(audio, null), VIDEO, new Announced(video, null)),
        Map.of(REPAIRS, VIDEO));
    receive(packets(2)); // the SFU knows both sources
    for (int i = 0; i < RECEIVERS; i++) {
      receivers.add(receiver());
    }
    now += 20 * MILLI;
    receivers.forEach(each -> each.down.tick(now));
  }

  /** One that gets both tracks. */
  private record Receiver(Downlink downlink, OpenTransport down) {
    /** The whole number of its next packet, of which feedback has 16 bits. */
    long next() {
      return downlink.sent().next();
    }
  }

  private Receiver receiver() {
    Downlink downlink = new Downlink(new LoopCounters(), () -> 3, paused -> {});
    OpenTransport down = new OpenTransport(downlink, now);
    downlink.use(down.transport());
    RtpWriter writer = new RtpWriter();
    for (IncomingTrack track : List.of(audio, video)) {
      OutgoingFormat format =
          new OutgoingFormat(track == audio ? OUT : OUT + 2, OUT + 3, 96, 97, 1, 0, 3, "name", 100);
      downlink.add(
          new ForwardedTrack(
              track, downlink.sent(), down.transport(), format, Viewing.whole(0), writer));
    }
    return new Receiver(downlink, down);
  }

  private List<Long> sent() {
    return receivers.stream().map(each -> each.down.sent()).toList();
  }

  private void assertSentSince(List<Long> before, int packets) {
    for (int i = 0; i < RECEIVERS; i++) {
      assertThat(receivers.get(i).down.sent() - before.get(i)).isEqualTo(packets);
    }
  }

  /** Protected packets, of audio and video in turn. */
  private byte[][] packets(int count) {
    byte[][] packets = new byte[count][];
    for (int i = 0; i < count; i++) {
      int sequence = 1 + made / 2;
      byte keyframe = (byte) (sequence % 100 == 0 ? 0 : 1);
      packets[i] =
          made % 2 == 0
              ? packet(111, AUDIO, sequence, sequence, LENGTH, (byte) 0x10, keyframe)
              : packet(96, VIDEO, sequence, sequence, LENGTH, (byte) 0x10, keyframe);
      made++;
    }
    return packets;
  }

  /**
   * A protected packet.
   *
   * @param frame which frame of its source it belongs to
   * @param payload how it begins
   */
  private byte[] packet(int type, int ssrc, int sequence, int frame, int length, byte... payload) {
    ByteBuffer packet = ByteBuffer.allocate(length + SrtpSender.MAX_OVERHEAD);
    packet.put((byte) 0x90).put((byte) (0x80 | type)).putShort((short) sequence);
    packet.putInt(960 * frame).putInt(ssrc);
    packet.putInt(0xBEDE0002).put((byte) 0x10).put((byte) 40); // a level, and a number
    packet.put((byte) 0x31).putShort((short) numbered++).position(HEADER);
    packet.put(payload);
    int end = client.protect(packet.array(), 0, HEADER, length, sequence);
    return Arrays.copyOf(packet.array(), end);
  }

  /** As above, but of ten packets of video one is lost, and comes a little later as a repair. */
  private byte[][] lossy(int count) {
    List<byte[]> packets = new ArrayList<>();
    int lost = 0;
    for (int i = 0; i < count; i++) {
      int sequence = 1 + made / 2;
      boolean loses = made % 2 == 1 && sequence % 10 == 5;
      byte[] packet = packets(1)[0];
      if (loses) {
        lost = sequence;
      } else {
        packets.add(packet);
      }
      if (lost > 0 && made == 2 * lost + 5) {
        byte[] original = {(byte) (lost >> 8), (byte) lost, 0x10, 1};
        packets.add(packet(97, REPAIRS, ++repairs, lost, LENGTH + 2, original));
      }
    }
    return packets.toArray(byte[][]::new);
  }

  private void receive(byte[][] packets) {
    for (byte[] packet : packets) {
      now += MILLI;
      System.arraycopy(packet, 0, room, 0, packet.length);
      up.receive(room, packet.length, now);
    }
  }

  /** What the JDK's cryptography does for the same packets, and for those that are sent. */
  private void decryptAndEncrypt(byte[][] packets, SrtpReceiver receiver, byte[] out) {
    for (byte[] packet : packets) {
      System.arraycopy(packet, 0, room, 0, packet.length);
      receiver.unprotect(room, 0, packet.length);
      for (int i = 0; i < RECEIVERS; i++) {
        client.protect(out, 0, HEADER, LENGTH, index++);
      }
    }
  }

  private long bytes(Runnable work) {
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void aPacketThatIsReceivedAndForwarded() {
    byte[][] first = packets(2 * PACKETS); // the caches fill
    List<byte[][]> next = Stream.generate(() -> packets(PACKETS)).limit(ROUNDS).toList();
    SrtpReceiver receiver = TestKeys.create().receiver(32);
    byte[] out = new byte[ROOM_OUT];
    receive(first);
    decryptAndEncrypt(first, receiver, out);
    List<Long> before = sent();

    long least = Long.MAX_VALUE;
    for (byte[][] packets : next) {
      long all = bytes(() -> receive(packets));
      long cryptography = bytes(() -> decryptAndEncrypt(packets, receiver, out));
      least = Math.min(least, all - cryptography);
    }

    assertSentSince(before, ROUNDS * PACKETS);
    assertThat((double) least / PACKETS).isLessThan(BYTES_OF_LESS_THAN_AN_OBJECT);
  }

  /** The publisher is asked for them at once, and the receivers get the repairs. */
  @Test
  void whatAPublisherHasLost() {
    byte[][] first = lossy(2 * PACKETS);
    List<byte[][]> next = Stream.generate(() -> lossy(PACKETS)).limit(ROUNDS).toList();
    SrtpReceiver receiver = TestKeys.create().receiver(32);
    byte[] out = new byte[ROOM_OUT];
    receive(first);
    decryptAndEncrypt(first, receiver, out);
    List<Long> before = sent();
    long repaired = counters.get(Count.REPAIRED);

    long least = Long.MAX_VALUE;
    for (byte[][] packets : next) {
      long asked = up.sent();
      long all = bytes(() -> receive(packets));
      long requests = up.sent() - asked;
      assertThat(requests).isGreaterThanOrEqualTo(LOST);
      long cryptography =
          bytes(
              () -> {
                decryptAndEncrypt(packets, receiver, out);
                encryptReports(requests, NACK, out);
              });
      least = Math.min(least, all - cryptography);
    }

    assertSentSince(before, ROUNDS * PACKETS);
    assertThat(counters.get(Count.REPAIRED) - repaired).isEqualTo(ROUNDS * LOST);
    assertThat((double) least / PACKETS).isLessThan(BYTES_OF_LESS_THAN_AN_OBJECT);
  }

  /** What the JDK's cryptography does for reports of this length. */
  private void encryptReports(long count, int length, byte[] out) {
    for (long i = 0; i < count; i++) {
      client.protectControl(out, 0, length);
    }
  }

  /** A publisher's packets are noted one by one, and it is told of many at a time. */
  @Test
  void feedbackToAPublisherAboutArrivals() {
    ArrivalFeedback feedback = new ArrivalFeedback();
    RtpPacket packet = new RtpPacket();
    byte[] arrived = new byte[LENGTH];
    byte[] out = new byte[ROOM_OUT];
    ByteBuffer.wrap(arrived)
        .put((byte) 0x90)
        .putInt(8, VIDEO)
        .putInt(12, 0xBEDE0001)
        .put(16, (byte) 0x31);
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20 * ROUNDS; round++) {
      int first = REPORTED * round;
      long before = up.sent();
      long all =
          bytes(
              () -> {
                for (int i = 0; i < REPORTED; i++) {
                  BigEndian.put16(arrived, 17, first + i);
                  packet.read(arrived, 0, LENGTH);
                  feedback.received(packet, IDS.transportCc(), now += MILLI);
                }
                feedback.send(up.transport(), SELF);
              });
      assertThat(up.sent() - before).isEqualTo(1);
      int length = up.last().length - SrtpSender.MAX_OVERHEAD;
      long cryptography = bytes(() -> encryptReports(1, length, out));
      least = Math.min(least, all - cryptography);
    }
    assertThat(least).isLessThan(BYTES_OF_LESS_THAN_AN_OBJECT);
  }

  /** Reports from a client, one for each receiver. */
  private byte[][] protectedReports(IntFunction<byte[]> reports) {
    byte[][] made = new byte[RECEIVERS][];
    for (int i = 0; i < RECEIVERS; i++) {
      byte[] report = reports.apply(i);
      byte[] bytes = Arrays.copyOf(report, report.length + SrtpSender.MAX_OVERHEAD);
      made[i] = Arrays.copyOf(bytes, client.protectControl(bytes, 0, report.length));
    }
    return made;
  }

  private void hear(byte[][] reports) {
    for (int i = 0; i < RECEIVERS; i++) {
      System.arraycopy(reports[i], 0, room, 0, reports[i].length);
      receivers.get(i).down.receive(room, reports[i].length, now);
    }
  }

  /** What the JDK's cryptography does for the same reports, and for the packets sent again. */
  private void decryptReports(byte[][] reports, SrtpReceiver receiver, byte[] out, int again) {
    for (byte[] report : reports) {
      System.arraycopy(report, 0, room, 0, report.length);
      receiver.unprotectControl(room, 0, report.length);
      for (int i = 0; i < again; i++) {
        client.protect(out, 0, HEADER, LENGTH + 2, index++);
      }
    }
  }

  private static byte[] nack(long newest) {
    RtcpWriter report = new RtcpWriter();
    report.nack(1, OUT + 2, LongStream.rangeClosed(newest - AGAIN + 1, newest).toArray(), AGAIN);
    return Arrays.copyOf(report.bytes(), report.length());
  }

  @Test
  void aPacketThatIsSentAgain() {
    SrtpReceiver receiver = TestKeys.create().receiver(32);
    byte[] out = new byte[ROOM_OUT];
    long least = Long.MAX_VALUE;
    receive(packets(2 * (AGAIN + 8))); // so far after a keyframe, nothing older is sent again
    for (int round = 0; round < ROUNDS; round++) {
      receive(packets(PACKETS)); // so much may be sent again
      byte[][] reports = protectedReports(i -> nack(made / 2));
      List<Long> before = sent();
      long all = bytes(() -> hear(reports));
      assertSentSince(before, AGAIN);
      long cryptography = bytes(() -> decryptReports(reports, receiver, out, AGAIN));
      least = Math.min(least, all - cryptography);
    }
    assertThat((double) least / RECEIVERS / AGAIN).isLessThan(BYTES_OF_LESS_THAN_AN_OBJECT);
  }

  @Test
  void feedbackOfReceiversAboutArrivals() {
    SrtpReceiver receiver = TestKeys.create().receiver(32);
    List<ArrivalLog> logs = Stream.generate(ArrivalLog::new).limit(RECEIVERS).toList();
    receive(packets(PACKETS));
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 2 * ROUNDS; round++) {
      List<Long> first = receivers.stream().map(Receiver::next).toList();
      receive(packets(REPORTED));
      byte[][] reports = protectedReports(i -> feedback(logs.get(i), first.get(i)));
      long all = bytes(() -> hear(reports));
      long cryptography = bytes(() -> decryptReports(reports, receiver, room, 0));
      least = Math.min(least, all - cryptography);
    }
    assertThat((double) least / RECEIVERS).isLessThan(BYTES_OF_LESS_THAN_AN_OBJECT);
  }

  private byte[] feedback(ArrivalLog log, long first) {
    for (int i = 0; i < REPORTED; i++) {
      log.received((int) (first + i) & 0xFFFF, TimeUnit.NANOSECONDS.toMicros(now) + 1_000L * i);
    }
    return Arrays.copyOf(log.bytes(), log.write(1, OUT));
  }
}
