package dev.rtcrooms.hub.quota;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.transport.Connection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many connections and rooms each user and each network address has; any thread. */
public final class Quotas {

  private static final Logger LOG = LoggerFactory.getLogger(Quotas.class);

  private final Usages users;
  private final Usages addresses;
  private final AtomicBoolean warned = new AtomicBoolean();

  /** The quotas of all rooms of an application. */
  public Quotas(Limits limits, Scheduler scheduler) {
    users = new Usages(limits.perUser(), scheduler);
    addresses = new Usages(limits.perAddress(), scheduler);
  }

  /**
   * Begins to count a connection, whose user is not known yet.
   *
   * @param address where it comes from, if that is known
   * @return the connection, which counts until it is closed
   * @throws RefusalException if it is one too many
   */
  public CountedConnection count(Connection connection, Optional<String> address) {
    return new CountedConnection(connection, this, address.map(Addresses::key));
  }

  /**
   * Counts a room that is to be opened.
   *
   * @return counts until the room has ended
   * @throws RefusalException if it is one too many
   */
  public OpenedRoom open(String userId, Optional<String> address) {
    Optional<String> from = address.map(Addresses::key);
    from.ifPresent(key -> require(addresses.ask(key, Usage::open), key));
    Optional<Refusal> refusal = users.ask(userId, Usage::open);
    if (refusal.isPresent()) {
      from.ifPresent(key -> addresses.change(key, Usage::takeBackRoom));
      throw new RefusalException(refusal.get());
    }
    return new OpenedRoom(users, userId, addresses, from);
  }

  void connect(String address) {
    require(addresses.ask(address, Usage::connect), address);
  }

  void connectUser(String userId) {
    users
        .ask(userId, Usage::connect)
        .ifPresent(
            refusal -> {
              throw new RefusalException(refusal);
            });
  }

  void disconnect(String address) {
    addresses.change(address, Usage::disconnected);
  }

  void disconnectUser(String userId) {
    users.change(userId, Usage::disconnected);
  }

  /** All clients behind a proxy that the host forgot to name have one address, so that is told. */
  private void require(Optional<Refusal> refusal, String address) {
    if (refusal.isEmpty()) {
      return;
    }
    if (Addresses.isLocal(address) && warned.compareAndSet(false, true)) {
      LOG.warn(
          "A quota of Limits.perAddress is reached by a loopback or private address. If it is that"
              + " of a proxy, set RoomsBuilder.clientAddress, or all clients count as one");
    }
    throw new RefusalException(refusal.get());
  }
}
