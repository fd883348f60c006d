package dev.rtcrooms.spi;

import dev.rtcrooms.Admitted;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.User;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Decides whether a user may join a room, and with which grants. Called for many users at once, on
 * the thread on which the {@link Authenticator} returned the user. It should not block, but may
 * answer later, within {@link dev.rtcrooms.Limits#answerTimeout()}.
 */
@FunctionalInterface
public interface Admission {

  /**
   * Decides about one user and one room.
   *
   * @param user the user who wants to join
   * @param room the room, which need not be open
   * @param role whether the user came by the room link or by the stream link
   * @return the grants, optionally {@linkplain Admitted#with with attributes}. The role removes
   *     grants that it does not allow. Without {@link Grants#JOIN}, or if the stage fails, the user
   *     is refused. The stage may complete on any thread.
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
