package dev.rtcrooms.npm;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.hub.presence.Viewers;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.netty.NettyTransport;
import dev.rtcrooms.signaling.Streams;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Rooms on a free port of the loopback interface. For one thread. */
final class RoomServer implements AutoCloseable {

  private final Rooms rooms =
      RtcRooms.builder()
          .feature(Chat::new)
          .feature(Presence::new)
          .feature(Viewers::new)
          .feature(Streams.mesh(IceServers.none()))
          .build();

  private final NettyTransport transport;

  /** Takes pages of these origins, and programs. */
  RoomServer(String... origins) {
    RoomRoutes routes = RoomRoutes.of(rooms, options -> options.allowedOrigins(origins));
    transport = NettyTransport.builder(routes).host("127.0.0.1").port(0).start();
  }

  String origin() {
    return "http://127.0.0.1:" + transport.port();
  }

  /** The link of a new room. */
  String createRoom() throws Exception {
    URI create = URI.create(origin() + "/room/create");
    HttpRequest request =
        HttpRequest.newBuilder(create).POST(HttpRequest.BodyPublishers.noBody()).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .headers()
        .firstValue("Location")
        .orElseThrow();
  }

  @Override
  public void close() {
    transport.close();
    rooms.close();
  }
}
