package dev.rtcrooms.spi;

import dev.rtcrooms.Admitted;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.User;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Decides whether a user may enter a room, and what it may do there. Called on the rooms' executor,
 * for many users at once. It must not block, but may answer later, within {@link
 * dev.rtcrooms.Limits#answerTimeout()}.
 */
@FunctionalInterface
public interface Admission {

  /**
   * Decides about one user.
   *
   * @param user who wants to enter
   * @param room the room, which need not be open
   * @param role whether the user came by the room link or by the stream link
   * @return the grants, which the role may reduce, perhaps {@linkplain Admitted#with with
   *     attributes}. Without {@link Grants#JOIN}, or if the stage fails, the user is kept out. The
   *     stage may complete on any thread.
   */
  CompletionStage<? extends Admitted> admit(User user, UUID room, Role role);

  /**
   * Gives each role its default grants.
   *
   * @return the admission
   */
  static Admission byRole() {
    return (user, room, role) -> CompletableFuture.completedStage(role.defaultGrants());
  }
}
