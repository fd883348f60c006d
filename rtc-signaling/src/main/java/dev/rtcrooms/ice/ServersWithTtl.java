package dev.rtcrooms.ice;

import dev.rtcrooms.User;
import dev.rtcrooms.message.IceServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Servers whose credentials expire; any thread. */
record ServersWithTtl(IceServers servers, Duration length) implements IceServers {

  ServersWithTtl {
    if (length.toSeconds() < 1) {
      throw new IllegalArgumentException("The ttl of credentials must be at least one second");
    }
  }

  @Override
  public List<IceServer> serversFor(User user, Instant at) {
    return servers.serversFor(user, at);
  }

  @Override
  public Optional<Duration> ttl() {
    return Optional.of(length);
  }
}
