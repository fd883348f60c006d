package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.net.LoopCounters;
import dev.rtcrooms.sfu.rtcp.RtcpWriter;
import dev.rtcrooms.sfu.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A track of a publisher, without a network. */
public final class PublisherTrack {

  private static final ExtensionIds NO_IDS = new ExtensionIds(0, 0, 0, 0, 0, 0);

  private final IncomingTrack track;
  private final Map<String, LayerReceivers> layers = new HashMap<>();
  private final RtpPacket packet = new RtpPacket();
  private int sent;

  public PublisherTrack(TrackFormat format, TrackTap tap) {
    track = new IncomingTrack("0", List.of(), format, NO_IDS, null);
    track.add(tap);
  }

  /** Sends the next packet. */
  public void send(long timestamp, byte[] payload, long now) {
    send("", timestamp, payload, now);
  }

  /** Sends the next packet, of one of the layers. */
  public void send(String rid, long timestamp, byte[] payload, long now) {
    ByteBuffer bytes = ByteBuffer.allocate(12 + payload.length);
    bytes.put((byte) 0x80).put((byte) 111).putShort((short) sent++).putInt((int) timestamp);
    bytes.putInt(1).put(payload);
    packet.read(bytes.array(), 0, bytes.capacity());
    layers
        .computeIfAbsent(rid, name -> track.begin(name.length(), name, new LoopCounters()))
        .receive(packet, false, now);
  }

  /** Sends all layers from new sources with the same SSRCs, whose numbers begin anew. */
  public void restart() {
    layers.clear();
    sent = 0;
  }

  /** Tells whether a layer asks for a keyframe. */
  public boolean asksForKeyframe(String rid, long now) {
    RtcpWriter report = new RtcpWriter();
    layers.get(rid).ask(report, 1, now);
    return !report.isEmpty();
  }
}
