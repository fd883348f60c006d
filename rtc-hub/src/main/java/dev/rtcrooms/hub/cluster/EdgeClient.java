package dev.rtcrooms.hub.cluster;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Rate;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.hub.command.RateLimit;
import dev.rtcrooms.hub.delivery.Recipient;
import dev.rtcrooms.hub.delivery.RoomOutput;
import dev.rtcrooms.hub.entry.PendingConnection;
import dev.rtcrooms.hub.feature.Renewed;
import dev.rtcrooms.hub.membership.AdmittedUser;
import dev.rtcrooms.hub.membership.Liveness;
import dev.rtcrooms.hub.membership.OutboxWatch;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.message.Refresh;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Receiver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A connection to this node whose room has its home on another. Threads as {@link Receiver}; other
 * methods are for the outpost's mailbox.
 */
final class EdgeClient implements Receiver, OutboxWatch.Watched {

  /** The home applies the limits; here they are wider, so that nobody can fill the link. */
  private static final int WIDER = 4;

  private static final Refusal TOO_OFTEN =
      Refusal.of(Refusal.RATE_LIMITED, "Fresh tokens come too often");

  private final long number;
  private final Home outpost;
  private final PendingConnection connection;
  private final AdmittedUser user;
  private final Runnable elsewhere;
  private final Recipient recipient;
  private final Liveness liveness;
  private final RateLimit bytes;
  private final RateLimit messages;

  /** Not wider: the host must not be asked more often than by a client at the home. */
  private final RateLimit refreshes;

  private final Object order = new Object();
  private final AtomicBoolean ended = new AtomicBoolean();
  private boolean in;

  /** The part of an outpost that its clients need. */
  interface Home {

    /** The scheduler's nanoseconds; any thread. */
    long nanoTime();

    /** A client has sent something; any thread, in the order of the connection. */
    void said(EdgeClient client, List<Inbound> messages, int bytes);

    /** Asks the host again about a user who has a fresh token; any thread, never fails. */
    CompletionStage<Renewed> renew(AdmittedUser user, String token);

    /** The connection of a client has ended, or must end; any thread. */
    void gone(EdgeClient client, CloseReason reason);

    /** As {@link #gone}, for the mailbox, and done on return. */
    void goneNow(EdgeClient client, CloseReason reason);
  }

  /**
   * A client that wants to enter.
   *
   * @param elsewhere finds another home
   */
  EdgeClient(
      long number,
      Home outpost,
      RoomOutput output,
      Limits limits,
      PendingConnection connection,
      AdmittedUser user,
      Runnable elsewhere) {
    this.number = number;
    this.outpost = outpost;
    this.connection = connection;
    this.user = user;
    this.elsewhere = elsewhere;
    recipient = connection.recipient(output, user.role());
    long now = outpost.nanoTime();
    liveness = new Liveness(now);
    bytes = new RateLimit(wider(limits.commandBytes()), now);
    Rate commands = new Rate(limits.commandsPerSecond(), limits.commandBurst());
    messages = new RateLimit(wider(commands), now);
    refreshes = new RateLimit(commands, now);
  }

  private static Rate wider(Rate rate) {
    return new Rate(wider(rate.perSecond()), wider(rate.burst()));
  }

  private static int wider(int most) {
    return (int) Math.min(Integer.MAX_VALUE, (long) WIDER * most);
  }

  long number() {
    return number;
  }

  @Override
  public Recipient recipient() {
    return recipient;
  }

  Liveness liveness() {
    return liveness;
  }

  /** Tells whether the client has entered the room. */
  boolean isIn() {
    return in;
  }

  /** The home has let the client in: what it sent meanwhile follows, before what it sends next. */
  void enters() {
    in = true;
    liveness.heard(outpost.nanoTime()); // it may have waited for long
    List<Inbound> early;
    synchronized (order) {
      early = connection.becomes(this);
      passOn(early, connection.earlyBytes());
    }
    renew(early);
  }

  @Override
  public void receive(List<Inbound> received, int size) {
    long now = outpost.nanoTime();
    liveness.heard(now);
    if (!bytes.allows(now, size) || !messages.allows(now, Math.max(1, received.size()))) {
      closed(CloseReason.FLOODING);
      return;
    }
    synchronized (order) {
      passOn(received, size);
    }
    renew(received);
  }

  /** Tells the home what the client has sent, except pongs and tokens. */
  private void passOn(List<Inbound> messages, int size) {
    List<Inbound> forHome =
        messages.stream().filter(message -> !isPong(message) && !isRefresh(message)).toList();
    if (!forHome.isEmpty()) {
      outpost.said(this, forHome, size);
    }
  }

  /** Tells the home what the host has decided about tokens; they and their bytes stay here. */
  @SuppressWarnings("FutureReturnValueIgnored") // of what follows the decision
  private void renew(List<Inbound> messages) {
    for (Inbound message : messages) {
      if (message instanceof Inbound.Accepted accepted
          && accepted.command() instanceof Refresh refresh) {
        decision(refresh)
            .thenAccept(
                renewed ->
                    outpost.said(this, List.of(new Inbound.Accepted(accepted.ref(), renewed)), 0));
      }
    }
  }

  /** The home counts a refusal as it counts the command. */
  private CompletionStage<Renewed> decision(Refresh refresh) {
    boolean allowed;
    synchronized (order) {
      allowed = refreshes.allows(outpost.nanoTime(), 1);
    }
    return allowed
        ? outpost.renew(user, refresh.token())
        : CompletableFuture.completedStage(new Renewed(TOO_OFTEN));
  }

  private static boolean isRefresh(Inbound message) {
    return message instanceof Inbound.Accepted accepted && accepted.command() instanceof Refresh;
  }

  /** Tells whether a message answers a ping. A pong with a ref asks for a reply of the home. */
  private static boolean isPong(Inbound message) {
    return message instanceof Inbound.Accepted accepted
        && accepted.command() instanceof Pong
        && accepted.ref() == null;
  }

  /** The connection has ended, or must end. */
  @Override
  public void closed(CloseReason reason) {
    if (ended.compareAndSet(false, true)) {
      outpost.gone(this, reason);
    }
  }

  @Override
  public void disconnectNow(CloseReason reason) {
    if (ended.compareAndSet(false, true)) {
      outpost.goneNow(this, reason);
    }
  }

  /** The home has let the client go, or this node does; the home knows. */
  void close(CloseReason reason) {
    ended.set(true);
    if (in) {
      recipient.close(reason);
    } else {
      connection.whenOver(null);
      connection.closed(reason);
    }
  }

  /** Another node is the home. */
  void moves() {
    if (!in && ended.compareAndSet(false, true)) {
      connection.whenOver(null);
      elsewhere.run();
    }
  }

  /** Watches over the connection until the client is in. */
  void begins() {
    connection.whenOver(() -> closed(CloseReason.LOST));
    if (connection.isOver()) {
      closed(CloseReason.LOST);
    }
  }

  @Override
  public String toString() {
    return "Client " + number;
  }
}
