package dev.rtcrooms.hub;

import dev.rtcrooms.Role;
import dev.rtcrooms.transport.Sizing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a room said in one turn: one share for each role, and own ones for those who heard something
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
    return client.hears() == Role.PARTICIPANT ? toParticipants : toWatchers;
  }

  /** This and then that, for those of a lane each of whom is to hear both; on that lane. */
  Spoken then(Spoken next, LaneQueue lane) {
    Map<LiveClient, Share> both = new HashMap<>();
    for (Map<LiveClient, Share> some : List.of(own, next.own)) {
      for (LiveClient client : some.keySet()) {
        if (client.lane() == lane) {
          both.computeIfAbsent(client, c -> Share.joined(to(c), next.to(c), false));
        }
      }
    }
    return new Spoken(
        Share.joined(toParticipants, next.toParticipants, true),
        Share.joined(toWatchers, next.toWatchers, true),
        both);
  }

  /** At least as much as any one client hears of it. */
  long bytes(Sizing sizing) {
    long bytes = bytes(toParticipants, sizing) + bytes(toWatchers, sizing);
    for (Share share : own.values()) {
      bytes += bytes(share, sizing);
    }
    return bytes;
  }

  private static long bytes(@Nullable Share share, Sizing sizing) {
    return share == null ? 0 : share.backlog(sizing).bytes();
  }

  boolean isShared() {
    return toParticipants != null || toWatchers != null;
  }

  boolean isEmpty() {
    return !isShared() && own.isEmpty();
  }
}
