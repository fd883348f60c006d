package dev.rtcrooms.signaling;

import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Keep;
import dev.rtcrooms.spi.Cancellable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The connections that clients say they have and that the room does not know, because the server
 * was started anew; for the room's mailbox only. A connection goes on if both ends claim it by the
 * same number. Until the other end has spoken, the two are not connected anew.
 */
final class Claims {

  /** As long as a client is expected back by default. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** So that numbers go on growing, whatever a client says. */
  private static final long HIGHEST = 1L << 40;

  private final RoomTimer timer;
  private final Runnable expired;
  private final Map<Ends, Claim> byEnds = new HashMap<>();

  private static final class Claim {
    final MeshPeer by;
    final Keep.Connection connection;
    long newest;

    /** The other end; null until it has claimed the same. */
    @Nullable MeshPeer agreed;

    Cancellable end = () -> {};

    Claim(MeshPeer by, Keep.Connection connection) {
      this.by = by;
      this.connection = connection;
      this.newest = connection.newest();
    }
  }

  /**
   * The claims of a room.
   *
   * @param expired called when a claim came to nothing, so that the ends may be connected anew
   */
  Claims(RoomTimer timer, Runnable expired) {
    this.timer = timer;
    this.expired = expired;
  }

  /** A peer says that it has a connection. */
  void add(MeshPeer by, Keep.Connection connection) {
    Ends ends = Ends.of(by.id(), connection.peer());
    Claim known = byEnds.get(ends);
    boolean valid =
        connection.negotiation() <= connection.newest() && connection.newest() <= HIGHEST;
    if (valid && known == null) {
      Claim claim = new Claim(by, connection);
      claim.end =
          timer.after(
              PATIENCE,
              () -> {
                drop(ends);
                expired.run();
              });
      byEnds.put(ends, claim);
    } else if (valid
        && known != null
        && known.by != by
        && known.connection.negotiation() == connection.negotiation()) {
      known.agreed = by;
      known.newest = Math.max(known.newest, connection.newest());
    } else {
      by.peer().disconnect(new Disconnect(connection.peer()));
    }
  }

  /** Whether somebody says that it has a connection to this client. */
  boolean name(String id) {
    return byEnds.values().stream().anyMatch(claim -> claim.connection.peer().equals(id));
  }

  /** Whether one of the two has yet to list its connections. */
  boolean wait(Ends ends) {
    Claim claim = byEnds.get(ends);
    return claim != null && claim.agreed == null;
  }

  /** Takes a connection that both have, and returns its number. */
  @Nullable Agreed take(Ends ends) {
    Claim claim = byEnds.get(ends);
    if (claim == null || claim.agreed == null) {
      return null;
    }
    claim.end.cancel();
    byEnds.remove(ends);
    return new Agreed(claim.connection.negotiation(), claim.newest);
  }

  /**
   * A connection that both ends have.
   *
   * @param opened its first number
   * @param newest its newest number
   */
  record Agreed(long opened, long newest) {}

  /** A peer has listed its connections: what others claim beyond that is nothing. */
  void spoken(MeshPeer peer) {
    dropIf(claim -> claim.agreed == null && claim.connection.peer().equals(peer.id()));
  }

  /** A peer has left for good. */
  void forget(MeshPeer peer) {
    dropIf(claim -> claim.by == peer || claim.connection.peer().equals(peer.id()));
  }

  private void dropIf(Predicate<Claim> condition) {
    List.copyOf(byEnds.entrySet()).stream()
        .filter(entry -> condition.test(entry.getValue()))
        .forEach(entry -> drop(entry.getKey()));
  }

  private void drop(Ends ends) {
    Claim claim = byEnds.remove(ends);
    if (claim != null) {
      claim.end.cancel();
      claim.by.peer().disconnect(new Disconnect(claim.connection.peer()));
      if (claim.agreed != null) {
        claim.agreed.peer().disconnect(new Disconnect(claim.by.id()));
      }
    }
  }
}
