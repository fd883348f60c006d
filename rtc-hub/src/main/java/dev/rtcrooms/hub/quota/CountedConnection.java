package dev.rtcrooms.hub.quota;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Lane;
import dev.rtcrooms.transport.Sizing;
import dev.rtcrooms.transport.WriteListener;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection that counts for its address and its user until it is closed; threads as {@link
 * Connection} says, and any thread for the rest.
 */
public final class CountedConnection implements Connection {

  private final Connection connection;
  private final Quotas quotas;
  private @Nullable String address;
  private @Nullable String userId;
  private boolean closed;

  CountedConnection(Connection connection, Quotas quotas, Optional<String> address) {
    this.connection = connection;
    this.quotas = quotas;
    address.ifPresent(this::countFor);
  }

  private void countFor(String from) {
    quotas.connect(from);
    address = from;
  }

  /**
   * Counts the connection for its user, unless it is closed or counts already.
   *
   * @return the value
   * @throws RefusalException if it is one too many
   */
  public synchronized <T> T belongsTo(String user, T value) {
    if (!closed && userId == null) {
      quotas.connectUser(user);
      userId = user;
    }
    return value;
  }

  @Override
  public Lane lane() {
    return connection.lane();
  }

  @Override
  public Sizing sizing() {
    return connection.sizing();
  }

  @Override
  public void write(Batch batch, WriteListener listener) {
    connection.write(batch, listener);
  }

  @Override
  public void close(CloseReason reason) {
    release();
    connection.close(reason);
  }

  private synchronized void release() {
    closed = true;
    if (address != null) {
      quotas.disconnect(address);
      address = null;
    }
    if (userId != null) {
      quotas.disconnectUser(userId);
      userId = null;
    }
  }
}
