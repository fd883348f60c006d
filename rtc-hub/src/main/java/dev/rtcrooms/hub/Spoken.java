package dev.rtcrooms.hub;

import dev.rtcrooms.Door;
import dev.rtcrooms.spi.Batch;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a room said in one turn: one shared batch for each door, and own ones for those who heard
 * something private; immutable, any thread.
 */
record Spoken(
    @Nullable Batch toParticipants, @Nullable Batch toWatchers, Map<LiveClient, Batch> own) {

  /** For the client's lane. */
  @Nullable Batch to(LiveClient client) {
    if (!own.isEmpty()) {
      Batch batch = own.get(client);
      if (batch != null) {
        return batch;
      }
    }
    return client.hears() == Door.PARTICIPANT ? toParticipants : toWatchers;
  }

  boolean isShared() {
    return toParticipants != null || toWatchers != null;
  }

  boolean isEmpty() {
    return !isShared() && own.isEmpty();
  }
}
