package dev.rtcrooms.signaling;

import dev.rtcrooms.Client;
import dev.rtcrooms.Room;
import dev.rtcrooms.User;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.FreshIceServers;
import dev.rtcrooms.message.IceServer;
import dev.rtcrooms.spi.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each client new ICE servers before its credentials expire, after half to three quarters of
 * their ttl. For the room's mailbox only.
 */
final class IceServerRefresh {

  private static final Logger LOG = LoggerFactory.getLogger(IceServerRefresh.class);

  /** Credentials are checked this often in their ttl, and renewed from half of it on. */
  private static final int CHECKS = 4;

  private final Room room;
  private final IceServers iceServers;
  private final Optional<Duration> ttl;

  /** The clients whose credentials expire, and when to renew them. */
  private final Map<Client, Instant> renewFrom = new LinkedHashMap<>();

  private @Nullable Cancellable next;

  IceServerRefresh(Room room, IceServers iceServers) {
    this.room = room;
    this.iceServers = iceServers;
    this.ttl = iceServers.ttl();
  }

  /**
   * Begins for a client that joined, and returns its servers. Without servers, it can still connect
   * within its own network.
   */
  List<IceServer> start(Client client) {
    List<IceServer> servers = serversFor(client.user()).orElse(List.of());
    ttl.ifPresent(
        length -> {
          renewFrom.put(
              client, servers.isEmpty() ? room.now() : room.now().plus(length.dividedBy(2)));
          if (next == null) {
            checkLater(length);
          }
        });
    return servers;
  }

  void stop(Client client) {
    renewFrom.remove(client);
    if (renewFrom.isEmpty() && next != null) {
      next.cancel();
      next = null;
    }
  }

  private void checkLater(Duration length) {
    next =
        room.after(
            length.dividedBy(CHECKS),
            () -> {
              checkLater(length);
              renew(length);
            });
  }

  /** A client for which the host gives no servers keeps its old ones until the next check. */
  private void renew(Duration length) {
    Instant now = room.now();
    for (Map.Entry<Client, Instant> each : renewFrom.entrySet()) {
      if (!now.isBefore(each.getValue())) {
        Client client = each.getKey();
        serversFor(client.user())
            .ifPresent(
                servers -> {
                  room.hub().send(client, new FreshIceServers(servers));
                  each.setValue(now.plus(length.dividedBy(2)));
                });
      }
    }
  }

  /** Empty if the host fails to give servers; its exception must not keep a client out. */
  Optional<List<IceServer>> serversFor(User user) {
    try {
      List<IceServer> servers = List.copyOf(iceServers.serversFor(user, room.now()));
      servers.forEach(IceServers::check);
      return Optional.of(servers);
    } catch (RuntimeException e) {
      LOG.error("IceServers failed, so a client gets no ICE servers", e);
      return Optional.empty();
    }
  }
}
