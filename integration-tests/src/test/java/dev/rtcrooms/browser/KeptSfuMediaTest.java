package dev.rtcrooms.browser;

import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.signaling.Streams;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Media through an SFU go on while WebSockets are cut. */
class KeptSfuMediaTest extends KeptMediaContract {

  @RegisterExtension static final SharedSfu sfu = new SharedSfu();

  @RegisterExtension
  final RealRooms server =
      new RealRooms(Streams.sfu(IceServers.none(), sfu.get())).withHeartbeat(HEARTBEAT);

  @Override
  RealRooms server() {
    return server;
  }
}
