package dev.rtcrooms.hub.entry;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Role;
import dev.rtcrooms.hub.command.UnreadBudget;
import dev.rtcrooms.hub.delivery.Recipient;
import dev.rtcrooms.hub.delivery.RoomOutput;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Receives what a connection sends; any thread. Until the connection has a client, messages wait,
 * bounded in number and bytes. Then the client receives them.
 */
public final class PendingConnection implements Receiver {

  private final Connection connection;
  private final Limits limits;
  private final UnreadBudget unread;
  private final Consumer<CloseReason> refused;
  private final Object lock = new Object();
  private @Nullable List<Inbound> early;
  private int earlyBytes;
  private int waiting;
  private @Nullable Receiver client;
  private @Nullable Recipient recipient;
  private @Nullable Runnable whenOver;
  private boolean over;

  /**
   * A connection without a client.
   *
   * @param unread counts what waits
   * @param refused called at most once, on any thread, if the connection is closed before it has a
   *     client, and did not end by itself
   */
  public PendingConnection(
      Connection connection, Limits limits, UnreadBudget unread, Consumer<CloseReason> refused) {
    this.connection = connection;
    this.limits = limits;
    this.unread = unread;
    this.refused = refused;
  }

  Connection connection() {
    return connection;
  }

  /** The outgoing side of the connection, the same each time; for the mailbox. */
  public Recipient recipient(RoomOutput output, Role role) {
    synchronized (lock) {
      Recipient known = recipient;
      if (known == null) {
        known = output.recipient(connection, role, this::closed);
        recipient = known;
      }
      return known;
    }
  }

  /**
   * Sets what runs, on any thread, if the connection ends before it has a client.
   *
   * @param task null for nothing
   */
  public void whenOver(@Nullable Runnable task) {
    synchronized (lock) {
      whenOver = task;
    }
  }

  /** The size of the frames that arrived before the connection had a client. */
  public int earlyBytes() {
    synchronized (lock) {
      return earlyBytes;
    }
  }

  /** Tells whether the connection ended before it had a client. */
  public boolean isOver() {
    synchronized (lock) {
      return over;
    }
  }

  /**
   * From now on the client receives what the connection sends.
   *
   * @return the messages that waited, which the client has not received
   */
  public List<Inbound> becomes(Receiver client) {
    synchronized (lock) {
      this.client = client;
      List<Inbound> kept = early;
      forget();
      return kept == null ? List.of() : kept;
    }
  }

  @Override
  public void receive(List<Inbound> messages, int bytes) {
    Receiver known;
    CloseReason tooMuch;
    synchronized (lock) {
      known = client;
      tooMuch = over || known != null ? null : keep(messages, bytes);
    }
    if (known != null) {
      known.receive(messages, bytes);
    } else if (tooMuch != null) {
      closed(tooMuch);
    }
  }

  /** Keeps messages; gives why the connection must be closed, or null if it may stay. */
  private @Nullable CloseReason keep(List<Inbound> messages, int bytes) {
    List<Inbound> kept = early == null ? new ArrayList<>() : early;
    if (kept.size() + messages.size() > limits.commandBurst()
        || bytes > limits.pendingBytes() - earlyBytes) {
      return CloseReason.FLOODING;
    }
    earlyBytes += bytes;
    kept.addAll(messages);
    early = kept;
    int size = UnreadBudget.size(messages.size(), bytes);
    waiting += size;
    unread.add(size);
    return unread.isOverFor(waiting) ? CloseReason.BUSY : null;
  }

  private void forget() {
    early = null;
    unread.add(-waiting);
    waiting = 0;
  }

  /** Disconnects the client if there is one by now; closes the connection otherwise. */
  @Override
  public void closed(CloseReason reason) {
    Receiver known;
    Recipient out;
    Runnable last;
    synchronized (lock) {
      known = client;
      if (known == null) {
        if (over) {
          return;
        }
        over = true;
        forget();
      }
      out = recipient;
      last = whenOver;
    }
    if (known != null) {
      known.closed(reason);
      return;
    }
    if (out != null) {
      out.close(reason);
    } else {
      Recipient.close(connection, reason);
    }
    if (!reason.equals(CloseReason.LEFT) && !reason.equals(CloseReason.LOST)) {
      refused.accept(reason);
    }
    if (last != null) {
      last.run();
    }
  }
}
