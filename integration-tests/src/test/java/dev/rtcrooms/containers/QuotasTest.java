package dev.rtcrooms.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rtcrooms.Limits;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.testkit.VirtualTime;
import dev.rtcrooms.testkit.websocket.RawSocket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The default quotas of an address, of which a proxy tells, in each container. */
class QuotasTest extends ContainerTest {

  private static final int TOO_MANY_ROOMS = 4004;
  private static final int TOO_MANY_CONNECTIONS = 4006;
  private static final int TOO_MANY_JOINS = 4007;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final VirtualTime time = new VirtualTime();
  private int addresses;
  private String address = "";

  @Override
  RoomsBuilder builder() {
    return super.builder().scheduler(time).clientAddress(handshake -> handshake.forwardedFor(1));
  }

  @Override
  Limits limits(Limits limits) {
    return limits;
  }

  @BeforeEach
  void useAnotherAddress() {
    address = "203.0.113." + addresses++;
  }

  private RawSocket dial(UUID room, String from) throws IOException {
    RawSocket socket = raw("/room/" + room + "/websocket", "X-Forwarded-For: " + from);
    assertThat(socket.readStatus()).isEqualTo(101);
    return socket;
  }

  private RawSocket enter(UUID room) throws IOException {
    RawSocket socket = dial(room, address);
    assertThat(socket.readFrame()).contains("\"type\":\"hello\"");
    return socket;
  }

  private int refused(UUID room) throws IOException {
    try (RawSocket socket = dial(room, address)) {
      return socket.readCloseCode();
    }
  }

  @Test
  void anAddressJoinsFiveTimesASecond() throws IOException {
    for (int i = 0; i < 5; i++) {
      enter(lobby());
    }
    assertThat(refused(lobby())).isEqualTo(TOO_MANY_JOINS);
    assertThat(dial(lobby(), "198.51.100.7").readFrame()).contains("\"type\":\"hello\"");
    time.advance(Duration.ofSeconds(1));

    enter(lobby());
  }

  @Test
  void anAddressHasTwentyConnectionsAndAPlaceIsFreeAsSoonAsOneEnds() throws IOException {
    List<RawSocket> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(enter(lobby()));
      time.advance(Duration.ofMillis(200));
    }
    time.advance(Duration.ofSeconds(1));
    assertThat(refused(lobby())).isEqualTo(TOO_MANY_CONNECTIONS);

    all.get(7).close();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              time.advance(Duration.ofMillis(200));
              return dial(lobby(), address).readFrame().contains("\"type\":\"hello\"");
            });
  }

  @Test
  void anAddressOpensTenRoomsAMinute() throws IOException {
    for (int i = 0; i < 10; i++) {
      enter(UUID.randomUUID());
      time.advance(Duration.ofMillis(200));
    }
    time.advance(Duration.ofSeconds(1));
    UUID another = UUID.randomUUID();
    assertThat(refused(another)).isEqualTo(TOO_MANY_ROOMS);
    assertThat(dial(another, "198.51.100.8").readFrame()).contains("\"type\":\"hello\"");

    enter(another); // which is open by now
  }

  /** A servlet container has the same routes, which the tests of the servlet reach. */
  @Test
  void byHttpItIsToldWhenToTryAgain() throws Exception {
    assumeTrue(container == Container.NETTY, "has the routes, too");
    for (int i = 0; i < 10; i++) {
      assertThat(create().statusCode()).isEqualTo(303);
    }

    HttpResponse<String> refused = create();
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 60L);
    assertThat(refused.body()).contains("\"too-many-new-rooms\"");
  }

  private HttpResponse<String> create() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/room/create"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .header("Accept", "application/json")
            .header("X-Forwarded-For", address)
            .build();
    return RoomSocket.HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
