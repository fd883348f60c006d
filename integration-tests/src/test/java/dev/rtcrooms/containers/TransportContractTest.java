package dev.rtcrooms.containers;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.testkit.contract.WebSocketContract;
import dev.rtcrooms.testkit.contract.WebSocketServer;
import java.util.Set;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Our transports keep to the contract that a host's own is tested with. */
@ParameterizedClass(name = "{0}")
@EnumSource(Container.class)
class TransportContractTest extends WebSocketContract {

  @Parameter Container container;

  /**
   * Undertow sends no close frame if the client's comes while it closes: each of its two ways to
   * close leaves the frame to the other. The socket ends after 4.5 s then. Jetty, Tomcat and Tyrus
   * end the socket then, perhaps before their close frame. Tyrus drops what comes in one packet
   * with the handshake.
   */
  @Override
  protected Set<Capability> capabilities() {
    return switch (container) {
      case JETTY, TOMCAT, UNDERTOW -> Set.of(Capability.EARLY_FRAMES, Capability.HALF_CLOSE);
      case TYRUS -> Set.of(Capability.HALF_CLOSE);
      default -> super.capabilities();
    };
  }

  @Override
  protected WebSocketServer startServer(Rooms rooms) throws Exception {
    EmbeddedServer server = container.start(rooms, Placement.USUAL);
    return new WebSocketServer() {
      @Override
      public int port() {
        return server.port();
      }

      @Override
      public void close() {
        server.close();
      }
    };
  }
}
