package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.net.LoopCounters;
import dev.rtcrooms.sfu.speech.Voice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
  private final List<TrackReceiver> receivers = new ArrayList<>();
  private final Map<Layer, LayerReceivers> layers = new LinkedHashMap<>();
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

  /** All sources so far, the oldest first. */
  Set<Layer> layers() {
    return layers.keySet();
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
  @Nullable LayerReceivers source(@Nullable String rid) {
    for (LayerReceivers each : layers.values()) {
      if (Objects.equals(rid, each.layer().rid())) {
        return each;
      }
    }
    return null;
  }

  /** The layers that are sent now, the smallest picture first. */
  List<Layer> sent(long now) {
    List<Layer> sent = new ArrayList<>(layers.keySet());
    sent.removeIf(layer -> !layer.isSent(now));
    sent.sort((one, other) -> one.compareSize(other, now));
    return sent;
  }

  /** Whether a receiver shows it larger than a layer is, so that a larger one is useful. */
  boolean isShownLargerThan(Layer layer) {
    for (TrackReceiver receiver : receivers) {
      if (receiver.isShownLargerThan(layer)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a layer is forwarded or recorded. */
  boolean isReceived(Layer layer) {
    LayerReceivers source = layers.get(layer);
    return source != null && !source.isEmpty();
  }

  /** Begins a source, in place of the one of the same name. */
  LayerReceivers begin(int ssrc, @Nullable String rid, LoopCounters counters) {
    LayerReceivers replaced = source(rid);
    Layer before = replaced == null ? null : replaced.layer();
    Layer next = new Layer(ssrc, rid, format, ids, counters);
    boolean keeps = keptBytes > 0 && format.video() != null;
    GopCache group = keeps ? new GopCache(keptBytes, keptMillis) : null;
    LayerReceivers source = new LayerReceivers(next, voice, group, counters);
    if (before != null) {
      layers.remove(before);
    }
    layers.put(next, source);
    for (TrackReceiver receiver : receivers) {
      receiver.replaced(before, next);
    }
    taps.forEach(source::add);
    return source;
  }

  /** Begins to tell a receiver of its layers, from which it chooses. */
  void add(TrackReceiver receiver) {
    receivers.add(receiver);
  }

  /** Stops to tell a receiver of its layers. */
  void remove(TrackReceiver receiver) {
    receivers.remove(receiver);
  }

  /** Begins to forward a layer to a receiver. */
  void forward(Layer layer, TrackReceiver receiver) {
    LayerReceivers source = layers.get(layer);
    if (source != null) {
      source.add(receiver);
    }
  }

  /** Stops to forward a layer to a receiver; another source may have replaced the layer. */
  void stop(Layer layer, TrackReceiver receiver) {
    LayerReceivers source = layers.get(layer);
    if (source != null) {
      source.remove(receiver);
    }
  }

  /**
   * Begins to copy its packets.
   *
   * @param tap not yet added
   */
  public void add(TrackTap tap) {
    taps.add(tap);
    layers.values().forEach(source -> source.add(tap));
  }

  /**
   * Stops to copy its packets.
   *
   * @param tap ignored if it was not added
   */
  public void remove(TrackTap tap) {
    taps.remove(tap);
    layers.values().forEach(source -> source.remove(tap));
  }
}
