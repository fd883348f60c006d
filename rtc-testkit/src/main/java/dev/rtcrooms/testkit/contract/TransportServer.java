package dev.rtcrooms.testkit.contract;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A running transport, for one test of a contract. */
public interface TransportServer extends AutoCloseable {

  /**
   * Connects by a room link.
   *
   * @param room the id in the link
   * @param origin the origin of the page, or null for a client that is not a browser
   * @return the client
   * @throws IOException if the connection is refused
   */
  TransportPeer connect(String room, @Nullable String origin) throws IOException;

  /** Stops the transport. */
  @Override
  void close();
}
