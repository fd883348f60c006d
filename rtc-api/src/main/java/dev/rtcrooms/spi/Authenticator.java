package dev.rtcrooms.spi;

import dev.rtcrooms.RefusalException;
import dev.rtcrooms.User;
import dev.rtcrooms.transport.Handshake;

/**
 * Identifies the user of a handshake: the host's own login. It is called for many handshakes at
 * once, on threads that run no room, or on the executor that the host has given to the builder. It
 * may block there for at most {@link dev.rtcrooms.Limits#answerTimeout}; then its thread is
 * interrupted and the connection is closed. If it throws, the user is refused.
 */
@FunctionalInterface
public interface Authenticator {

  /**
   * Identifies the user.
   *
   * @param handshake the request's link, principal, headers, parameters, and {@linkplain
   *     Handshake#bearer() bearer token}
   * @return the user, perhaps {@linkplain User#with with attributes}
   * @throws RefusalException with {@link dev.rtcrooms.Refusal#UNAUTHENTICATED} if nobody is logged
   *     in
   * @throws IllegalArgumentException if the login makes no valid {@link User}; the client is told
   *     not to reconnect
   */
  User authenticate(Handshake handshake);

  /**
   * Admits everybody: users who are logged in by their principal's name, all others as guests with
   * the {@linkplain Handshake#name() name that they ask for}. A guest with the same session key has
   * the same user id.
   *
   * @return the authenticator
   */
  static Authenticator guests() {
    return Guests::authenticate;
  }
}
