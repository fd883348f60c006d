package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Encoded;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Lane;
import dev.rtcrooms.transport.Receiver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random turns with everything that can be in one, to members whose writes end, and whose lanes
 * work, at random moments, against a model: each client hears exactly what the room said while it
 * was there, in the room's order, but for levels that a newer one has replaced; and no frame is
 * over the limit.
 */
class TurnsModelTest {

  private static final int STEPS = 3_000;
  private static final int FRAME = 600;
  private static final int OUTBOX = 30_000;

  private final List<TallyCodec> codecs = List.of(new TallyCodec(), new TallyCodec());
  private final Model model = new Model();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final List<Lane> lanes = List.of(Lane.MAILBOX, tasks::add, task -> tasks.add(task));
  private final List<Guest> present = new ArrayList<>();
  private final List<Guest> all = new ArrayList<>();
  private Random random = new Random(0);
  private int said;

  /** One connection, and what it may do. */
  private record Guest(HeldConnection connection, Receiver receiver, List<String> refs) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyClientHearsTheRoomsOrderInFramesWithinTheLimit(long seed) {
    random = new Random(seed);
    try (TestRooms rooms =
        TestRooms.with(
            RtcRooms.builder()
                .secret("a secret of the tests")
                .limits(
                    Limits.builder()
                        .outboundFrameBytes(FRAME)
                        .outboxBytes(OUTBOX)
                        .outboxAge(Duration.ofHours(1))
                        .forLoadTests()
                        .build())
                .feature(
                    room -> model.scribe(room.hub()),
                    Note.TYPE,
                    Fact.TYPE,
                    Level.TYPE,
                    Secret.TYPE))) {
      for (int step = 0; step < STEPS; step++) {
        step(rooms);
      }
      do {
        work();
        rooms.settle();
      } while (!tasks.isEmpty());
      present.removeIf(guest -> guest.connection().closed() != null);
      all.forEach(guest -> freed(guest.connection()));
      all.forEach(guest -> check(guest, seed));
      assertThat(all).hasSizeGreaterThan(100);
      assertThat(codecs).allSatisfy(codec -> assertThat(codec.encoded).doesNotHaveDuplicates());
    }
  }

  private static void freed(HeldConnection connection) {
    while (connection.free()) {}
  }

  /** What is not settled at once is one turn with what follows. */
  private void step(TestRooms rooms) {
    int dice = random.nextInt(100);
    if (present.size() < 4 || dice < 5) {
      enter(rooms);
    } else if (dice < 9) {
      Guest guest = present.remove(random.nextInt(present.size()));
      guest.receiver().closed(dice % 2 == 0 ? CloseReason.LEFT : CloseReason.LOST);
    } else if (dice < 30) {
      speak(any());
    } else if (dice < 55) {
      Room room = rooms.room("lobby");
      room.execute(() -> turn());
    } else if (dice < 85) {
      any().connection().free();
    } else if (dice < 87) {
      work();
    } else if (dice < 89) {
      present.forEach(guest -> guest.connection().free());
    } else {
      rooms.settle();
    }
    present.removeIf(guest -> guest.connection().closed() != null);
  }

  /** The lanes come to what is theirs. */
  private void work() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  private Guest any() {
    return present.get(random.nextInt(present.size()));
  }

  private void enter(TestRooms rooms) {
    HeldConnection connection =
        new HeldConnection(
            codecs.get(random.nextInt(codecs.size())), lanes.get(random.nextInt(lanes.size())));
    boolean watches = random.nextInt(3) == 0;
    Handshake handshake =
        watches
            ? Handshake.of(Role.WATCHER, rooms.room("lobby").streamId())
            : Handshake.of(Role.PARTICIPANT, TestRooms.id("lobby").toString());
    String user = "user-" + all.size();
    Receiver receiver = rooms.rooms().accept(connection, handshake.withPrincipal(() -> user));
    Guest guest = new Guest(connection, receiver, new ArrayList<>());
    present.add(guest);
    all.add(guest);
  }

  private void speak(Guest guest) {
    List<Inbound> frame = new ArrayList<>();
    for (int n = random.nextInt(4); n >= 0; n--) {
      String ref = "ref-" + said++;
      guest.refs().add(ref);
      frame.add(new Inbound.Accepted(ref, random.nextBoolean() ? note() : new Fact("f" + said++)));
    }
    guest.receiver().receive(frame, 1);
  }

  private Note note() {
    int dice = random.nextInt(20);
    return new Note(said++ + "x".repeat(dice == 0 ? 2 * FRAME : dice * 10));
  }

  /** In the mailbox. */
  private void turn() {
    for (int n = random.nextInt(6); n >= 0; n--) {
      List<Client> members = model.members();
      int dice = random.nextInt(20);
      if (dice < 5) {
        model.say(note());
      } else if (dice < 7) {
        model.say(new Fact("f" + said++));
      } else if (dice < 9) {
        model.say(new Secret("s" + said++));
      } else if (dice < 13) {
        model.say(new Level("key " + random.nextInt(4), said++));
      } else if (dice == 13) {
        IntStream.range(0, 30).forEach(k -> model.say(note()));
      } else if (!members.isEmpty()) {
        Client client = members.get(random.nextInt(members.size()));
        if (dice == 14 && random.nextInt(4) == 0) {
          model.dismiss(client);
        } else if (dice == 15 && random.nextInt(3) == 0) {
          Role other = client.role() == Role.WATCHER ? Role.PARTICIPANT : Role.WATCHER;
          client.move(other, other.defaultGrants());
        } else {
          model.tell(client, dice < 17 ? note() : new Level("key " + random.nextInt(4), said++));
        }
      }
    }
  }

  private void check(Guest guest, long seed) {
    HeldConnection connection = guest.connection();
    for (int n = 0; n < connection.frames().size(); n++) {
      Encoded frame = connection.frame(n);
      Batch batch = connection.batches().get(n);
      assertThat(frame.size() <= FRAME || batch.messages().size() == 1)
          .as("frame of " + frame.size())
          .isTrue();
    }
    List<Event> heard = connection.events();
    if (heard.isEmpty()) {
      assertThat(present).doesNotContain(guest);
      return;
    }
    model.check(heard, present.contains(guest), "seed " + seed);
    List<String> answers =
        heard.stream()
            .filter(Replied.class::isInstance)
            .map(event -> ((Replied) event).ref())
            .toList();
    if (present.contains(guest) && !model.wasDismissed(heard)) {
      assertThat(answers).as("answers").containsExactlyElementsOf(guest.refs());
    } else {
      assertThat(answers).as("answers").isEqualTo(guest.refs().subList(0, answers.size()));
    }
  }
}
