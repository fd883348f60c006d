package dev.rtcrooms.hub.membership;

import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.Attributes;
import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.command.Sender;
import dev.rtcrooms.hub.command.SenderRate;
import dev.rtcrooms.hub.delivery.Recipient;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.transport.ControlFrames;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Receiver;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A connection of an admitted user in a room. Threads as {@link Client} and {@link Receiver} say;
 * other methods are for the mailbox.
 */
public final class LiveClient implements Sender, Receiver, OutboxWatch.Watched {

  private static final int BLANK_BYTES = 1024;

  /** The reasons for which a connection ends by itself, after all that came over it. */
  private static final Set<CloseReason> OF_THE_CLIENT =
      Set.of(CloseReason.LEFT, CloseReason.GOING_AWAY, CloseReason.LOST);

  private static final AtomicReferenceFieldUpdater<LiveClient, CloseReason> ENDED =
      AtomicReferenceFieldUpdater.newUpdater(LiveClient.class, CloseReason.class, "ended");

  private final ClientRoom home;
  private final String id;
  private final AdmittedUser admitted;
  private final boolean recovered;
  private boolean returned;
  private final Recipient recipient;
  private final Liveness liveness;
  private final UnreadFrames unread;
  private final HeldGrants grants;
  private volatile @Nullable CloseReason ended;
  private @Nullable SenderRate rate;
  private @Nullable ControlFrames blanks;
  private boolean slow;
  private volatile Attributes attributes;
  private volatile @Nullable Fields info;

  /** A client that has not joined yet. */
  public LiveClient(
      ClientRoom home, String id, AdmittedUser admitted, boolean recovered, Recipient recipient) {
    this.home = home;
    this.id = id;
    this.admitted = admitted;
    this.recovered = recovered;
    this.grants = new HeldGrants(home.room(), admitted.grants());
    this.attributes = admitted.attributes();
    this.info = admitted.info();
    this.recipient = recipient;
    this.liveness = new Liveness(home.nanoTime());
    this.unread = new UnreadFrames(this, home);
  }

  @Override
  public void receive(List<Inbound> messages, int bytes) {
    liveness.heard(home.nanoTime());
    if (messages.isEmpty()) {
      blank(bytes);
      return;
    }
    CloseReason tooMuch = unread.add(messages, bytes);
    if (tooMuch != null) {
      disconnect(tooMuch);
    }
  }

  /** A blank frame is a sign of life, and no command; a long one costs as much as many. */
  private void blank(int bytes) {
    ControlFrames known = blanks;
    if (known == null) {
      known = new ControlFrames(room().limits());
      blanks = known;
    }
    if (!known.allows(home.nanoTime(), 1 + bytes / BLANK_BYTES)) {
      disconnect(CloseReason.FLOODING);
    }
  }

  /** What a client sent before it closed or lost its connection is handled before it leaves. */
  @Override
  public void closed(CloseReason reason) {
    if (OF_THE_CLIENT.contains(reason)) {
      room().execute(() -> disconnect(reason));
    } else {
      disconnect(reason);
    }
  }

  /** Is created when the first command arrives: most watchers never send any. */
  @Override
  public SenderRate rate() {
    SenderRate known = rate;
    if (known == null) {
      known = new SenderRate(room().limits(), user(), home.nanoTime());
      rate = known;
    }
    return known;
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
    return grants.now();
  }

  @Override
  public boolean recovered() {
    return recovered;
  }

  @Override
  public boolean returned() {
    return returned;
  }

  void returned(boolean back) {
    returned = back;
  }

  @Override
  public Optional<CloseReason> closeReason() {
    return Optional.ofNullable(ended);
  }

  @Override
  public <T> Optional<T> attribute(AttributeKey<T> key) {
    return attributes.get(key);
  }

  @Override
  public <T> void setAttribute(AttributeKey<T> key, @Nullable T value) {
    home.set(this, key, value);
  }

  @Override
  public Optional<Fields> info() {
    return Optional.ofNullable(info);
  }

  @Override
  public void execute(Runnable task) {
    room()
        .execute(
            () -> {
              if (isInRoom()) {
                task.run();
              }
            });
  }

  @Override
  public <T> CompletionStage<T> call(Callable<T> task) {
    return room()
        .call(
            () -> {
              if (!isInRoom()) {
                throw new CancellationException("The client has left");
              }
              return task.call();
            });
  }

  private boolean isInRoom() {
    return room().hub().client(id).filter(present -> present == this).isPresent();
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
  @Override
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

  @Override
  public boolean hasEnded() {
    return ended != null;
  }

  void grants(Grants renewed) {
    grants.set(renewed);
  }

  /** When the grants end, if the client is to be told now. */
  Optional<Instant> expiresSoon() {
    return grants.endSoon();
  }

  Attributes attributes() {
    return attributes;
  }

  void attributes(Attributes changed, @Nullable Fields shown) {
    attributes = changed;
    info = shown;
  }

  boolean hasExpired() {
    return grants.expired();
  }

  /**
   * Tells whether the client has become slow since this was called last.
   *
   * @param slow whether it is slow now
   */
  boolean becomes(boolean slow) {
    boolean before = this.slow;
    this.slow = slow;
    return slow && !before;
  }

  Liveness liveness() {
    return liveness;
  }

  /** How the client was admitted; any thread. */
  public AdmittedUser admitted() {
    return admitted;
  }

  @Override
  public Recipient recipient() {
    return recipient;
  }

  @Override
  public String toString() {
    return "Client " + id;
  }
}
