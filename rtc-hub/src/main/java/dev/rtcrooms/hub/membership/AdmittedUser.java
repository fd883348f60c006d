package dev.rtcrooms.hub.membership;

import dev.rtcrooms.Attributes;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.User;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.transport.Handshake;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user that may enter a room, as authentication and admission decided; immutable.
 *
 * @param arrival a number that is higher for handshakes that arrived later
 * @param user without attributes
 * @param grants within the role
 * @param forgone the grants that no client of this kind can use
 * @param attributes of the user, and those that admission found
 * @param info the attributes that other clients see, or null
 * @param session the key that the client keeps from one connection to the next, if it has one
 * @param resume the position at which an earlier connection of the client ended, if it gave one
 * @param handshake kept if the grants expire, to renew them; null otherwise, to save memory
 */
public record AdmittedUser(
    long arrival,
    UUID room,
    User user,
    Role role,
    Grants grants,
    List<String> forgone,
    Attributes attributes,
    @Nullable Fields info,
    @Nullable String session,
    Optional<Position> resume,
    @Nullable Handshake handshake) {

  /** What of some grants the client can have in a role, to which it may have been moved. */
  public Grants restrict(Role present, Grants wanted) {
    return present.restrict(wanted).without(forgone.toArray(String[]::new));
  }

  /** The same user at another node, to whose room it comes. */
  public AdmittedUser at(UUID home, long arrivedAt) {
    return new AdmittedUser(
        arrivedAt, home, user, role, grants, forgone, attributes, info, session, resume, handshake);
  }

  /** The same user with another session key. */
  public AdmittedUser withSession(@Nullable String key) {
    return new AdmittedUser(
        arrival, room, user, role, grants, forgone, attributes, info, key, resume, handshake);
  }

  /** Hides the session key. */
  @Override
  public String toString() {
    return "AdmittedUser[" + user + ", " + role + "]";
  }
}
