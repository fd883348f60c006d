package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.net.Drop;
import dev.rtcrooms.sfu.net.PeerTransport;
import dev.rtcrooms.sfu.rtcp.RtcpWriter;
import dev.rtcrooms.sfu.rtp.RtpPacket;
import dev.rtcrooms.sfu.rtp.RtpWriter;
import dev.rtcrooms.sfu.rtp.SequenceMap;
import dev.rtcrooms.sfu.stats.TrackStats;
import org.jspecify.annotations.Nullable;

/**
 * A track as one receiver gets it: with an SSRC, numbers and timestamps of its own, whatever layer
 * it comes from. For the loop's thread.
 */
public final class ForwardedTrack implements TrackReceiver {

  private IncomingTrack track;
  private final PeerTransport transport;
  private final OutgoingFormat outgoing;
  private final TrackSender sender;
  private final SequenceMap map = new SequenceMap();
  private final TrackRepairs repairs;
  private Wish wish;
  private boolean changed;

  /** What is to be forwarded, from its next keyframe on; null for nothing. */
  private @Nullable Layer target;

  /** What is forwarded; perhaps not the target yet. */
  private @Nullable Layer current;

  private boolean started;
  private boolean cut;
  private long nextOut;
  private long lost;

  /**
   * Sends nothing yet.
   *
   * @param track what is sent
   * @param sent what the receiver was sent: {@link Downlink#sent}
   * @param transport that of the downlink
   * @param outgoing how it gets the track
   * @param viewing how the receiver shows it, before it says so
   * @param writer used only while a packet is sent; of the same thread
   */
  public ForwardedTrack(
      IncomingTrack track,
      SentPackets sent,
      PeerTransport transport,
      OutgoingFormat outgoing,
      Viewing viewing,
      RtpWriter writer) {
    this.track = track;
    this.transport = transport;
    this.outgoing = outgoing;
    this.wish = new Wish(track, viewing);
    this.sender = new TrackSender(track.format(), transport, sent, outgoing, writer);
    this.repairs = new TrackRepairs(sender, transport.counters());
    this.nextOut = outgoing.firstSequence();
  }

  int ssrc() {
    return outgoing.ssrc();
  }

  /**
   * Sends another track of the same codec from now on; not while it is in a {@link Downlink}.
   *
   * @param next what is sent
   * @param viewing how the receiver shows it
   */
  public void carry(IncomingTrack next, Viewing viewing) {
    track = next;
    wish = new Wish(next, viewing);
    changed = true;
  }

  IncomingTrack track() {
    return track;
  }

  boolean isVideo() {
    return track.format().video() != null;
  }

  /**
   * Changes how the receiver shows the track.
   *
   * @param next the size and the priority
   */
  public void show(Viewing next) {
    wish.show(next);
    changed = true;
  }

  /** Whether the receiver shows it otherwise, or it has other layers, since the last call. */
  boolean takeChange() {
    boolean taken = changed;
    changed = false;
    return taken;
  }

  @Override
  public boolean isShownLargerThan(Layer layer) {
    return wish.isShownLargerThan(layer);
  }

  /** What the receiver shows of the track and gets of its bandwidth; only for video. */
  Wish wish() {
    return wish;
  }

  /**
   * Says what the track could get of the receiver's bandwidth: of video at most so many layers.
   *
   * @return the bit rate that it needs in any case: of audio, and of retransmissions
   */
  long prepare(int layers, long now) {
    long again = repairs.rate(now);
    if (isVideo()) {
      wish.prepare(layers, now);
    }
    return isVideo() || target == null ? again : again + target.rate(now);
  }

  /** Takes what the track gets of the receiver's bandwidth. */
  void choose() {
    if (isVideo()) {
      select(wish.choose(target));
    } else if (target == null && !track.layers().isEmpty()) {
      select(track.layers().iterator().next());
    }
  }

  /**
   * Changes what is forwarded. Of video, the layer before goes on until the next keyframe of the
   * new one, for which its publisher is asked.
   *
   * @param next a layer of the track, or null to forward nothing from now on
   */
  void select(@Nullable Layer next) {
    if (next == target) {
      return;
    }
    if (target != null && target != current) {
      track.stop(target, this);
    }
    target = next;
    if (next == null) {
      stop();
    } else if (next != current) {
      track.forward(next, this);
    }
  }

  private void stop() {
    if (current != null) {
      track.stop(current, this);
      current = null;
    }
    started = false;
  }

  @Override
  public void replaced(@Nullable Layer before, Layer next) {
    changed = true;
    if (target != null && target == before) {
      select(null);
      select(next);
    } else if (current != null && current == before) {
      stop();
    }
  }

  @Override
  public void pause() {
    started = false;
  }

  void wantKeyframe() {
    if (target != null) {
      target.wantKeyframe();
    }
    if (current != null && current != target) {
      current.wantKeyframe();
    }
  }

  @Override
  public boolean isWaitingFor(Layer source) {
    return target == source && !started && transport.isReady();
  }

  @Override
  public boolean isSending(Layer source) {
    return started && source == current;
  }

  @Override
  public void forgetSent() {
    repairs.clear();
  }

  @Override
  public void forward(Layer source, RtpPacket packet, long in, boolean keyframe, long now) {
    if (!transport.isReady()) {
      started = false; // after a pause, a keyframe again
      return;
    }
    if (!isSending(source) && !start(source, packet, in, keyframe, now)) {
      return;
    }
    if (packet.payloadLength() == 0) {
      map.drop(in);
      return;
    }
    long out = map.map(in);
    if (out == SequenceMap.DROPPED || out < outgoing.firstSequence()) {
      transport.counters().drop(Drop.LATE);
      return;
    }
    repairs.sent(out, in, packet, now);
    nextOut = Math.max(nextOut, out + 1);
    cut = !packet.marker();
    sender.send(source, packet, out, now);
  }

  /** Begins the target, if it can begin with this packet. */
  private boolean start(Layer source, RtpPacket packet, long in, boolean keyframe, long now) {
    if (source != target || packet.payloadLength() == 0) {
      return false;
    }
    if (isVideo() && !keyframe) {
      source.wantKeyframe();
      return false;
    }
    if (source != current) {
      if (current != null) {
        track.stop(current, this);
      }
      repairs.clear();
    }
    if (isVideo() && cut) {
      nextOut++; // the end of a frame is missing, which a gap tells
    }
    current = source;
    started = true;
    map.begin(in, nextOut);
    sender.begin(source, packet, now);
    return true;
  }

  /** Sends a packet again, if it is kept, useful, and within the limits, and perhaps a copy. */
  void resend(int number, int roundTripMillis, boolean twice, long now) {
    repairs.resend(current, number, roundTripMillis, twice, now);
  }

  /** Sends the copies that are due, if they are useful. */
  void sendCopies(boolean useful, long now) {
    repairs.tick(current, useful, now);
  }

  /** Notes how many packets the receiver has not got, as it says. */
  void lost(int count) {
    lost = Math.max(0, count);
  }

  TrackStats stats(long now) {
    return new TrackStats(
        track.mid(),
        "",
        isVideo(),
        sender.packets(),
        sender.octets(),
        sender.rate(now),
        lost,
        repairs.resent(),
        0,
        0);
  }

  /** Adds the publisher's report with this receiver's timestamps; returns the NTP time, or 0. */
  long report(RtcpWriter report, long now) {
    Layer source = current;
    return source == null || !started ? 0 : sender.report(source.reception(), report, now);
  }

  /** Whether padding can be sent among retransmissions. */
  boolean canPad() {
    return sender.canRepair();
  }

  /** Sends padding; returns how many bytes. */
  int pad(long now) {
    return sender.pad(now);
  }
}
