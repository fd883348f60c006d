package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.rtp.SourceMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Chooses the layer of each track for one receiver: no larger layer than it shows or the loop
 * bears, and no more than its bandwidth. For the loop's thread.
 */
final class Choice {

  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

  /** A change of the bandwidth by this share does not wait. */
  private static final double CHANGE = 0.15;

  private final Bandwidth bandwidth;
  private final IntSupplier layers;
  private final Consumer<Set<Integer>> onPaused;
  private final Allocator allocator = new Allocator();
  private final List<Demand> demands = new ArrayList<>();
  private boolean changed;
  private long lastBandwidth;
  private long last;
  private long reserved;
  private Set<Integer> paused = Set.of();

  /**
   * Chooses nothing yet.
   *
   * @param layers how many layers of a video the loop bears
   * @param onPaused hears the SSRCs of the tracks that are paused for lack of bandwidth, whenever
   *     others are than before
   */
  Choice(Bandwidth bandwidth, IntSupplier layers, Consumer<Set<Integer>> onPaused) {
    this.bandwidth = bandwidth;
    this.layers = layers;
    this.onPaused = onPaused;
  }

  /** There are other tracks, or they are shown otherwise. */
  void changed() {
    changed = true;
  }

  /** Chooses anew if that is due, and sends what a probe needs. */
  void tick(SourceMap<ForwardedTrack> tracks, long now) {
    long present = bandwidth.bitsPerSecond();
    for (int i = 0; i < tracks.size(); i++) {
      changed |= tracks.at(i).takeChange();
    }
    boolean other = Math.abs((double) present - lastBandwidth) > CHANGE * lastBandwidth;
    if (changed || other || now - last >= INTERVAL) {
      changed = false;
      last = now;
      lastBandwidth = present;
      choose(tracks, present, now);
    }
    probe(tracks, now);
  }

  private void choose(SourceMap<ForwardedTrack> tracks, long present, long now) {
    demands.clear();
    reserved = 0;
    for (int i = 0; i < tracks.size(); i++) {
      ForwardedTrack track = tracks.at(i);
      reserved += track.prepare(layers.getAsInt(), now);
      if (track.isVideo()) {
        demands.add(track.wish().demand());
      }
    }
    long budget = Math.max(0, present - reserved);
    boolean sure = bandwidth.isMeasured() && staysMeasured(tracks);
    allocator.allocate(demands, budget, sure, now);
    Set<Integer> starved = new HashSet<>();
    for (int i = 0; i < tracks.size(); i++) {
      ForwardedTrack track = tracks.at(i);
      track.choose();
      if (track.isVideo() && track.wish().demand().isStarved()) {
        starved.add(track.ssrc());
      }
    }
    if (!starved.equals(paused)) {
      paused = Set.copyOf(starved);
      onPaused.accept(paused);
    }
  }

  /** Whether a later change of the bandwidth would be noticed if all video were paused. */
  private boolean staysMeasured(SourceMap<ForwardedTrack> tracks) {
    for (int i = 0; i < tracks.size(); i++) {
      ForwardedTrack track = tracks.at(i);
      if (!track.isVideo() || (bandwidth.canProbe() && track.canPad())) {
        return true;
      }
    }
    return false;
  }

  /** Sends padding on the first track that has retransmissions. */
  private void probe(SourceMap<ForwardedTrack> tracks, long now) {
    long wanted = allocator.wanted() == 0 ? 0 : allocator.wanted() + reserved;
    long due = bandwidth.padding(wanted, now);
    for (int i = 0; due > 0 && i < tracks.size(); i++) {
      ForwardedTrack track = tracks.at(i);
      while (due > 0 && track.canPad()) {
        due -= track.pad(now);
      }
    }
  }
}
