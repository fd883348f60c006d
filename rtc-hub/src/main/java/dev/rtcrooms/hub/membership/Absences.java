package dev.rtcrooms.hub.membership;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.hub.feature.FeatureList;
import dev.rtcrooms.hub.mailbox.Timers;
import dev.rtcrooms.spi.Cancellable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The clients that have left and are expected back; for the mailbox. */
public final class Absences {

  private final Timers timers;
  private final FeatureList features;
  private final Duration grace;
  private final Map<String, Absence> byId = new LinkedHashMap<>();

  private record Absence(LiveClient client, Cancellable end) {}

  /**
   * The absences of one room.
   *
   * @param grace how long a client is expected back
   */
  public Absences(Timers timers, FeatureList features, Duration grace) {
    this.timers = timers;
    this.features = features;
    this.grace = grace;
  }

  /** How long a client is expected back. */
  Duration grace() {
    return grace;
  }

  /** The features were told that a client has left; they are told when it is gone. */
  void left(LiveClient client) {
    if (mayReturn(client)) {
      Cancellable end = timers.after(grace, () -> end(client));
      byId.put(client.id(), new Absence(client, end));
    } else {
      features.each(feature -> feature.gone(client));
    }
  }

  /** A client whose connection a newer one replaces is back in a moment. */
  private boolean mayReturn(LiveClient client) {
    CloseReason reason = client.closeReason().orElse(null);
    return !grace.isZero()
        && client.admitted().session() != null
        && reason != null
        && (reason.shouldReconnect() || reason.equals(CloseReason.REPLACED));
  }

  private void end(LiveClient client) {
    byId.remove(client.id());
    features.each(feature -> feature.gone(client));
  }

  /** Returns true if a client of this id was expected; it is back now. */
  boolean ends(String id) {
    @Nullable Absence absence = byId.remove(id);
    if (absence == null) {
      return false;
    }
    absence.end.cancel();
    return true;
  }

  /** The room ends, so nobody is expected any more. */
  void clear() {
    byId.values().forEach(absence -> absence.end.cancel());
    for (Absence absence : byId.values()) {
      features.each(feature -> feature.gone(absence.client));
    }
    byId.clear();
  }
}
