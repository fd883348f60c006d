package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Role;
import dev.rtcrooms.transport.Handshake;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server without a mind of its own: each test says what a connection hears, and when. Each test
 * has an address of its own, because what a page of the test before has begun may come late.
 */
final class FakeRoom implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

  private static final String TEST = "test";

  private final Map<String, BlockingQueue<FakeConnection>> connections = new ConcurrentHashMap<>();
  private int test;
  private Site site;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    site =
        new Site(
            0,
            (servletContext, container) ->
                container.addEndpoint(
                    ServerEndpointConfig.Builder.create(
                            FakeConnection.class, address("{" + TEST + "}"))
                        .subprotocols(List.of("rtc-rooms.v1"))
                        .configurator(new Configurator())
                        .build()));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    test++;
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    site.close();
  }

  Site site() {
    return site;
  }

  /** Where this test's connections come in, relative to the page. */
  String address() {
    return address(String.valueOf(test));
  }

  private static String address(String test) {
    return "/fake/" + test + "/websocket";
  }

  private BlockingQueue<FakeConnection> connections(String test) {
    return connections.computeIfAbsent(test, key -> new LinkedBlockingQueue<>());
  }

  private BlockingQueue<FakeConnection> connections() {
    return connections(String.valueOf(test));
  }

  /** Waits for the next connection of this test. */
  FakeConnection accept() throws InterruptedException {
    FakeConnection connection =
        connections().poll(FakeConnection.PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(connection).as("a connection in time").isNotNull();
    return connection;
  }

  /** Whether no further connection of this test has come. */
  boolean isQuiet() {
    return connections().isEmpty();
  }

  private final class Configurator extends ServerEndpointConfig.Configurator {
    @Override
    public void modifyHandshake(
        ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
      config
          .getUserProperties()
          .put(
              FakeConnection.HANDSHAKE,
              new Handshake(Role.PARTICIPANT, "", null, request.getHeaders(), Map.of(), Map.of()));
    }

    @Override
    public <T> T getEndpointInstance(Class<T> type) {
      return type.cast(
          new FakeConnection(
              connection -> connections(connection.pathParameter(TEST)).add(connection)));
    }
  }
}
