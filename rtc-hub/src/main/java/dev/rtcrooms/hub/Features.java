package dev.rtcrooms.hub;

import dev.rtcrooms.Feature;
import dev.rtcrooms.Room;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one room can do, in the order in which it was added; for the mailbox. */
final class Features {

  private static final Logger LOG = LoggerFactory.getLogger(Features.class);

  private final List<Feature> features = new ArrayList<>();
  private final Queue<Consumer<Feature>> news = new ArrayDeque<>();
  private boolean telling;

  void create(List<Feature.Factory> factories, Room room) {
    for (Feature.Factory factory : factories) {
      features.add(factory.create(room));
    }
  }

  List<Feature> all() {
    return features;
  }

  <F extends Feature> F find(Class<F> type) {
    for (Feature feature : features) {
      if (type.isInstance(feature)) {
        return type.cast(feature);
      }
    }
    throw new NoSuchElementException("Add " + type.getName() + " to the builder");
  }

  /**
   * Tells every feature, whatever another one throws. What a feature brings about while it is told
   * something is told to all after that, so that all hear of things in the same order.
   */
  void each(Consumer<Feature> told) {
    news.add(told);
    if (telling) {
      return;
    }
    telling = true;
    for (Consumer<Feature> next = news.poll(); next != null; next = news.poll()) {
      tell(next);
    }
    telling = false;
  }

  /** Whether some have still to hear of something. */
  boolean beingTold() {
    return telling;
  }

  private void tell(Consumer<Feature> told) {
    for (Feature feature : features) {
      try {
        told.accept(feature);
      } catch (RuntimeException | Error e) {
        LOG.error("The feature {} failed", feature.getClass().getName(), e);
      }
    }
  }
}
