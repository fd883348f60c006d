package dev.rtcrooms.spi;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Role;
import java.util.Optional;
import java.util.UUID;

/**
 * A refused attempt to enter a room; immutable, any thread.
 *
 * @param role which link was used
 * @param room the room of the link, or empty if the link is malformed
 * @param userId the id of the user, or empty if nobody was authenticated
 * @param reason why; the reason with which a connection was closed
 */
public record RefusedEntry(
    Role role, Optional<UUID> room, Optional<String> userId, CloseReason reason) {

  /** Contains role and reason; the room's id is a capability. */
  @Override
  public String toString() {
    return "RefusedEntry[" + role + ", " + reason + "]";
  }
}
