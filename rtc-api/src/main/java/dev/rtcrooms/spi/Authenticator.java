package dev.rtcrooms.spi;

import dev.rtcrooms.RefusalException;
import dev.rtcrooms.User;
import dev.rtcrooms.transport.Handshake;

/**
 * Says who comes: the host's own login. Called on the rooms' executor, for many handshakes at once;
 * it should not block. A refusal, or anything else that it throws, keeps the user out.
 */
@FunctionalInterface
public interface Authenticator {

  /**
   * Says who comes.
   *
   * @param handshake what came with the request
   * @return the user
   * @throws RefusalException with {@link dev.rtcrooms.Refusal#UNAUTHENTICATED} if nobody is logged
   *     in
   */
  User authenticate(Handshake handshake);

  /**
   * Lets everybody in: who is logged in under the principal's name, others as guests, called as
   * their {@code name} parameter says. A guest that keeps its session key keeps its user id.
   *
   * @return the authenticator
   */
  static Authenticator guests() {
    return Guests::authenticate;
  }
}
