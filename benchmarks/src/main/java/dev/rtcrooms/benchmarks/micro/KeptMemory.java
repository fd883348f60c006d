package dev.rtcrooms.benchmarks.micro;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Receiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What rooms keep in memory: for each recorded message, and for each byte that waits for clients
 * that do not read. Counts live objects after a collection, in a process of its own.
 */
public final class KeptMemory {

  private static final int PAYLOAD = 128;
  private static final int RECORDED = 1_000;
  private static final int SAID = RECORDED + 100;
  private static final int QUIET_ROOMS = 100;
  private static final int STALLED_ROOMS = 20;
  private static final int WAITING_BYTES = 1_000_000;
  private static final Duration LONG = Duration.ofHours(1);

  private final Rooms rooms =
      RtcRooms.builder()
          .feature(Chat::new)
          .limits(Limits.builder().forLoadTests().outboxAge(LONG).build())
          .executor(Runnable::run)
          .heartbeat(LONG, LONG.plus(LONG)) // nobody answers pings
          .build();
  private final Codec codec = new JsonCodec(rooms.messageTypes(), rooms.limits());

  private KeptMemory() {}

  /**
   * Measures, and prints a line for each figure.
   *
   * @param arguments the name of the garbage collector, for the lines
   */
  public static void main(String[] arguments) {
    String where = "JDK " + Runtime.version().feature() + " " + String.join(" ", arguments);
    KeptMemory kept = new KeptMemory();
    System.out.println(where + ": " + kept.recorded());
    System.out.println(where + ": " + kept.waiting());
    kept.rooms.close();
  }

  private String recorded() {
    List<Pair> pairs = IntStream.range(0, QUIET_ROOMS).mapToObj(n -> new Pair()).toList();
    LiveObjects before = LiveObjects.count();
    for (Pair pair : pairs) {
      for (int n = 0; n < SAID; n++) {
        pair.say();
      }
    }
    LiveObjects more = LiveObjects.count().since(before);
    double messages = QUIET_ROOMS * RECORDED;
    long wire = pairs.get(0).lastSize();
    return String.format(
        Locale.ROOT,
        "for each recorded message of %d characters, %d bytes on the wire, %.0f bytes are kept in %.1f"
            + " objects: %.2f x its text, %.2f x the wire",
        PAYLOAD,
        wire,
        more.bytes() / messages,
        more.objects() / messages,
        more.bytes() / messages / PAYLOAD,
        more.bytes() / messages / wire);
  }

  private String waiting() {
    List<Pair> pairs = IntStream.range(0, STALLED_ROOMS).mapToObj(n -> new Pair()).toList();
    for (Pair pair : pairs) {
      for (int n = 0; n < SAID; n++) {
        pair.say();
      }
    }
    LiveObjects before = LiveObjects.count();
    long waiting = 0;
    for (Pair pair : pairs) {
      waiting += pair.sayWhileOneStalls();
    }
    LiveObjects more = LiveObjects.count().since(before);
    pairs.forEach(Pair::requireBoth);
    return String.format(
        Locale.ROOT,
        "for %d stalled clients in %d rooms %,d bytes wait, which are kept in %,d bytes: %.2f x",
        STALLED_ROOMS,
        STALLED_ROOMS,
        waiting,
        more.bytes(),
        (double) more.bytes() / waiting);
  }

  /** A room with two members, who speak in turn. */
  private final class Pair {
    private final List<Ear> ears = new ArrayList<>();
    private final List<Receiver> mouths = new ArrayList<>();
    private final Room room = rooms.create();
    private int said;
    private long lastSize;

    Pair() {
      for (int n = 0; n < 2; n++) {
        Ear ear = new Ear(codec);
        ears.add(ear);
        mouths.add(rooms.accept(ear, Handshake.of(Role.PARTICIPANT, room.id().toString())));
        while (ear.heard() == 0) {
          Thread.onSpinWait(); // until it hears that it is in the room
        }
      }
    }

    void say() {
      say(said % 2);
    }

    private void say(int speaker) {
      String text = ("message " + said + " ").repeat(PAYLOAD).substring(0, PAYLOAD);
      String frame = "{\"type\":\"say\",\"id\":\"%05d\",\"text\":\"%s\"}".formatted(said, text);
      long before = ears.get(1).bytes();
      mouths.get(speaker).receive(codec.decodeCommands(frame), frame.length());
      lastSize = ears.get(1).bytes() - before;
      said++;
    }

    /** What one message has taken on the wire. */
    long lastSize() {
      return lastSize;
    }

    void requireBoth() {
      if (room.summary().connections() < 2) {
        throw new IllegalStateException("A client was closed, so nothing waits for it any more");
      }
    }

    /** Gives how many bytes wait. */
    long sayWhileOneStalls() {
      ears.get(0).hold();
      say(1);
      long before = ears.get(1).bytes();
      while (ears.get(1).bytes() - before < WAITING_BYTES) {
        say(1);
      }
      return ears.get(1).bytes() - before;
    }
  }
}
