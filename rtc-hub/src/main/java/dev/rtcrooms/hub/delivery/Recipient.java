package dev.rtcrooms.hub.delivery;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Role;
import dev.rtcrooms.hub.outbox.Outbox;
import dev.rtcrooms.hub.outbox.TurnMessages;
import dev.rtcrooms.hub.outbox.WaitingBytes;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Sizing;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outgoing side of a client: its connection with outbox and lane, and the role whose broadcasts
 * it receives; for the mailbox, except where a method says otherwise.
 */
public final class Recipient {

  private static final Logger LOG = LoggerFactory.getLogger(Recipient.class);

  private final Connection connection;
  private final LaneQueue lane;
  private final Outbox outbox;
  private final Consumer<CloseReason> disconnect;
  private volatile Role role;
  private int place;

  /** Follows {@link #role} on the lane, so that a move keeps its place among the turns. */
  private Role deliveredRole;

  Recipient(
      Connection connection,
      Role role,
      LaneQueue lane,
      Outbox outbox,
      Consumer<CloseReason> disconnect) {
    this.connection = connection;
    this.lane = lane;
    this.outbox = outbox;
    this.disconnect = disconnect;
    this.role = role;
    this.deliveredRole = role;
  }

  /** The role whose broadcasts are added to the current turn; any thread. */
  public Role role() {
    return role;
  }

  /** Earlier turns are in the lane's queue already; this turn is delivered individually. */
  void role(Role to) {
    role = to;
    lane.execute(() -> deliveredRole = to);
    if (lane.lane() instanceof RemoteLane remote) {
      remote.moved(connection, to);
    }
  }

  /** It was removed: its lane has no more turns for it. */
  void left() {
    if (lane.lane() instanceof RemoteLane remote) {
      remote.left(connection);
    }
  }

  /** Where it is in the list of its lane, for {@link RecipientList}. */
  int place() {
    return place;
  }

  void place(int at) {
    place = at;
  }

  /** Tells whether another node has the connection, and watches over it; any thread. */
  public boolean isRemote() {
    return lane.lane() instanceof RemoteLane;
  }

  Connection connection() {
    return connection;
  }

  /** The role in the turn that is being delivered; for the lane. */
  Role deliveredRole() {
    return deliveredRole;
  }

  LaneQueue lane() {
    return lane;
  }

  /** How the connection measures messages; any thread. */
  public Sizing sizing() {
    return connection.sizing();
  }

  /** Tells whether something waits for longer than so many nanoseconds; any thread. */
  public boolean isLate(long nanos) {
    return outbox.isOlderThan(nanos);
  }

  /** Adds what waits for the connection; any thread. */
  public void addTo(WaitingBytes sum) {
    sum.add(outbox);
  }

  /** How many bytes wait for the connection; any thread. */
  public long waitingBytes() {
    return outbox.waitingBytes();
  }

  /** For the lane. A connection that throws harms no other. */
  void deliver(TurnMessages messages, long now) {
    try {
      outbox.offer(messages, now);
    } catch (RuntimeException | Error e) {
      LOG.warn("A connection failed: {}", e.toString());
      lose();
    }
  }

  /** It has missed something, and must come back; any thread. */
  void lose() {
    disconnect.accept(CloseReason.LOST);
  }

  /** Closes the connection after all messages that were sent to it so far. */
  public void close(CloseReason reason) {
    lane.execute(
        () -> {
          outbox.end();
          close(connection, reason);
        });
  }

  /**
   * Closes a connection, whatever it throws; any thread.
   *
   * @param reason sent to the client
   */
  public static void close(Connection connection, CloseReason reason) {
    try {
      connection.close(reason);
    } catch (RuntimeException e) {
      LOG.warn("A connection could not be closed: {}", e.toString());
    }
  }
}
