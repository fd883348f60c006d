package dev.rtcrooms.sfu.record;

import dev.rtcrooms.sfu.forward.Layer;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the layer of a track that is recorded: the largest one that is sent, from one of its
 * keyframes on. For the loop's thread.
 */
final class LayerChoice {

  private final boolean video;
  private @Nullable Layer chosen;
  private int choices;

  LayerChoice(boolean video) {
    this.video = video;
  }

  /**
   * Tells whether a packet is recorded.
   *
   * @param layer the source of the packet
   * @param keyframe whether it begins a keyframe
   * @param now as of {@link System#nanoTime}
   * @return false if another layer is recorded
   */
  boolean takes(Layer layer, boolean keyframe, long now) {
    Layer present = chosen;
    if (layer == present) {
      return true;
    }
    if (present == null || !video) {
      choose(layer);
    } else if (layer.isPreferredTo(present, now)) {
      if (keyframe) {
        choose(layer);
      } else {
        layer.wantKeyframe();
      }
    }
    return layer == chosen;
  }

  private void choose(Layer layer) {
    chosen = layer;
    choices++;
  }

  /**
   * How often a layer was chosen: another number for each source, also for one that is restarted.
   */
  int choices() {
    return choices;
  }
}
