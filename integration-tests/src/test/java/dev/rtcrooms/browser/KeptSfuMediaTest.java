package dev.rtcrooms.browser;

import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.sfu.Sfu;
import dev.rtcrooms.signaling.Streams;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Media through an SFU go on while WebSockets are cut. */
class KeptSfuMediaTest extends KeptMediaContract {

  private static final Sfu sfu = start();

  @RegisterExtension final RealRooms server = new RealRooms(Streams.sfu(IceServers.none(), sfu));

  private static Sfu start() {
    try {
      return Sfu.builder().build();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterAll
  static void close() {
    sfu.close();
  }

  @Override
  RealRooms server() {
    return server;
  }
}
