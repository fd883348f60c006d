package dev.rtcrooms.sfu.forward;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Finds the layers of a publisher's videos that nobody needs. A layer counts as needed until nobody
 * has needed it for five seconds, and again at once when somebody does; the smallest one always,
 * for those who join. While a track is silent, no layer becomes idle. For the loop's thread.
 */
final class IdleWatch {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

  private final Consumer<List<IdleSource>> onChange;

  /** When each layer was needed last. */
  private final Map<Layer, Long> needed = new HashMap<>();

  private List<IdleSource> idle = List.of();

  /**
   * All layers are needed.
   *
   * @param onChange hears all layers that nobody needs, whenever others are than before
   */
  IdleWatch(Consumer<List<IdleSource>> onChange) {
    this.onChange = onChange;
  }

  void tick(List<IncomingTrack> tracks, long now) {
    needed.keySet().removeIf(layer -> !isPresent(layer, tracks));
    List<IdleSource> next = new ArrayList<>();
    for (IncomingTrack track : tracks) {
      if (track.rids().size() > 1) {
        find(track, now, next);
      }
    }
    if (!next.equals(idle)) {
      idle = List.copyOf(next);
      onChange.accept(idle);
    }
  }

  private static boolean isPresent(Layer layer, List<IncomingTrack> tracks) {
    return tracks.stream().anyMatch(track -> track.layers().contains(layer));
  }

  private void find(IncomingTrack track, long now, List<IdleSource> found) {
    List<Layer> layers = new ArrayList<>(track.layers());
    boolean silent = layers.stream().noneMatch(layer -> layer.isSent(now));
    if (!silent) {
      layers.removeIf(layer -> !layer.isSent(now) && !isIdle(track, layer));
    }
    layers.sort((one, other) -> one.compareSize(other, now));
    boolean measured = layers.stream().allMatch(layer -> layer.size().isKnown());
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      boolean isNeeded =
          i == 0
              || !measured
              || track.isReceived(layer)
              || track.isShownLargerThan(layers.get(i - 1));
      if (isNeeded || !needed.containsKey(layer)) {
        needed.put(layer, now);
      } else if (silent ? isIdle(track, layer) : now - needed.get(layer) >= PATIENCE) {
        found.add(source(track, layer));
      }
    }
  }

  private boolean isIdle(IncomingTrack track, Layer layer) {
    return idle.contains(source(track, layer));
  }

  private static IdleSource source(IncomingTrack track, Layer layer) {
    return new IdleSource(track.mid(), layer.name());
  }
}
