package dev.rtcrooms.browser;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Media from browser to browser go on while their WebSockets are cut. */
class KeptMediaTest extends KeptMediaContract {

  @RegisterExtension final RealRooms server = new RealRooms().withHeartbeat(HEARTBEAT);

  @Override
  RealRooms server() {
    return server;
  }
}
