package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server without a mind of its own: each test says what a connection hears, and when. */
final class FakeRoom implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  /** Where it listens, relative to the page. */
  static final String ADDRESS = "/fake/websocket";

  private final BlockingQueue<FakeConnection> connections = new LinkedBlockingQueue<>();
  private Site site;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    site =
        new Site(
            0,
            (servletContext, container) ->
                container.addEndpoint(
                    ServerEndpointConfig.Builder.create(FakeConnection.class, ADDRESS)
                        .subprotocols(List.of("rtc-rooms.v1"))
                        .configurator(new Configurator())
                        .build()));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    connections.clear();
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    site.close();
  }

  Site site() {
    return site;
  }

  /** Waits for the next connection. */
  FakeConnection accept() throws InterruptedException {
    FakeConnection connection = connections.poll(10, TimeUnit.SECONDS);
    assertThat(connection).as("a connection within 10 s").isNotNull();
    return connection;
  }

  /** Whether no further connection has come. */
  boolean isQuiet() {
    return connections.isEmpty();
  }

  private final class Configurator extends ServerEndpointConfig.Configurator {
    @Override
    public <T> T getEndpointInstance(Class<T> type) {
      return type.cast(new FakeConnection(connections::add));
    }
  }
}
