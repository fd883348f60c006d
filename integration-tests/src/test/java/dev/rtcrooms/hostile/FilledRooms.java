package dev.rtcrooms.hostile;

import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.moderation.Moderation;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.hub.presence.Viewers;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Codec;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;

/**
 * A program with rooms that {@link UnreadClient}s fill as far as the default limits let them: first
 * the histories and the other state, then what waits for the clients. It has no sockets, whose
 * buffers would take what is to wait, and its time passes only when nothing is left to be done. It
 * says its {@link Figures} when garbage was collected: without clients, with full rooms, when all
 * clients have sent at once what they may, and after each further second. Its argument is the
 * number of clients, each of which has a room of its own.
 */
final class FilledRooms {

  /** Is said in the end. */
  static final String DONE = "all rooms were full";

  private static final int ROUNDS = 6;
  private static final int SECONDS = 4;

  /** A client may send as much again as at once. */
  private static final Duration PAUSE = Duration.ofSeconds(4);

  /** Kept, because an unreferenced logger forgets its level. */
  private static final Logger LOG = Logger.getLogger("");

  private FilledRooms() {}

  public static void main(String[] arguments) {
    LOG.setLevel(Level.SEVERE);
    TestRooms rooms =
        TestRooms.with(
            RtcRooms.builder()
                .secret("a secret of the tests")
                .feature(Chat::new)
                .feature(Presence::new)
                .feature(Viewers::new)
                .feature(Moderation::new)
                .feature(Streams.mesh(IceServers.none())));
    Codec codec = new JsonCodec(rooms.rooms().messageTypes());
    System.out.println(Figures.of(rooms.rooms()));
    List<UnreadClient> clients =
        IntStream.range(0, Integer.parseInt(arguments[0]))
            .mapToObj(number -> new UnreadClient(rooms, codec, number))
            .toList();
    for (int round = 0; round < ROUNDS; round++) {
      for (UnreadClient client : clients) {
        client.leavesWhatIsKept(round);
      }
      rooms.advance(PAUSE);
    }
    clients.forEach(UnreadClient::readsAll);
    System.out.println(Figures.of(rooms.rooms()));
    clients.forEach(UnreadClient::sendsAtOnce);
    System.out.println(Figures.of(rooms.rooms()));
    for (int second = 0; second < SECONDS; second++) {
      rooms.advance(Duration.ofSeconds(1));
      System.out.println(Figures.of(rooms.rooms()));
      clients.forEach(UnreadClient::sendsMore);
      System.out.println(Figures.of(rooms.rooms()));
    }
    System.out.println(DONE);
  }
}
