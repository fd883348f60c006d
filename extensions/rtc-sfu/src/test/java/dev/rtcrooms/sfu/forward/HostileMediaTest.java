package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.Mutator;
import dev.rtcrooms.sfu.net.LoopCounters;
import dev.rtcrooms.sfu.net.LoopCounters.Count;
import dev.rtcrooms.sfu.net.OpenTransport;
import dev.rtcrooms.sfu.rtcp.RtcpWriter;
import dev.rtcrooms.sfu.rtp.RtpPacket;
import dev.rtcrooms.sfu.rtp.RtpWriter;
import dev.rtcrooms.sfu.rtp.VideoCodec;
import dev.rtcrooms.sfu.speech.Voices;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Authentic packets of a hostile publisher and a hostile receiver. {@link Mutator} says how to try
 * more of them.
 */
class HostileMediaTest {

  private static final int SSRC = 1000;
  private static final ExtensionIds IDS = new ExtensionIds(4, 10, 11, 3, 1, 13);

  /** The id that a publisher may give its dependency descriptors. */
  private static final int DESCRIPTOR = 12;

  private static final List<String> LAYERS = List.of("q", "h", "f");
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private long now = 1_000_000_000_000L;
  private Uplink uplink;
  private Downlink downlink;
  private OpenTransport up;
  private OpenTransport down;

  private void open(VideoCodec codec, List<String> rids) {
    Voices voices = new Voices(8, 3, speakers -> {});
    uplink =
        new Uplink(
            7,
            new PublisherRate(Integer.MAX_VALUE, Long.MAX_VALUE),
            voices,
            counters(),
            idle -> {});
    up = new OpenTransport(uplink, now);
    uplink.use(up.transport());
    IncomingTrack video =
        new IncomingTrack("1", rids, new TrackFormat(codec, 90_000, 96, 97), IDS, null);
    IncomingTrack audio =
        new IncomingTrack(
            "0", List.of(), new TrackFormat(null, 48_000, 111, -1), IDS, voices.voice("ann"));
    uplink.expect(
        List.of(audio, video),
        IDS,
        rids.isEmpty() ? Map.of(SSRC, new Announced(video, null)) : Map.of(),
        Map.of(SSRC + 1, SSRC));
    downlink = new Downlink(counters(), () -> 3, paused -> {});
    down = new OpenTransport(downlink, now);
    downlink.use(down.transport());
    RtpWriter writer = new RtpWriter();
    downlink.add(forwarded(video, 5000, writer));
    downlink.add(forwarded(audio, 6000, writer));
  }

  private static LoopCounters counters() {
    return new LoopCounters();
  }

  private ForwardedTrack forwarded(IncomingTrack track, int ssrc, RtpWriter writer) {
    return new ForwardedTrack(
        track,
        downlink.sent(),
        down.transport(),
        new OutgoingFormat(ssrc, ssrc + 1, 96, 97, 1, 2, 3, "name", 100),
        Viewing.whole(0),
        writer);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  /** Media and repairs of all codecs, with all extensions, with and without announced sources. */
  private static List<byte[]> packets() {
    String extensions = "bede0004 107f 310007 4031 a071 b071 d001 000000";
    String vp8 = "90e0 8123 05 60 100200 9d012a 8002 1e01 00";
    return List.of(
        bytes("9060 0001 00000bb8 000003e8" + extensions + vp8),
        bytes("90e0 0002 00000bb8 000003e8" + extensions + "80e0 8124 06 60 0102"),
        bytes("9061 0007 00000bb8 000003e9" + extensions + "0001" + vp8),
        bytes("9060 0003 00000bb8 00000999" + extensions + "8f00 1122 7c8567"),
        bytes("9060 0003 00000bb8 00000998" + extensions + "7800 0267 4200 0268 ce"),
        bytes("9060 0003 00000bb8 00000997" + extensions + "08 00 0a 0b"),
        bytes("b06f 0004 000003c0 000007d0" + extensions + "fc010203 00000004"),
        bytes("8060 0005 00000bb8 000003e8"),
        bytes("9060 0006 00000bb8 000003e8 10000002 01020304 0a01ff00 1122"));
  }

  private void pass() {
    now += MILLI;
    if (now / MILLI % 20 == 0) {
      uplink.tick(now);
      downlink.tick(now);
    }
  }

  @ParameterizedTest
  @EnumSource(VideoCodec.class)
  void anyMediaIsForwardedOrDropped(VideoCodec codec) {
    for (List<String> rids : List.of(List.<String>of(), LAYERS)) {
      open(codec, rids);
      Mutator mutator = new Mutator(codec.ordinal(), packets());
      byte[] room = new byte[2048];
      for (long i = 0; i < Mutator.count(); i++) {
        byte[] packet = mutator.next();
        System.arraycopy(packet, 0, room, 0, packet.length);
        if (packet.length >= 12 && i % 4 != 0) {
          ByteBuffer.wrap(room).putShort(2, (short) i); // goes on, so that it is not a duplicate
        }
        uplink.receiveRtp(room, packet.length, now);
        pass();
      }
      assertThat(uplink.stats("ann").tracks()).hasSizeLessThanOrEqualTo(4);
      assertThat(up.sent()).isGreaterThan(1); // reports, besides the response to a check
    }
  }

  @Test
  void whatIsNotChangedIsForwarded() {
    open(VideoCodec.VP8, List.of());
    byte[] packet = packets().get(0);
    for (int i = 0; i < 100; i++) {
      byte[] room = Arrays.copyOf(packet, 2048);
      ByteBuffer.wrap(room).putShort(2, (short) i);
      uplink.receiveRtp(room, packet.length, now);
      for (int k = 0; k < 20; k++) {
        pass();
      }
    }
    assertThat(down.counters().get(Count.FORWARDED)).isGreaterThan(90);
  }

  /** The dependency descriptor of AV1 is not negotiated, not read, and not forwarded. */
  @Test
  void aDependencyDescriptorIsSkippedWhateverItSays() {
    open(VideoCodec.AV1, List.of());
    byte[] none = {};
    int sequence = 0;
    while (down.counters().get(Count.FORWARDED) == 0) {
      assertThat(sequence).isLessThan(1000);
      receiveDescribed(++sequence, none);
    }
    int length = down.last().length;
    byte[] structure = bytes("c0 0001 80 2a 0a 55 40 0e 28 50 0a 6c 80 04 f8 01 df 00 b3");
    Mutator mutator = new Mutator(12, List.of(structure, bytes("c0 0001"), bytes("00 0002 11")));
    long before = down.counters().get(Count.FORWARDED);
    for (long i = 0; i < Mutator.count(); i++) {
      byte[] descriptor = mutator.next();
      receiveDescribed(++sequence, Arrays.copyOf(descriptor, Math.min(255, descriptor.length)));
    }
    assertThat(down.counters().get(Count.FORWARDED) - before).isEqualTo(Mutator.count());
    byte[] last = down.last();
    RtpPacket header = new RtpPacket();
    assertThat(header.read(last, 0, last.length)).isTrue();
    assertThat(last).hasSize(length);
    assertThat(header.extension(DESCRIPTOR)).isEqualTo(RtpPacket.ABSENT);
  }

  /** An AV1 packet with a descriptor, in a header of one byte if it is short enough. */
  private void receiveDescribed(int sequence, byte[] descriptor) {
    int length = descriptor.length;
    boolean oneByte = length >= 1 && length <= 16 && sequence % 2 == 0;
    int words = (length + 2 + 3) / 4;
    ByteBuffer packet = ByteBuffer.allocate(2048);
    packet.put((byte) 0x90).put((byte) (0x80 | 96)).putShort((short) sequence);
    packet.putInt(3000 * sequence).putInt(SSRC);
    packet.putShort((short) (oneByte ? 0xBEDE : 0x1000)).putShort((short) words);
    if (oneByte) {
      packet.put((byte) (DESCRIPTOR << 4 | (length - 1)));
    } else {
      packet.put((byte) DESCRIPTOR).put((byte) length);
    }
    packet.put(descriptor).position(16 + 4 * words);
    packet.put(bytes(sequence % 50 == 1 ? "08 00 0a 0b" : "00 00 32 0b"));
    uplink.receiveRtp(packet.array(), packet.position(), now);
    pass();
  }

  @Test
  void anyReportIsTakenOrDropped() {
    open(VideoCodec.VP8, List.of());
    RtcpWriter writer = new RtcpWriter();
    writer.senderReport(SSRC, 1L << 40, 90_000, 3, 4, "name");
    writer.receiverReport(1, 5000, 3, 4, 5, 6, 7, 8);
    writer.nack(1, 5000, new long[] {100, 101, 117, 300}, 4);
    writer.keyframe(1, 5000);
    byte[] compound = Arrays.copyOf(writer.bytes(), writer.length());
    byte[] congestion = bytes("8fcd0005 00000001 00000002 00010003 00000a01 20030102 03000000");
    byte[] estimate = bytes("8fce0005 00000001 00000000 52454d42 010fffff 00001388");
    byte[] intra = bytes("84ce0004 00000001 00000000 00001388 01000000");
    byte[] bye = bytes("81cb0001 000003e8");
    Mutator mutator = new Mutator(9, List.of(compound, congestion, estimate, intra, bye));
    byte[] media = packets().get(0);
    for (long i = 0; i < Mutator.count(); i++) {
      byte[] packet = mutator.next();
      byte[] room = Arrays.copyOf(packet, 2048);
      uplink.receiveRtcp(room, packet.length, now);
      downlink.receiveRtcp(room, packet.length, now);
      if (i % 10 == 0) {
        byte[] video = Arrays.copyOf(media, 2048);
        ByteBuffer.wrap(video).putShort(2, (short) (i / 10));
        uplink.receiveRtp(video, media.length, now);
      }
      pass();
    }
    // A repair is at most a quarter of the media, beside what is saved up.
    assertThat(down.counters().get(Count.RESENT))
        .isLessThan(down.counters().get(Count.FORWARDED) / 4 + 64_000);
  }

  /** Each source takes the place of the one before, so that memory is bounded. */
  @Test
  void aHundredThousandSourcesAreBounded() {
    open(VideoCodec.VP8, LAYERS);
    byte[] packet = packets().get(0);
    for (int ssrc = 0; ssrc < 100_000; ssrc++) {
      byte[] room = Arrays.copyOf(packet, 2048);
      ByteBuffer.wrap(room).putInt(8, 5_000_000 + ssrc);
      uplink.receiveRtp(room, packet.length, now);
      if (ssrc % 10 == 0) {
        pass();
      }
    }
    now += TimeUnit.SECONDS.toNanos(2);
    uplink.tick(now);
    assertThat(uplink.stats("ann").tracks()).hasSize(1);
    assertThat(uplink.stats("ann").bufferedBytes()).isLessThan(10_000);
  }
}
