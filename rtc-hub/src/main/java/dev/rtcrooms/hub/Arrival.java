package dev.rtcrooms.hub;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Receiver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection from its first moment on: what it sends before it is let in waits, bounded, and then
 * goes to its client. Any thread.
 */
final class Arrival implements Receiver {

  private final Connection connection;
  private final int mostEarly;
  private final Object lock = new Object();
  private @Nullable List<Inbound> early;
  private @Nullable LiveClient client;
  private boolean over;

  Arrival(Connection connection, int mostEarly) {
    this.connection = connection;
    this.mostEarly = mostEarly;
  }

  Connection connection() {
    return connection;
  }

  /** Tells whether the connection ended before it was let in. */
  boolean over() {
    synchronized (lock) {
      return over;
    }
  }

  /** The connection is let in: gives what it has sent so far; the rest goes to the client. */
  List<Inbound> becomes(LiveClient client) {
    synchronized (lock) {
      this.client = client;
      List<Inbound> sent = early;
      early = null;
      return sent == null ? List.of() : sent;
    }
  }

  /** Ends what there is: the client, if the connection was let in meanwhile, or the connection. */
  void turnAway(CloseReason reason) {
    LiveClient known;
    synchronized (lock) {
      known = client;
      if (known == null) {
        if (over) {
          return;
        }
        over = true;
        early = null;
      }
    }
    if (known != null) {
      known.disconnect(reason);
    } else {
      LiveClient.closeQuietly(connection, reason);
    }
  }

  @Override
  public void receive(List<Inbound> messages) {
    LiveClient known;
    synchronized (lock) {
      known = client;
      if (over) {
        return;
      }
      if (known == null && keeps(messages)) {
        return;
      }
    }
    if (known != null) {
      known.received(messages);
    } else {
      turnAway(CloseReason.FLOODING);
    }
  }

  private boolean keeps(List<Inbound> messages) {
    List<Inbound> kept = early == null ? new ArrayList<>() : early;
    if (kept.size() + messages.size() > mostEarly) {
      return false;
    }
    kept.addAll(messages);
    early = kept;
    return true;
  }

  @Override
  public void closed(CloseReason reason) {
    turnAway(reason);
  }
}
