package dev.rtcrooms.examples.nettyhost;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.Layout;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.netty.NettyTransport;
import dev.rtcrooms.signaling.Streams;
import java.time.Duration;

/** A server with rooms on this machine's loopback address. Only the main thread uses this class. */
public final class NettyHost {

  private NettyHost() {}

  /**
   * Starts the server and prints its address.
   *
   * @param arguments the port; 8080 if there is none
   */
  public static void main(String[] arguments) {
    Rooms rooms =
        RtcRooms.builder()
            .feature(Chat::new)
            .feature(Presence::new)
            .feature(Streams.mesh(IceServers.none()))
            .build();
    RoomRoutes routes =
        RoomRoutes.of(rooms, options -> options.layout(Layout.plain())); // or pages of your own
    NettyTransport transport =
        NettyTransport.builder(routes)
            .host("127.0.0.1")
            .port(arguments.length == 0 ? 8080 : Integer.parseInt(arguments[0]))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(rooms, transport), "stop"));
    System.out.println("http://127.0.0.1:" + transport.port() + "/room/create");
  }

  /** In this order, so that clients hear that they may come back later. */
  private static void stop(Rooms rooms, NettyTransport transport) {
    rooms.close();
    try {
      rooms.awaitClosed(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    transport.close();
  }
}
