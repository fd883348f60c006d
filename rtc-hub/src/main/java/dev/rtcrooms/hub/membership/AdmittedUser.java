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
 * @param arrival a number that is higher for handshakes that arrived later at this node; {@link
 *     #ELSEWHERE} for handshakes of other nodes
 * @param arrivedAt when the handshake arrived, in nanoseconds of this node's scheduler
 * @param user without attributes
 * @param grants within the role
 * @param forgone the grants that no client of this kind can use
 * @param attributes of the user, and those that admission found
 * @param info the attributes that other clients see, or null
 * @param session the key that the client keeps from one connection to the next, if it has one
 * @param resume the position at which an earlier connection of the client ended, if it gave one
 * @param handshake kept at the node where it arrived if the grants expire, to renew them; null
 *     otherwise, to save memory
 */
public record AdmittedUser(
    long arrival,
    long arrivedAt,
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

  /** The {@link #arrival} of a handshake that arrived at another node. */
  public static final long ELSEWHERE = 0;

  /** What of some grants the client can have in a role, to which it may have been moved. */
  public Grants restrict(Role present, Grants wanted) {
    return present.restrict(wanted).without(forgone.toArray(String[]::new));
  }

  /**
   * Tells whether this handshake arrived later than another one. Handshakes of different nodes are
   * compared by their age, which does not count the time of a frame between the nodes.
   */
  public boolean isNewerThan(AdmittedUser other) {
    if (arrival == ELSEWHERE || other.arrival == ELSEWHERE) {
      return arrivedAt - other.arrivedAt > 0;
    }
    return arrival > other.arrival;
  }

  /** The same user in the room that another node has named. */
  public AdmittedUser in(UUID home) {
    return with(arrivedAt, home, session);
  }

  /** The same user, whose handshake arrived at another node at a time of this node's scheduler. */
  public AdmittedUser since(long nanoTime) {
    return with(nanoTime, room, session);
  }

  /** The same user with another session key. */
  public AdmittedUser withSession(@Nullable String key) {
    return with(arrivedAt, room, key);
  }

  private AdmittedUser with(long nanoTime, UUID home, @Nullable String key) {
    return new AdmittedUser(
        arrival,
        nanoTime,
        home,
        user,
        role,
        grants,
        forgone,
        attributes,
        info,
        key,
        resume,
        handshake);
  }

  /** Hides the session key. */
  @Override
  public String toString() {
    return "AdmittedUser[" + user + ", " + role + "]";
  }
}
