package dev.rtcrooms.examples.owntransport;

import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.hub.presence.Viewers;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.signaling.Streams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Serves rooms, or joins one: see the README. */
public final class Main {

  private static final int PORT = 7070;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private Main() {}

  /**
   * Starts.
   *
   * @param arguments nothing, or the port to serve on; to join, the server's port, a link and a
   *     name
   * @throws IOException if the port is in use, or no server listens there
   */
  public static void main(String[] arguments) throws IOException {
    int port = arguments.length == 0 ? PORT : Integer.parseInt(arguments[0]);
    if (arguments.length < 3) {
      serve(port);
    } else {
      join(port, arguments[1], arguments[2]);
    }
  }

  static Rooms rooms() {
    return RtcRooms.builder()
        .feature(Chat::new)
        .feature(Presence::new)
        .feature(Viewers::new)
        .feature(Streams.mesh(IceServers.none()))
        // netcat answers no pings, and people at a terminal are silent for long
        .heartbeat(Duration.ofMinutes(10), Duration.ofMinutes(1))
        .emptyRoomGrace(Duration.ofHours(1))
        .build();
  }

  private static void serve(int port) throws IOException {
    Rooms rooms = rooms();
    TcpTransport transport = TcpTransport.start(rooms, port);
    Runtime.getRuntime().addShutdownHook(new Thread(rooms::close, "the end"));
    Room room = rooms.create();
    show(
        """
        Listening on localhost:%1$d. In another terminal run netcat:

          nc localhost %1$d

        and enter the link of a room, and then one message a line:

          room/%2$s rtc-name.Ann
          {"type": "say", "text": "Hello"}

        Who has the stream link hears only who is there:

          stream/%3$s rtc-name.Bob
        """
            .formatted(transport.port(), room.id(), room.streamId()));
  }

  private static void join(int port, String link, String name) throws IOException {
    try (ConsoleClient client = new ConsoleClient(port, link, name, PAUSE, Main::show)) {
      client.connect();
      BufferedReader keyboard =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String text = keyboard.readLine(); text != null; text = keyboard.readLine()) {
        client.say(text);
      }
    }
  }

  private static void show(String text) {
    System.out.println(text);
  }
}
