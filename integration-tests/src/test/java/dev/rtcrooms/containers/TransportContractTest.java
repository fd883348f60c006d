package dev.rtcrooms.containers;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.testkit.contract.WebSocketContract;
import dev.rtcrooms.testkit.contract.WebSocketServer;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Our transports keep to the contract that a host's own is tested with. */
@ParameterizedClass(name = "{0}")
@EnumSource(names = {"TOMCAT", "JETTY", "UNDERTOW", "NETTY"})
class TransportContractTest extends WebSocketContract {

  @Parameter Container container;

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
