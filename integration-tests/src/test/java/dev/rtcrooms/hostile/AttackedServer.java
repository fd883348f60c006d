package dev.rtcrooms.hostile;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.containers.Container;
import dev.rtcrooms.containers.EmbeddedServer;
import dev.rtcrooms.containers.Placement;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.moderation.Moderation;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.hub.presence.Viewers;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.transport.Handshake;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The program that is attacked: rooms with all features and the default limits, behind a proxy that
 * names the address of each client. It says its port, and then again and again its {@link Figures};
 * its garbage is collected before.
 */
final class AttackedServer {

  static final String PORT = "port ";

  /** Kept, because an unreferenced logger forgets its level. */
  private static final Logger LOG = Logger.getLogger("");

  private AttackedServer() {}

  public static void main(String[] arguments) throws Exception {
    LOG.setLevel(Level.SEVERE);
    Duration interval = Duration.parse(arguments[1]);
    CountDownLatch goesOn = new CountDownLatch(1);
    Rooms rooms =
        RtcRooms.builder()
            .feature(Chat::new)
            .feature(Presence::new)
            .feature(Viewers::new)
            .feature(Moderation::new)
            .feature(Streams.mesh(IceServers.none()))
            .feature(room -> new Standstill(goesOn), Standstill.TYPE)
            .clientAddress((Handshake handshake) -> handshake.forwardedFor(1))
            .emptyRoomGrace(Duration.parse(arguments[2]))
            .heartbeat(Duration.parse(arguments[3]), Duration.parse(arguments[3]))
            .build();
    EmbeddedServer server = Container.valueOf(arguments[0]).start(rooms, Placement.USUAL);
    System.out.println(PORT + server.port());
    Executors.newSingleThreadScheduledExecutor()
        .scheduleWithFixedDelay(
            () -> System.out.println(Figures.of(rooms)),
            0,
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
    obeyTheTest(goesOn);
  }

  /** A line ends a standstill. The test's process has ended when there is nothing more to read. */
  private static void obeyTheTest(CountDownLatch goesOn) throws IOException {
    while (System.in.read() >= 0) {
      goesOn.countDown();
    }
    Runtime.getRuntime().halt(0);
  }
}
