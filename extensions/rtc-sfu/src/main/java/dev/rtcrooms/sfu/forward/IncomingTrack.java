package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.net.LoopCounters;
import dev.rtcrooms.sfu.speech.Voice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A track that a publisher sends, in one layer or in several of different size (simulcast, RFC
 * 8853). Its sources are found as their packets come. For the loop's thread, but the constructor
 * and the fields that never change.
 */
public final class IncomingTrack {

  private final String mid;
  private final List<String> rids;
  private final TrackFormat format;
  private final ExtensionIds ids;
  private final @Nullable Voice voice;
  private final List<ForwardedTrack> receivers = new ArrayList<>();
  private final List<Layer> layers = new ArrayList<>();
  private final List<TrackTap> taps = new ArrayList<>();
  private int keptBytes;
  private int keptMillis;

  /**
   * Has no source yet.
   *
   * @param mid the media section of the publisher's description
   * @param rids the names of its layers; empty without simulcast
   * @param format how it is sent
   * @param ids the publisher's header extensions
   * @param voice hears its audio levels; null for video, and for audio that is no speech
   */
  public IncomingTrack(
      String mid, List<String> rids, TrackFormat format, ExtensionIds ids, @Nullable Voice voice) {
    this.mid = mid;
    this.rids = List.copyOf(rids);
    this.format = format;
    this.ids = ids;
    this.voice = voice;
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
   * Returns the names of its layers.
   *
   * @return in the publisher's order; empty without simulcast
   */
  public List<String> rids() {
    return rids;
  }

  /**
   * Returns how it is sent.
   *
   * @return the format
   */
  public TrackFormat format() {
    return format;
  }

  /**
   * Returns what hears its audio levels.
   *
   * @return the voice; null for video, and for audio that is no speech
   */
  public @Nullable Voice voice() {
    return voice;
  }

  /** All sources so far. */
  List<Layer> layers() {
    return layers;
  }

  /**
   * Keeps the pictures since each keyframe, for receivers that join while the publisher sends no
   * keyframe when it is asked. Called before the first packet.
   *
   * @param bytes the most bytes of a group of pictures
   * @param millis the longest time since a keyframe
   */
  public void keepPictures(int bytes, int millis) {
    keptBytes = bytes;
    keptMillis = millis;
  }

  /**
   * The source of this name, or null before its first packet.
   *
   * @param rid null without simulcast
   */
  @Nullable Layer layer(@Nullable String rid) {
    for (Layer layer : layers) {
      if (rid == null ? layer.rid() == null : rid.equals(layer.rid())) {
        return layer;
      }
    }
    return null;
  }

  /** The layers that are sent now, the smallest picture first. */
  List<Layer> sent(long now) {
    List<Layer> sent = new ArrayList<>(layers);
    sent.removeIf(layer -> !layer.isSent(now));
    sent.sort((one, other) -> one.compareSize(other, now));
    return sent;
  }

  /** Whether a receiver shows it larger than a layer is, so that a larger one is useful. */
  boolean isShownLargerThan(Layer layer) {
    for (ForwardedTrack receiver : receivers) {
      if (receiver.wish().isShownLargerThan(layer)) {
        return true;
      }
    }
    return false;
  }

  /** Begins a source, in place of the one of the same name. */
  Layer begin(int ssrc, @Nullable String rid, LoopCounters counters) {
    Layer before = layer(rid);
    Layer next = new Layer(ssrc, rid, format, ids, voice, counters);
    if (keptBytes > 0 && format.video() != null) {
      next.keep(new GopCache(keptBytes, keptMillis));
    }
    layers.remove(before);
    layers.add(next);
    for (ForwardedTrack receiver : receivers) {
      receiver.replaced(before, next);
    }
    taps.forEach(next::add);
    return next;
  }

  /** Begins to forward to a receiver, which chooses the layer. */
  void add(ForwardedTrack receiver) {
    receivers.add(receiver);
  }

  /** Stops to forward to a receiver. */
  void remove(ForwardedTrack receiver) {
    receivers.remove(receiver);
  }

  /**
   * Begins to copy its packets.
   *
   * @param tap not yet added
   */
  public void add(TrackTap tap) {
    taps.add(tap);
    layers.forEach(layer -> layer.add(tap));
  }

  /**
   * Stops to copy its packets.
   *
   * @param tap ignored if it was not added
   */
  public void remove(TrackTap tap) {
    taps.remove(tap);
    layers.forEach(layer -> layer.remove(tap));
  }
}
