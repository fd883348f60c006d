package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.net.LoopCounters;
import dev.rtcrooms.sfu.net.LoopCounters.Count;
import dev.rtcrooms.sfu.rtp.RtpPacket;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends packets of one track again: those that the receiver asks for; and while it loses packets, a
 * copy of each of these soon afterwards, and a copy of each frame's last packet if nothing follows,
 * because only a later packet shows the receiver that one is missing. If nothing follows for longer
 * than the next frame takes at 30 a second, the last two packets are copied once more. For the
 * loop's thread.
 */
final class TrackRepairs {

  /** A frame has ended if nothing follows it for so long. */
  private static final long END_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** The frames are few if nothing follows for so long. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(34);

  /** The most copies that wait for the next tick. */
  private static final int COPIES = 64;

  private static final int NONE = -1;

  private final TrackSender sender;
  private final LoopCounters counters;
  private final ResendHistory history = new ResendHistory();
  private final RtpPacket cached = new RtpPacket();
  private final int[] copies = new int[COPIES];
  private int waiting;
  private long newest = NONE;

  /** The number of the newest packet if it ends a frame and is to be copied, or {@link #NONE}. */
  private int end = NONE;

  /** Whether it was copied once. */
  private boolean copied;

  private long sentAt;
  private long resent;

  TrackRepairs(TrackSender sender, LoopCounters counters) {
    this.sender = sender;
    this.counters = counters;
  }

  /** A packet of the source was sent with a number of the receiver. */
  void sent(long out, long in, RtpPacket packet, long now) {
    history.sent(out, in, packet.payloadLength());
    if (out > newest) {
      newest = out;
      end = packet.marker() ? (int) out & 0xFFFF : NONE;
      copied = false;
      sentAt = now;
    }
  }

  /** Nothing is sent again of what was sent up to now. */
  void clear() {
    history.clear();
    waiting = 0;
    end = NONE;
  }

  /**
   * Sends a packet again, if it is kept, useful, and within the limits.
   *
   * @param source of what was sent, or null if nothing is sent
   * @param number the receiver's, 16 bits
   * @param twice whether a copy follows
   */
  void resend(@Nullable Layer source, int number, int roundTripMillis, boolean twice, long now) {
    if (source != null
        && isKept(source, number)
        && history.resend(number, cached.payloadLength(), roundTripMillis, now)) {
      send(source, number, now);
      if (twice && waiting < COPIES) {
        copies[waiting++] = number;
      }
    }
  }

  /**
   * Sends the copies that are due.
   *
   * @param source of what was sent, or null if nothing is sent
   * @param useful whether copies are
   */
  void tick(@Nullable Layer source, boolean useful, long now) {
    for (int i = 0; source != null && useful && i < waiting; i++) {
      copy(source, copies[i], now);
    }
    waiting = 0;
    if (end != NONE && now - sentAt >= (copied ? PAUSE_NANOS : END_NANOS)) {
      if (source != null && useful) {
        copyEnd(source, now);
      }
      end = copied ? NONE : end;
      copied = true;
    }
  }

  /**
   * Copies the last packet, and the second time the one before as well: browsers do not take a
   * packet that was sent again for one that shows a gap.
   */
  private void copyEnd(Layer source, long now) {
    if (copied) {
      copy(source, (end - 1) & 0xFFFF, now);
    }
    copy(source, end, now);
  }

  private void copy(Layer source, int number, long now) {
    if (isKept(source, number)) {
      send(source, number, now);
    }
  }

  /** Finds a packet, unless a keyframe has made it useless. */
  private boolean isKept(Layer source, int number) {
    long in = history.find(number);
    return sender.canRepair() && in >= source.newestKeyframe() && source.cache().find(in, cached);
  }

  private void send(Layer source, int number, long now) {
    sender.repair(source, cached, number, now);
    resent++;
    counters.add(Count.RESENT, 1);
  }

  /** How many packets were sent again. */
  long resent() {
    return resent;
  }

  /** The bit rate of what was asked for and sent again in the last two seconds. */
  long rate(long now) {
    return history.rate(now);
  }
}
