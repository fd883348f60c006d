package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.bytes.BigEndian;
import dev.rtcrooms.sfu.net.PeerTransport;
import dev.rtcrooms.sfu.rtcp.ArrivalLog;
import dev.rtcrooms.sfu.rtp.RtpPacket;
import java.util.concurrent.TimeUnit;

/** Tells a publisher when each of its packets has arrived. For the loop's thread. */
final class ArrivalFeedback {

  private final ArrivalLog arrivals = new ArrivalLog();
  private int anyMedia;

  /**
   * A packet has arrived.
   *
   * @param id of the extension that has its transport-wide number; 0 if there is none
   */
  void received(RtpPacket packet, int id, long now) {
    int at = packet.extension(id);
    if (at != RtpPacket.ABSENT && packet.extensionLength(id) == 2) {
      int number = BigEndian.int16(packet.bytes(), at);
      arrivals.received(number, TimeUnit.NANOSECONDS.toMicros(now));
      anyMedia = packet.ssrc();
    }
  }

  /** Sends what was not told yet. */
  void send(PeerTransport transport, int self) {
    while (arrivals.isPending()) {
      transport.sendRtcp(arrivals.bytes(), arrivals.write(self, anyMedia));
    }
  }
}
