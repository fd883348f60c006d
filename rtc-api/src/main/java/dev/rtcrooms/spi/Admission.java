package dev.rtcrooms.spi;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.User;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Says what a user may do in a room: the host's own rules. Called on the rooms' executor, for many
 * users at once; it must not block, but may answer later, within {@link
 * dev.rtcrooms.Limits#answerTimeout()}.
 */
@FunctionalInterface
public interface Admission {

  /**
   * Says what a user may do in a room.
   *
   * @param user who comes
   * @param room which room, open or not
   * @param role which way in
   * @return the grants, of which the role may take some away; without {@link Grants#JOIN}, or when
   *     the stage fails, the user is kept out. It may complete on any thread.
   */
  CompletionStage<Grants> admit(User user, UUID room, Role role);

  /**
   * Lets everybody do what is usual for the role.
   *
   * @return the admission
   */
  static Admission byRole() {
    return (user, room, role) -> CompletableFuture.completedStage(role.defaultGrants());
  }
}
