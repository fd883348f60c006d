package dev.rtcrooms.containers;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.jakarta.JakartaTransport;
import jakarta.websocket.server.ServerContainer;
import java.util.List;

/**
 * Where a transport's addresses are and whose pages may use them, whatever transport it is.
 *
 * @param path what stands before all addresses
 * @param origins the only ones that are allowed; empty for the default
 */
public record Placement(String path, List<String> origins) {

  public static final Placement USUAL = new Placement("", List.of());

  void install(ServerContainer container, Rooms rooms) {
    JakartaTransport.install(container, routes(rooms));
  }

  RoomRoutes routes(Rooms rooms) {
    return RoomRoutes.of(
        rooms,
        options -> {
          options.path(path);
          if (!origins.isEmpty()) {
            options.allowedOrigins(origins.toArray(String[]::new));
          }
        });
  }
}
