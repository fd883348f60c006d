package dev.rtcrooms.sfu;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.ExtraRoutes;
import dev.rtcrooms.http.RoomRequest;
import dev.rtcrooms.http.RoomResponse;
import dev.rtcrooms.sfu.whip.Endpoints;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Lets encoders publish to rooms over HTTP, by WHIP (RFC 9725), at {@code /whip/{room}}. The room's
 * id in the address is that of the room link. Any thread; never blocks.
 *
 * <pre>{@code
 * RoomRoutes.of(rooms, options -> options.add(WhipRoutes.of(rooms, sfu)))
 * }</pre>
 *
 * <p>A publisher is a client of the room, as one with a WebSocket is: the host's {@link
 * dev.rtcrooms.spi.Authenticator} reads its {@linkplain dev.rtcrooms.transport.Handshake#bearer()
 * bearer token}, the admission decides on its grants, others see it among the members and the
 * publishers, and moderators can mute, remove or ban it. Its session ends when it may no longer
 * publish, after 30 seconds without an authentic packet of its connection, or when it ends the
 * connection.
 */
public final class WhipRoutes implements ExtraRoutes {

  private final Rooms rooms;
  private final Sfu sfu;
  private final Endpoints endpoints;

  private WhipRoutes(Rooms rooms, Sfu sfu, boolean players) {
    this.rooms = rooms;
    this.sfu = sfu;
    SfuLimits limits = sfu.limits();
    this.endpoints =
        new Endpoints(
            rooms,
            sfu.access(),
            new Endpoints.Bounds(limits.httpSessions(), limits.videos(), limits.audios()),
            players);
  }

  /**
   * Creates routes for publishers.
   *
   * @param rooms where they publish; their streams are those of {@link
   *     dev.rtcrooms.signaling.Streams#sfu} with this SFU
   * @param sfu receives their media
   * @return routes for {@link dev.rtcrooms.http.HttpOptions#add}
   */
  public static WhipRoutes of(Rooms rooms, Sfu sfu) {
    return new WhipRoutes(rooms, sfu, /* players= */ false);
  }

  /**
   * Also lets players receive the streams of a room, by WHEP, at {@code /whep/{stream}} with the id
   * of the stream link. Experimental: WHEP is a draft (draft-ietf-wish-whep), and this may change
   * with it.
   *
   * @return routes that have sessions of their own
   */
  public WhipRoutes withWhep() {
    return new WhipRoutes(rooms, sfu, /* players= */ true);
  }

  @Override
  public List<String> paths() {
    return endpoints.paths();
  }

  @Override
  public List<String> methods(String path) {
    return endpoints.methods(path);
  }

  @Override
  public int bodyBytes(String path) {
    return endpoints.bodyBytes(path);
  }

  @Override
  public CompletionStage<RoomResponse> handle(RoomRequest request, String base) {
    return endpoints.handle(request, base);
  }

  @Override
  public String masked(String path) {
    return endpoints.masked(path);
  }

  /** How many sessions are open. */
  int sessions() {
    return endpoints.size();
  }
}
