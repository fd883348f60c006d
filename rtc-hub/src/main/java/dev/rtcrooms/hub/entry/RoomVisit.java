package dev.rtcrooms.hub.entry;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.User;
import dev.rtcrooms.Visit;
import dev.rtcrooms.hub.membership.AdmittedUser;
import java.util.UUID;

/** A user whom the host has admitted, at the door of a room; immutable, any thread. */
public record RoomVisit(
    UUID roomId, String streamId, boolean joinable, User user, Role role, Grants grants)
    implements Visit {

  /**
   * A visit of an admitted user.
   *
   * @param joinable whether the room is open, or opens when the user joins
   */
  public static RoomVisit of(AdmittedUser user, String streamId, boolean joinable) {
    return new RoomVisit(user.room(), streamId, joinable, user.user(), user.role(), user.grants());
  }

  /** Leaves out the ids, which are capabilities. */
  @Override
  public String toString() {
    return "Visit[" + user.id() + ", " + role + "]";
  }
}
