package dev.rtcrooms.examples.hands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.http.HttpOptions;
import dev.rtcrooms.http.RoomRequest;
import dev.rtcrooms.http.RoomResponse;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.testkit.TestRooms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Our settings of the pages, with no server. */
class PagesTest {

  private static final UUID LOBBY = TestRooms.id("lobby");

  @RegisterExtension final TestRooms rooms = TestRooms.with(RtcRooms.builder());

  private static void configure(HttpOptions http) {
    http.publicUrl(URI.create("https://app.example/meet")).roomCreation(false);
  }

  @Test
  void linksLeadToThePublicAddress() throws IOException {
    RoomResponse page = answer("GET", "/room/" + LOBBY);

    ByteArrayOutputStream body = new ByteArrayOutputStream();
    page.writeTo(body);
    assertThat(page.status()).isEqualTo(200);
    assertThat(body.toString(StandardCharsets.UTF_8))
        .contains("https://app.example/meet/room/" + LOBBY);
  }

  @Test
  void nobodyCreatesRoomsByHttp() {
    assertThat(answer("POST", "/room/create").status()).isEqualTo(404);
  }

  private RoomResponse answer(String method, String path) {
    RoomRequest request =
        RoomRequest.of(method, "http", "localhost", path)
            .withHeaders(Map.of("Accept", List.of("application/json")));
    CompletableFuture<RoomResponse> response =
        RoomRoutes.of(rooms.rooms(), PagesTest::configure).handle(request).toCompletableFuture();
    rooms.settle();
    return response.join();
  }
}
