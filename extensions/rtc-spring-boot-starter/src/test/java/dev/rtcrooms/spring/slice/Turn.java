package dev.rtcrooms.spring.slice;

import dev.rtcrooms.User;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.IceServer;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Servers of the default streams. */
@Component
class Turn implements IceServers {
  @Override
  public List<IceServer> serversFor(User user, Instant at) {
    return List.of();
  }
}
