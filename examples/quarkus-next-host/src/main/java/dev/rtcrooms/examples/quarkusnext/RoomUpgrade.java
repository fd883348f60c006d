package dev.rtcrooms.examples.quarkusnext;

import dev.rtcrooms.examples.vertxhost.VertxRooms;
import dev.rtcrooms.http.RoomRequest;
import dev.rtcrooms.http.SocketPath;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Keeps of each upgrade what the connection needs: an endpoint gets neither the whole request nor
 * the means to end its socket.
 */
@Singleton
public class RoomUpgrade implements HttpUpgradeCheck {

  static final TypedKey<Upgrade> KEY = new TypedKey<>("rtc-rooms-upgrade");

  private final RoomsBean rooms;

  /** A request for a room's WebSocket. */
  record Upgrade(HttpServerRequest http, RoomRequest request, SocketPath path) {}

  /** For Quarkus. */
  @Inject
  public RoomUpgrade(RoomsBean rooms) {
    this.rooms = rooms;
  }

  @Override
  public boolean appliesTo(String endpoint) {
    return endpoint.equals(RoomSocket.class.getName());
  }

  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext context) {
    HttpServerRequest http = context.httpRequest();
    try {
      RoomRequest request = VertxRooms.request(http);
      Optional<SocketPath> path = rooms.routes().sockets().find(request.path());
      path.ifPresent(found -> context.userData().put(KEY, new Upgrade(http, request, found)));
      return path.isPresent() ? CheckResult.permitUpgrade() : CheckResult.rejectUpgrade(404);
    } catch (URISyntaxException | IllegalArgumentException e) {
      return CheckResult.rejectUpgrade(400);
    }
  }
}
