package dev.rtcrooms.hub.delivery;

import dev.rtcrooms.Role;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Lane;
import dev.rtcrooms.transport.Outgoing;
import java.util.List;

/**
 * The lane of connections that another node has. It is given each turn once, and the other node
 * delivers it; for the mailbox, in which its tasks run at once.
 */
public interface RemoteLane extends Lane {

  @Override
  default void execute(Runnable task) {
    task.run();
  }

  /**
   * Sends a turn.
   *
   * @param toParticipants what participants get, perhaps nothing
   * @param toWatchers what watchers get, perhaps nothing
   * @param groups connections that get other messages instead
   */
  void turn(List<Outgoing> toParticipants, List<Outgoing> toWatchers, List<Group> groups);

  /** Connections that get the same messages, perhaps none. */
  record Group(List<Outgoing> messages, List<Connection> connections) {}

  /** A connection receives the turns of another role from here on. */
  void moved(Connection connection, Role role);

  /** Tells whether all connections of the lane have ended, and no other will begin; any thread. */
  boolean isOver();

  /** A connection receives no turns from here on. */
  void left(Connection connection);
}
