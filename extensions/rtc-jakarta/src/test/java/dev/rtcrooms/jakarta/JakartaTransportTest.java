package dev.rtcrooms.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.testkit.TestRooms;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JakartaTransportTest {

  @RegisterExtension final TestRooms rooms = TestRooms.with(time -> RtcRooms.builder());

  @Test
  void bothDoorsHaveTheirAddress() {
    assertThat(new FakeContainer(rooms.rooms(), options -> {}).endpoints())
        .containsOnlyKeys("/room/{id}/websocket", "/stream/{id}/websocket");
  }

  @Test
  void theAddressesMayStandBelowAPath() {
    RoomRoutes below = RoomRoutes.of(rooms.rooms(), options -> options.path("/a/b"));

    assertThat(new FakeContainer(below, options -> {}).endpoints())
        .containsOnlyKeys("/a/b/room/{id}/websocket", "/a/b/stream/{id}/websocket");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "/", "/a/", "/{x}", "/a?b", "//a"})
  void aPathOfAnotherFormIsRefused(String path) {
    assertThatThrownBy(() -> RoomRoutes.of(rooms.rooms(), options -> options.path(path)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theSubprotocolIsTheCodecs() {
    ServerEndpointConfig endpoint =
        new FakeContainer(rooms.rooms(), options -> {}).endpoints().get(FakeContainer.ROOM);

    assertThat(endpoint.getSubprotocols()).containsExactly("rtc-rooms.v1");
    assertThat(negotiated(endpoint, "mqtt", "rtc-rooms.v1")).isEqualTo("rtc-rooms.v1");
    assertThat(negotiated(endpoint, "mqtt")).isEmpty();
    assertThat(negotiated(endpoint)).isEmpty();
  }

  @Test
  void aHostMayBringItsOwnCodec() {
    JsonCodec own = new JsonCodec(rooms.rooms().messageTypes());
    FakeContainer container = new FakeContainer(rooms.rooms(), options -> options.codec(own));

    assertThat(container.endpoints()).hasSize(2);
  }

  @Test
  void whatTheContainerDoesNotTakeIsSaid() throws DeploymentException {
    ServerContainer container = mock();
    DeploymentException cause = new DeploymentException("taken");
    doThrow(cause).when(container).addEndpoint(any(ServerEndpointConfig.class));

    assertThatThrownBy(() -> JakartaTransport.install(container, RoomRoutes.of(rooms.rooms())))
        .isInstanceOf(IllegalStateException.class)
        .hasCause(cause);
  }

  private static String negotiated(ServerEndpointConfig endpoint, String... offered) {
    return endpoint
        .getConfigurator()
        .getNegotiatedSubprotocol(endpoint.getSubprotocols(), List.of(offered));
  }
}
