package dev.rtcrooms.hub.feature;

import dev.rtcrooms.Feature;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Room;
import dev.rtcrooms.Visit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The features of one room, in the order in which they were added; for the mailbox. */
public final class FeatureList {

  private static final Logger LOG = LoggerFactory.getLogger(FeatureList.class);

  private final List<Feature> features = new ArrayList<>();
  private final Queue<Consumer<Feature>> notifications = new ArrayDeque<>();
  private boolean notifying;

  /** Creates the features of a room. */
  public void create(List<Feature.Factory> factories, Room room) {
    for (Feature.Factory factory : factories) {
      features.add(factory.create(room));
    }
  }

  /** All features. */
  public List<Feature> all() {
    return features;
  }

  /**
   * Finds a feature by its class.
   *
   * @throws NoSuchElementException if the builder was given no such feature
   */
  public <F extends Feature> F find(Class<F> type) {
    for (Feature feature : features) {
      if (type.isInstance(feature)) {
        return type.cast(feature);
      }
    }
    throw new NoSuchElementException("Add " + type.getName() + " to the builder");
  }

  /**
   * Asks the features whether a user may enter.
   *
   * @return the first feature that makes the user wait; null if the user may enter
   * @throws RefusalException if a feature refuses the user, or fails
   */
  public @Nullable Feature holder(Visit visit) {
    Feature holder = null;
    for (Feature feature : features) {
      boolean enters = mayEnter(feature, visit);
      holder = enters || holder != null ? holder : feature;
    }
    return holder;
  }

  private static boolean mayEnter(Feature feature, Visit visit) {
    try {
      return feature.mayEnter(visit);
    } catch (RefusalException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      LOG.error("The feature {} could not decide who may enter", feature.getClass().getName(), e);
      throw new RefusalException(Refusal.INTERNAL, "The server could not decide who may enter");
    }
  }

  /**
   * Notifies every feature, whatever another one throws. A notification that a feature causes
   * follows when the current one has reached all, so that all features see the same order.
   */
  public void each(Consumer<Feature> notification) {
    notifications.add(notification);
    if (notifying) {
      return;
    }
    notifying = true;
    for (Consumer<Feature> next = notifications.poll(); next != null; next = notifications.poll()) {
      send(next);
    }
    notifying = false;
  }

  /** Whether a notification has not yet reached all features. */
  public boolean isNotifying() {
    return notifying;
  }

  /** Notifies one feature at once, whatever it throws. */
  public static void notify(Feature feature, Consumer<Feature> notification) {
    try {
      notification.accept(feature);
    } catch (RuntimeException | Error e) {
      LOG.error("The feature {} failed", feature.getClass().getName(), e);
    }
  }

  private void send(Consumer<Feature> notification) {
    for (Feature feature : features) {
      notify(feature, notification);
    }
  }
}
