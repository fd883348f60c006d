package dev.rtcrooms.hostile;

import static org.awaitility.Awaitility.await;

import dev.rtcrooms.containers.RoomSocket;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.transport.Outgoing;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * The program of a room that is not attacked itself: ten members, each of whom says something five
 * times a second. Its argument is the server's port. Each line of its input names the phase that
 * begins, until the line {@code report}; then it says in one line for each phase how many
 * nanoseconds the messages took from the speaker to each member, and in a last line how many were
 * lost.
 */
final class VictimRoom {

  static final String READY = "all members are here";
  static final String REPORT = "report";
  static final String LATENCIES = "latencies ";
  static final String LOST = "lost: ";

  private static final int MEMBERS = 10;
  private static final int SAY_EVERY_MILLIS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonCodec CODEC = new JsonCodec(MessageType.builtIn());

  private final ScheduledExecutorService speakers = Executors.newScheduledThreadPool(1);
  private final Map<String, Queue<Long>> latencies = new ConcurrentHashMap<>();
  private final List<RoomSocket> members = new ArrayList<>();
  private final CountDownLatch here = new CountDownLatch(MEMBERS);
  private final AtomicLong expected = new AtomicLong();
  private final AtomicLong heard = new AtomicLong();
  private volatile String phase = "entering";

  private VictimRoom() {}

  public static void main(String[] arguments) throws Exception {
    VictimRoom room = new VictimRoom();
    room.enter(Integer.parseInt(arguments[0]));
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      if (line.equals(REPORT)) {
        room.report();
      } else {
        room.phase = line;
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private void enter(int port) throws InterruptedException {
    URI room = URI.create("ws://localhost:" + port + "/room/" + UUID.randomUUID() + "/websocket");
    for (int i = 0; i < MEMBERS; i++) {
      members.add(new RoomSocket(room, CODEC, this::hear, "X-Forwarded-For", "198.51.100." + i));
    }
    here.await();
    System.out.println(READY);
    for (int i = 0; i < MEMBERS; i++) {
      RoomSocket speaker = members.get(i);
      speakers.scheduleAtFixedRate(
          () -> say(speaker),
          i * SAY_EVERY_MILLIS / MEMBERS,
          SAY_EVERY_MILLIS,
          TimeUnit.MILLISECONDS);
    }
  }

  private void hear(Outgoing message) {
    if (message.event() instanceof Said said) {
      long now = System.nanoTime();
      String[] text = said.text().split(" ", 2);
      latencies
          .computeIfAbsent(text[1], name -> new ConcurrentLinkedQueue<>())
          .add(now - Long.parseLong(text[0]));
      heard.incrementAndGet();
    } else if (message.event() instanceof Hello) {
      here.countDown();
    }
  }

  private void say(RoomSocket speaker) {
    expected.addAndGet(MEMBERS);
    speaker.send(new Say(System.nanoTime() + " " + phase), null);
  }

  private void report() throws InterruptedException {
    speakers.shutdown();
    if (!speakers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("A speaker does not end");
    }
    try {
      await().atMost(PATIENCE).until(() -> heard.get() >= expected.get());
    } finally {
      latencies.forEach(
          (name, nanos) ->
              System.out.println(
                  nanos.stream()
                      .map(each -> Long.toString(each))
                      .collect(Collectors.joining(" ", LATENCIES + name + " ", ""))));
      System.out.println(LOST + (expected.get() - heard.get()));
    }
  }
}
