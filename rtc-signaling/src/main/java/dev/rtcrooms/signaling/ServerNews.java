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
 * Tells each client the ICE servers as it comes, and fresh ones before the credentials that it has
 * come to an end: after half to three quarters of their ttl. For the room's mailbox only.
 */
final class ServerNews {

  private static final Logger LOG = LoggerFactory.getLogger(ServerNews.class);

  /** Credentials are looked at so often in their ttl, and renewed from the half of it on. */
  private static final int LOOKS = 4;

  private final Room room;
  private final IceServers iceServers;
  private final Optional<Duration> ttl;

  /** Whose credentials end, and when they are old. */
  private final Map<Client, Instant> oldFrom = new LinkedHashMap<>();

  private @Nullable Cancellable next;

  ServerNews(Room room, IceServers iceServers) {
    this.room = room;
    this.iceServers = iceServers;
    this.ttl = iceServers.ttl();
  }

  /** The servers for a client that has come. Without any, it may be reached in its own network. */
  List<IceServer> greet(Client client) {
    List<IceServer> servers = serversFor(client.user()).orElse(List.of());
    ttl.ifPresent(
        length -> {
          oldFrom.put(
              client, servers.isEmpty() ? room.now() : room.now().plus(length.dividedBy(2)));
          if (next == null) {
            lookLater(length);
          }
        });
    return servers;
  }

  void forget(Client client) {
    oldFrom.remove(client);
    if (oldFrom.isEmpty() && next != null) {
      next.cancel();
      next = null;
    }
  }

  private void lookLater(Duration length) {
    next =
        room.after(
            length.dividedBy(LOOKS),
            () -> {
              lookLater(length);
              renew(length);
            });
  }

  /** Who cannot be told now keeps its old ones until the next look. */
  private void renew(Duration length) {
    Instant now = room.now();
    for (Map.Entry<Client, Instant> each : oldFrom.entrySet()) {
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

  /** Empty if the host failed to say; a host's exception must not keep a client out. */
  Optional<List<IceServer>> serversFor(User user) {
    try {
      List<IceServer> servers = List.copyOf(iceServers.serversFor(user, room.now()));
      servers.forEach(IceServers::check);
      return Optional.of(servers);
    } catch (RuntimeException e) {
      LOG.error("No ICE servers for a client", e);
      return Optional.empty();
    }
  }
}
