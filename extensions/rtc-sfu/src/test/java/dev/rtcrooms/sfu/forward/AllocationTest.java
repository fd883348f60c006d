package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.rtcrooms.sfu.dtls.TestKeys;
import dev.rtcrooms.sfu.net.LoopCounters;
import dev.rtcrooms.sfu.net.OpenTransport;
import dev.rtcrooms.sfu.rtcp.ArrivalLog;
import dev.rtcrooms.sfu.rtcp.RtcpWriter;
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
 * A packet that is received, forwarded and handed to the port, sent again, or told of in a
 * receiver's feedback allocates no more than the JDK's cryptography does (the smallest object has
 * 16 bytes).
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

  /** How many packets a receiver tells of at a time. */
  private static final int REPORTED = 100;

  private static final int AUDIO = 1000;
  private static final int VIDEO = 2000;
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
  private final Uplink uplink =
      new Uplink(
          7,
          new PublisherRate(Integer.MAX_VALUE, Long.MAX_VALUE),
          voices,
          new LoopCounters(),
          idle -> {});
  private final List<Receiver> receivers = new ArrayList<>();
  private final SrtpSender client = TestKeys.client();
  private final byte[] room = new byte[ROOM];
  private long now = 1_000_000_000_000L;
  private OpenTransport up;
  private int made;
  private long index;

  @BeforeEach
  void open() {
    up = new OpenTransport(uplink, now);
    uplink.use(up.transport());
    uplink.expect(
        List.of(audio, video),
        IDS,
        Map.of(AUDIO, new Announced(audio, null), VIDEO, new Announced(video, null)),
        Map.of());
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
      boolean sound = made % 2 == 0;
      int sequence = 1 + made / 2;
      ByteBuffer packet = ByteBuffer.allocate(LENGTH + SrtpSender.MAX_OVERHEAD);
      packet.put((byte) 0x90).put((byte) (0x80 | (sound ? 111 : 96))).putShort((short) sequence);
      packet.putInt(960 * sequence).putInt(sound ? AUDIO : VIDEO);
      packet.putInt(0xBEDE0002).put((byte) 0x10).put((byte) 40); // a level, and a number
      packet.put((byte) 0x31).putShort((short) made).position(HEADER);
      packet.put((byte) 0x10).put((byte) (sequence % 100 == 0 ? 0 : 1)); // a keyframe, or not
      packets[i] =
          Arrays.copyOf(
              packet.array(), client.protect(packet.array(), 0, HEADER, LENGTH, sequence));
      made++;
    }
    return packets;
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
