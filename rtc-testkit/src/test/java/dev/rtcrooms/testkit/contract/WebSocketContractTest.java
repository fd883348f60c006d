package dev.rtcrooms.testkit.contract;

import dev.rtcrooms.Rooms;

/** A small transport without a fault passes. */
class WebSocketContractTest extends WebSocketContract {

  @Override
  protected WebSocketServer startServer(Rooms rooms) {
    return new SeededTransport(rooms, SeededFault.NONE);
  }
}
