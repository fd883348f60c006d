package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.net.LoopCounters.Count;
import dev.rtcrooms.sfu.net.PeerTransport;
import dev.rtcrooms.sfu.rtcp.RtcpWriter;
import dev.rtcrooms.sfu.rtp.RtpPacket;
import dev.rtcrooms.sfu.rtp.RtpWriter;
import dev.rtcrooms.sfu.rtp.VideoCodec;
import dev.rtcrooms.sfu.rtp.Vp8Numbers;
import org.jspecify.annotations.Nullable;

/**
 * Writes the packets of one track to one receiver: with its SSRC, timestamps, picture numbers and
 * header extensions. For the loop's thread.
 */
final class TrackSender {

  /** The most bytes of padding that a packet can have. */
  private static final int PADDING = 255;

  private final boolean video;
  private final PeerTransport transport;
  private final SentPackets sent;
  private final OutgoingFormat outgoing;
  private final RtpWriter writer;
  private final TimestampMap timestamps;
  private final @Nullable Vp8Numbers pictures;
  private final RateMeter meter = new RateMeter();
  private long nextRepair;
  private long packets;
  private long octets;

  TrackSender(
      TrackFormat format,
      PeerTransport transport,
      SentPackets sent,
      OutgoingFormat outgoing,
      RtpWriter writer) {
    this.video = format.video() != null;
    this.transport = transport;
    this.sent = sent;
    this.outgoing = outgoing;
    this.writer = writer;
    this.timestamps = new TimestampMap(format.clockRate());
    this.pictures = format.video() == VideoCodec.VP8 ? new Vp8Numbers() : null;
    this.nextRepair = outgoing.firstSequence();
  }

  /** Goes on with a layer, whose first packet this is. */
  void begin(Layer source, RtpPacket packet, long now) {
    timestamps.begin(source.reception(), packet.timestamp(), now);
    if (pictures != null) {
      pictures.begin(packet.bytes(), packet.payload(), packet.payloadLength());
    }
  }

  /** Sends a packet with a number of the receiver. */
  void send(Layer source, RtpPacket packet, long out, long now) {
    write(source, packet, outgoing.payloadType(), out, outgoing.ssrc());
    append(packet);
    timestamps.sent(packet.timestamp(), now);
    packets++;
    octets += packet.payloadLength();
    meter.add(packet.payloadLength(), now);
    transport.counters().sent(video, packet.payloadLength());
    transport.counters().add(Count.FORWARDED, 1);
    send(out, now);
  }

  /** Whether packets can be sent again, and padding among them. */
  boolean canRepair() {
    return outgoing.repairType() >= 0;
  }

  /** Sends a packet again (RFC 4588 §4), of which the receiver has missed this number. */
  void repair(Layer source, RtpPacket packet, int number, long now) {
    long repair = nextRepair++;
    write(source, packet, outgoing.repairType(), repair, outgoing.repairSsrc());
    writer.append16(number);
    append(packet);
    send(repair, now);
  }

  /** Sends padding among the retransmissions; returns how many bytes. */
  int pad(long now) {
    long repair = nextRepair++;
    writer.begin(false, outgoing.repairType(), repair, timestamps.last(), outgoing.repairSsrc());
    endExtensions();
    writer.pad(PADDING);
    int length = writer.length();
    send(repair, now);
    return length;
  }

  private void write(Layer source, RtpPacket packet, int payloadType, long number, int ssrc) {
    ExtensionIds from = source.ids();
    long timestamp = timestamps.map(packet.timestamp());
    writer.begin(packet.marker(), payloadType, number, timestamp, ssrc);
    writer.copyExtension(outgoing.audioLevel(), packet, from.audioLevel());
    writer.copyExtension(outgoing.orientation(), packet, from.orientation());
    endExtensions();
  }

  private void endExtensions() {
    if (outgoing.transportCc() > 0) {
      writer.extension16(outgoing.transportCc(), sent.next());
    }
    writer.endExtensions();
  }

  private void append(RtpPacket packet) {
    int at = writer.length();
    writer.append(packet.bytes(), packet.payload(), packet.payloadLength());
    if (pictures != null) {
      pictures.rewrite(writer.bytes(), at, packet.payloadLength());
    }
  }

  private void send(long index, long now) {
    int length = writer.length();
    boolean isSent = transport.send(writer, index, video);
    if (outgoing.transportCc() > 0) {
      if (isSent) {
        sent.add(length, now);
      } else {
        sent.refused(length);
      }
    }
  }

  /** How many packets were sent, without repairs. */
  long packets() {
    return packets;
  }

  /** The bytes of their payloads. */
  long octets() {
    return octets;
  }

  /** The bit rate of the last two seconds, without headers and repairs. */
  long rate(long now) {
    return meter.rate(now);
  }

  /** Adds the publisher's report with this receiver's timestamps; returns the NTP time, or 0. */
  long report(Reception reception, RtcpWriter report, long now) {
    if (packets == 0 || !reception.isReported()) {
      return 0;
    }
    long ntp = reception.ntp(now);
    long timestamp = timestamps.map(reception.timestamp(now));
    report.senderReport(outgoing.ssrc(), ntp, timestamp, packets, octets, outgoing.cname());
    return ntp;
  }
}
