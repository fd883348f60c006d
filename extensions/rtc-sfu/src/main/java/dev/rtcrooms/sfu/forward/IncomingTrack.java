package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.net.LoopCounters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A track that a publisher sends. Its sources are found as their packets come. For the loop's
 * thread, but the constructor and the fields that never change.
 */
public final class IncomingTrack {

  private final String mid;
  private final TrackFormat format;
  private final ExtensionIds ids;
  private final List<ForwardedTrack> receivers = new ArrayList<>();
  private @Nullable Layer layer;

  /**
   * Has no source yet.
   *
   * @param mid the media section of the publisher's description
   * @param format how it is sent
   * @param ids the publisher's header extensions
   */
  public IncomingTrack(String mid, TrackFormat format, ExtensionIds ids) {
    this.mid = mid;
    this.format = format;
    this.ids = ids;
  }

  /**
   * Returns its media section.
   *
   * @return the identification tag
   */
  public String mid() {
    return mid;
  }

  /**
   * Returns how it is sent.
   *
   * @return the format
   */
  public TrackFormat format() {
    return format;
  }

  /** The source, or null before its first packet. */
  @Nullable Layer layer() {
    return layer;
  }

  /** Begins a source, in place of the one before. */
  Layer begin(int ssrc, LoopCounters counters) {
    Layer before = layer;
    Layer next = new Layer(ssrc, format, ids, counters);
    layer = next;
    for (ForwardedTrack receiver : receivers) {
      if (before != null) {
        before.remove(receiver);
      }
      receiver.follow(next);
      next.add(receiver);
    }
    return next;
  }

  /**
   * Begins to forward to a receiver.
   *
   * @param receiver not yet added
   */
  public void add(ForwardedTrack receiver) {
    receivers.add(receiver);
    Layer present = layer;
    if (present != null) {
      receiver.follow(present);
      present.add(receiver);
    }
  }

  /**
   * Stops to forward to a receiver.
   *
   * @param receiver ignored if it was not added
   */
  public void remove(ForwardedTrack receiver) {
    receivers.remove(receiver);
    if (layer != null) {
      layer.remove(receiver);
    }
  }
}
