package dev.rtcrooms.testkit;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Waiting;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Inbound;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server, through a network of its own that can have faults. The server's side is
 * any thread, the test's is for its thread.
 */
final class ServedConnection implements ClientEnd, TestServer.Ear {

  private final ServedWorld world;
  private final Inbox inbox;
  private final FaultyNetwork network;
  private final TestServer.Link link;
  private final Queue<Inbound.Accepted> early = new ArrayDeque<>(); // said before the hello
  private @Nullable Fault fault;
  private @Nullable Throwable unreachable;
  private @Nullable CloseReason closedWith;
  private @Nullable String asked;
  private long questions;
  private boolean waits;
  private boolean entered;
  private boolean gone;

  ServedConnection(
      ServedWorld world,
      TestServer server,
      String user,
      Inbox inbox,
      Handshake handshake,
      @Nullable Fault fault) {
    this.world = world;
    this.inbox = inbox;
    network = new FaultyNetwork(server.port());
    try {
      if (fault != null) {
        suffer(fault);
      }
      link = server.connect(user, handshake, network.port(), this);
    } catch (RuntimeException | Error e) {
      network.close();
      throw e;
    }
  }

  @Override
  public void heard(Event event, long number) {
    if (event instanceof Hello) {
      enter();
    }
    synchronized (this) {
      if (asked != null && asked.equals(refOf(event))) {
        asked = null;
      } else if (!gone) {
        waits |= event instanceof Waiting;
        inbox.add(event, number);
      }
    }
    world.changed();
  }

  /** Says what was kept, before anything that the test says from now on. */
  private void enter() {
    for (Inbound.Accepted next = nextEarly(); next != null; next = nextEarly()) {
      link.send(next.command(), next.ref()); // without the lock, since it may fail at once
    }
  }

  private synchronized Inbound.@Nullable Accepted nextEarly() {
    Inbound.Accepted next = gone ? null : early.poll();
    entered |= next == null;
    return next;
  }

  /** Keeps a command of a client that has not entered: it may say nothing yet. */
  private synchronized boolean keep(Inbound.Accepted command) {
    return !entered && early.add(command);
  }

  private static @Nullable String refOf(Event event) {
    if (event instanceof Replied reply) {
      return reply.ref();
    }
    return event instanceof Refused refused ? refused.ref() : null;
  }

  @Override
  public synchronized void unreachable(Throwable cause) {
    unreachable = cause;
  }

  /** Why there was no connection, unless the test has cut it. */
  synchronized Optional<Throwable> unreachable() {
    return fault instanceof Fault.CutAt ? Optional.empty() : Optional.ofNullable(unreachable);
  }

  @Override
  public void ended(CloseReason reason) {
    synchronized (this) {
      if (!gone && closedWith == null) {
        closedWith = reason;
      }
    }
    world.changed();
  }

  @Override
  public void failed(Throwable failure) {
    world.run().fail(failure);
    world.changed();
  }

  /** Whether the server has answered the client's arrival, or cannot because of a fault. */
  synchronized boolean isAnswered() {
    return entered || waits || closedWith != null || hearsNothing();
  }

  private boolean hearsNothing() {
    return fault instanceof Fault.Stall || fault instanceof Fault.Vanish;
  }

  /**
   * Asks the room for an answer, before which the client hears everything that the room had sent.
   *
   * @return false if there will be none
   */
  synchronized boolean ask() {
    if (!entered || gone || closedWith != null || hearsNothing()) {
      return false;
    }
    asked = "settle-" + ++questions;
    link.send(new Pong(), asked);
    return true;
  }

  /** Whether an answer is still expected. */
  synchronized boolean isAsked() {
    return asked != null && !gone && closedWith == null;
  }

  @Override
  public void send(List<Inbound> messages) {
    for (Inbound message : messages) {
      if (!(message instanceof Inbound.Accepted accepted)) {
        throw ServedWorld.cannot("receive a message that its codec has rejected");
      }
      if (!keep(accepted)) {
        link.send(accepted.command(), accepted.ref());
      }
    }
  }

  @Override
  public void end(CloseReason reason) {
    synchronized (this) {
      gone = true;
    }
    if (reason.code() == CloseReason.LOST.code()) {
      network.suffer(new Fault.CutAt(0));
    }
    link.close();
  }

  @Override
  public void suffer(Fault next) {
    if (!(next instanceof Fault.OfNetwork ofNetwork)) {
      throw ServedWorld.cannot("suffer " + next + ", which is no fault of a network");
    }
    synchronized (this) {
      if (fault instanceof Fault.Vanish) {
        return;
      }
      fault = next;
      gone |= next instanceof Fault.Vanish;
    }
    network.suffer(ofNetwork);
  }

  @Override
  public void recover() {
    synchronized (this) {
      fault = null;
    }
    network.heal();
  }

  @Override
  public synchronized Optional<Fault> fault() {
    return Optional.ofNullable(fault);
  }

  @Override
  public void ignorePings() {
    throw ServedWorld.cannot("have a client that ignores pings");
  }

  @Override
  public synchronized Optional<CloseReason> closedWith() {
    return Optional.ofNullable(closedWith);
  }

  /** Leaves. */
  void close() {
    synchronized (this) {
      gone = true;
    }
    link.close();
  }

  /** Whether both ends know that the client has left, or cannot learn it because of a fault. */
  synchronized boolean isOver() {
    return hearsNothing() || network.isIdle();
  }

  /** Whether the client has left, and the server has not closed the connection yet. */
  synchronized boolean isLeaving() {
    return gone && !isOver();
  }

  /** Closes the network if the connection has ended for both sides, and tells whether it did. */
  synchronized boolean closeIfOver() {
    boolean over = (gone || closedWith != null) && network.isIdle();
    if (over) {
      network.close();
    }
    return over;
  }

  void closeNetwork() {
    network.close();
  }
}
