package dev.rtcrooms.hub;

import dev.rtcrooms.Door;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a room said in one turn: one share for each door, and own ones for those who heard something
 * private; immutable, any thread.
 */
record Spoken(
    @Nullable Share toParticipants, @Nullable Share toWatchers, Map<LiveClient, Share> own) {

  /** For the client's lane. */
  @Nullable Share to(LiveClient client) {
    if (!own.isEmpty()) {
      Share share = own.get(client);
      if (share != null) {
        return share;
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
