package dev.rtcrooms.hub;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.User;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Sizing;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that was let in, with its outbox; threads as {@link Client} says. */
final class LiveClient implements Client {

  private static final Logger LOG = LoggerFactory.getLogger(LiveClient.class);

  /** How many bursts of commands may wait for the mailbox before their sender is cut off. */
  private static final int UNREAD_BURSTS = 4;

  private static final Set<CloseReason> GONE =
      Set.of(CloseReason.LEFT, CloseReason.LOST, CloseReason.TOO_SLOW, CloseReason.NO_HEARTBEAT);

  private static final AtomicReferenceFieldUpdater<LiveClient, CloseReason> ENDED =
      AtomicReferenceFieldUpdater.newUpdater(LiveClient.class, CloseReason.class, "ended");
  private static final AtomicIntegerFieldUpdater<LiveClient> UNREAD =
      AtomicIntegerFieldUpdater.newUpdater(LiveClient.class, "unread");

  private final LiveRoom room;
  private final String id;
  private final Entrance entrance;
  private final boolean recovered;
  private final Connection connection;
  private final LaneQueue lane;
  private final Outbox outbox;
  private volatile @Nullable CloseReason ended;

  @SuppressWarnings("UnusedVariable") // UNREAD reads it
  private volatile int unread;

  private @Nullable RateLimit rate;
  private volatile long lastHeard;
  private volatile Role role;
  private Grants grants;

  /** As {@link #role}, but on the lane, which hears of a move in its place among the turns. */
  private Role hears;

  /** Who came, how, and with what: as {@link dev.rtcrooms.Rooms#visit} found it. */
  record Entrance(User user, Role role, Grants grants, @Nullable String session) {}

  LiveClient(
      LiveRoom room, String id, Entrance entrance, boolean recovered, Connection connection) {
    this.room = room;
    this.id = id;
    this.entrance = entrance;
    this.recovered = recovered;
    this.grants = entrance.grants();
    this.role = entrance.role();
    this.hears = role;
    this.connection = connection;
    this.lane = room.hub().lane(connection.lane());
    this.outbox = new Outbox(connection, room.settings(), this::disconnect);
    lastHeard = room.settings().scheduler().nanoTime();
  }

  /** Takes a frame's messages to the mailbox; the transport's thread. */
  void received(List<Inbound> messages) {
    lastHeard = room.settings().scheduler().nanoTime();
    if (messages.isEmpty()) {
      return; // a blank frame is a sign of life, and no work that a limit would count
    }
    int mostUnread = room.settings().limits().commandBurst() * UNREAD_BURSTS;
    if (UNREAD.addAndGet(this, messages.size()) > mostUnread) {
      disconnect(CloseReason.FLOODING);
      return;
    }
    room.execute(
        () -> {
          UNREAD.addAndGet(this, -messages.size());
          room.commands().receive(this, messages);
        });
  }

  /** For the mailbox. Who never sends anything has none. */
  RateLimit rate() {
    RateLimit known = rate;
    if (known == null) {
      Limits limits = room.settings().limits();
      long now = room.settings().scheduler().nanoTime();
      known = new RateLimit(limits.commandsPerSecond(), limits.commandBurst(), now);
      rate = known;
    }
    return known;
  }

  /** How long nothing was heard of the client, in nanoseconds. */
  long silence(long now) {
    return now - lastHeard;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public User user() {
    return entrance.user();
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public Room room() {
    return room;
  }

  @Override
  public Grants grants() {
    return grants.expired(room.now()) ? Grants.none() : grants;
  }

  @Override
  public boolean recovered() {
    return recovered;
  }

  @Override
  public void renew(Grants wanted) {
    room.hub().renew(this, null, wanted);
  }

  @Override
  public void move(Role to, Grants wanted) {
    room.hub().renew(this, to, wanted);
  }

  @Override
  public void disconnect(CloseReason reason) {
    if (ENDED.compareAndSet(this, null, reason)) {
      room.execute(() -> end(reason));
    }
  }

  /**
   * As {@link #disconnect}, but done when it returns, even if it was under way; for the mailbox.
   */
  void disconnectNow(CloseReason reason) {
    ENDED.compareAndSet(this, null, reason);
    CloseReason first = ended;
    end(first == null ? reason : first);
  }

  /** The client leaves first, and only then its connection is closed; for the mailbox. */
  private void end(CloseReason reason) {
    room.hub().unregister(this);
    close(reason);
  }

  /** Closes the connection of one who has left, after its last words; for the mailbox. */
  void close(CloseReason reason) {
    ENDED.compareAndSet(this, null, reason);
    lane.execute(
        () -> {
          outbox.end();
          closeQuietly(connection, reason);
        });
  }

  static void closeQuietly(Connection connection, CloseReason reason) {
    try {
      connection.close(reason);
    } catch (RuntimeException e) {
      LOG.warn("A connection could not be closed: {}", e.toString());
    }
  }

  boolean ended() {
    return ended != null;
  }

  void grants(Grants renewed) {
    grants = renewed;
  }

  /**
   * From here on the client hears what is said at this role; for the mailbox. What it was told in
   * earlier turns is on its way to the lane already, and this turn the lane gets ready made.
   */
  void role(Role to) {
    role = to;
    lane.execute(() -> hears = to);
  }

  /** At which role the client listens; for the lane. */
  Role hears() {
    return hears;
  }

  boolean expired() {
    return grants.expired(room.now());
  }

  /** Tells whether this one has come again: same session, same user, same link. */
  boolean sameSession(Entrance other) {
    return entrance.session() != null
        && entrance.session().equals(other.session())
        && user().equals(other.user())
        && entrance.role() == other.role();
  }

  LaneQueue lane() {
    return lane;
  }

  Sizing sizing() {
    return connection.sizing();
  }

  boolean overdue() {
    return outbox.overdue();
  }

  /** On the client's lane. */
  void deliver(Spoken spoken, long now) {
    Share share = spoken.to(this);
    if (share != null) {
      deliver(share, now);
    }
  }

  /** On the client's lane, where the listener's trouble stays with this client. */
  private void deliver(Share share, long now) {
    try {
      outbox.offer(share, now);
    } catch (RuntimeException e) {
      LOG.warn("A connection failed: {}", e.toString());
      disconnect(CloseReason.LOST);
    }
  }

  /** Hands over the rest of what the client was told before it left, if it may still hear it. */
  void deliverLast(Share share) {
    CloseReason reason = ended;
    if (reason == null || !GONE.contains(reason)) {
      lane.execute(() -> deliver(share, room.settings().scheduler().nanoTime()));
    }
  }

  @Override
  public String toString() {
    return "Client " + id;
  }
}
