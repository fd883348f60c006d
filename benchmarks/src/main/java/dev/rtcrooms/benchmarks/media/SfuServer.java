package dev.rtcrooms.benchmarks.media;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.benchmarks.process.Leash;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.netty.NettyTransport;
import dev.rtcrooms.sfu.Sfu;
import dev.rtcrooms.sfu.SfuLimits;
import dev.rtcrooms.sfu.TrafficLimits;
import dev.rtcrooms.sfu.WhipRoutes;
import dev.rtcrooms.signaling.Streams;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Our SFU in a process of its own, as a host has it: publishers and players come over HTTP to its
 * rooms, by WHIP and WHEP. Says their addresses, and ends with the process that started it.
 */
public final class SfuServer {

  private static final int PLAYERS = 5_000;

  /** More than one processor can send. */
  private static final long BITS_PER_SECOND = 20_000_000_000L;

  /** Kept from the garbage collector, or its level would be forgotten. */
  private static final Logger ROOT = Logger.getLogger("");

  private SfuServer() {}

  /**
   * Starts the server.
   *
   * @param arguments the number of rooms
   * @throws IOException if a port cannot be opened
   */
  public static void main(String[] arguments) throws IOException {
    ROOT.setLevel(Level.WARNING);
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    String host = loopback.getHostAddress();
    Sfu sfu = Sfu.builder().announce(loopback).loops(1).limits(limits()).build();
    Rooms rooms =
        RtcRooms.builder()
            .secret("of no worth: it guards nothing")
            .feature(Streams.sfu(IceServers.none(), sfu))
            .limits(Limits.builder().forLoadTests().clientsPerRoom(PLAYERS).build())
            .build();
    RoomRoutes routes =
        RoomRoutes.of(rooms, options -> options.add(WhipRoutes.of(rooms, sfu).withWhep()));
    NettyTransport transport = NettyTransport.builder(routes).host(host).port(0).start();
    String base = "http://" + host + ":" + transport.port();
    List<String> addresses = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
      Room room = rooms.create();
      addresses.add(base + "/whip/" + room.id());
      addresses.add(base + "/whep/" + room.streamId());
    }
    System.out.println(MediaServerProcess.READY + String.join(" ", addresses));
    Leash.follow(command -> {});
  }

  /**
   * The defaults, but for bounds on how many players and how much traffic there may be. All players
   * have one address, from which many connect at a time.
   */
  private static SfuLimits limits() {
    TrafficLimits normal = TrafficLimits.DEFAULT;
    return SfuLimits.builder()
        .receivers(PLAYERS)
        .httpSessions(PLAYERS)
        .traffic(
            new TrafficLimits(
                normal.bitsPerSecond(),
                normal.checksPerSecond(),
                PLAYERS,
                BITS_PER_SECOND,
                normal.lagMillis()))
        .build();
  }
}
