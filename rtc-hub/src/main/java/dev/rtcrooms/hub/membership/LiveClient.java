package dev.rtcrooms.hub.membership;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.command.RateLimit;
import dev.rtcrooms.hub.command.Sender;
import dev.rtcrooms.hub.delivery.Recipient;
import dev.rtcrooms.hub.delivery.RoomOutput;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Receiver;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A connection of an admitted user in a room. Threads as {@link Client} and {@link Receiver} say;
 * other methods are for the mailbox.
 */
public final class LiveClient implements Sender, Receiver {

  /** How many bursts of commands may wait for the mailbox before the client is disconnected. */
  private static final int UNREAD_BURSTS = 4;

  private static final Set<CloseReason> UNREACHABLE =
      Set.of(CloseReason.LEFT, CloseReason.LOST, CloseReason.TOO_SLOW, CloseReason.NO_HEARTBEAT);

  private static final AtomicReferenceFieldUpdater<LiveClient, CloseReason> ENDED =
      AtomicReferenceFieldUpdater.newUpdater(LiveClient.class, CloseReason.class, "ended");
  private static final AtomicIntegerFieldUpdater<LiveClient> UNREAD =
      AtomicIntegerFieldUpdater.newUpdater(LiveClient.class, "unread");

  private final Home home;
  private final String id;
  private final AdmittedUser admitted;
  private final boolean recovered;
  private final Recipient recipient;
  private volatile @Nullable CloseReason ended;

  @SuppressWarnings("UnusedVariable") // UNREAD reads it
  private volatile int unread;

  private @Nullable RateLimit rateLimit;
  private volatile long lastHeard;
  private Grants grants;

  /** What a client needs of its room. */
  public interface Home {

    /** The room; any thread. */
    Room room();

    /** The scheduler's nanoseconds; any thread. */
    long nanoTime();

    /** Handles commands; for the mailbox. */
    void receive(LiveClient sender, List<Inbound> messages);

    /**
     * Changes the client's grants; for the mailbox.
     *
     * @param to the new role, or null to keep the present one
     */
    void change(LiveClient client, @Nullable Role to, Grants wanted);
  }

  /** A client that has not joined yet. */
  public LiveClient(
      Home home,
      String id,
      AdmittedUser admitted,
      boolean recovered,
      Connection connection,
      RoomOutput output) {
    this.home = home;
    this.id = id;
    this.admitted = admitted;
    this.recovered = recovered;
    this.grants = admitted.grants();
    this.recipient = output.recipient(connection, admitted.role(), this::disconnect);
    lastHeard = home.nanoTime();
  }

  @Override
  public void receive(List<Inbound> messages) {
    lastHeard = home.nanoTime();
    if (messages.isEmpty()) {
      return; // a blank frame is a sign of life that no limit counts
    }
    int mostUnread = room().limits().commandBurst() * UNREAD_BURSTS;
    if (UNREAD.addAndGet(this, messages.size()) > mostUnread) {
      disconnect(CloseReason.FLOODING);
      return;
    }
    room()
        .execute(
            () -> {
              UNREAD.addAndGet(this, -messages.size());
              home.receive(this, messages);
            });
  }

  @Override
  public void closed(CloseReason reason) {
    disconnect(reason);
  }

  /** Is created when the first command arrives: most watchers never send any. */
  @Override
  public RateLimit rateLimit() {
    RateLimit known = rateLimit;
    if (known == null) {
      Limits limits = room().limits();
      known = new RateLimit(limits.commandsPerSecond(), limits.commandBurst(), home.nanoTime());
      rateLimit = known;
    }
    return known;
  }

  /** How long nothing was received, in nanoseconds. */
  long silence(long now) {
    return now - lastHeard;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public User user() {
    return admitted.user();
  }

  @Override
  public Role role() {
    return recipient.role();
  }

  @Override
  public Room room() {
    return home.room();
  }

  @Override
  public Grants grants() {
    return hasExpired() ? Grants.none() : grants;
  }

  @Override
  public boolean recovered() {
    return recovered;
  }

  @Override
  public void renew(Grants wanted) {
    home.change(this, null, wanted);
  }

  @Override
  public void move(Role to, Grants wanted) {
    home.change(this, to, wanted);
  }

  @Override
  public void disconnect(CloseReason reason) {
    if (ENDED.compareAndSet(this, null, reason)) {
      room().execute(() -> leave(reason));
    }
  }

  /** As {@link #disconnect}, but done on return, even if a disconnect was under way. */
  public void disconnectNow(CloseReason reason) {
    ENDED.compareAndSet(this, null, reason);
    CloseReason first = ended;
    leave(first == null ? reason : first);
  }

  /** The client leaves first; only then its connection is closed. */
  private void leave(CloseReason reason) {
    room().hub().unregister(this);
    close(reason);
  }

  /** Closes the connection of a client that has left, after its last messages. */
  void close(CloseReason reason) {
    ENDED.compareAndSet(this, null, reason);
    recipient.close(reason);
  }

  /** Any thread. */
  @Override
  public boolean hasEnded() {
    return ended != null;
  }

  /** Tells whether messages can still reach the client. */
  boolean isReachable() {
    CloseReason reason = ended;
    return reason == null || !UNREACHABLE.contains(reason);
  }

  void grants(Grants renewed) {
    grants = renewed;
  }

  boolean hasExpired() {
    return grants.expired(room().now());
  }

  boolean isOverdue() {
    return recipient.isOverdue();
  }

  AdmittedUser admitted() {
    return admitted;
  }

  Recipient recipient() {
    return recipient;
  }

  @Override
  public String toString() {
    return "Client " + id;
  }
}
