package dev.rtcrooms.cluster;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Room;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.testkit.TestNodes;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.testkit.cluster.SimulatedCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Some minutes in the life of a cluster, with people who talk and faults that follow each other;
 * then everything is checked. The same seed gives the same life.
 */
final class Simulation implements SimulatedPerson.Nodes {

  private static final Duration MOMENT = Duration.ofMillis(250);
  private static final List<String> ROOMS = List.of("red", "blue");
  private static final int PEOPLE = 6;
  private static final int NODES = 3;

  /** Those that do not go along with another one. */
  private static final int PLAIN_FAULTS = 9;

  /** Longer than a call to the storage, a silent link and a lease last. */
  private static final Duration LATE = Duration.ofSeconds(12);

  private final Random random;
  private final TestNodes nodes;
  private final List<SimulatedPerson> people = new ArrayList<>();
  private final Set<Integer> dead = new HashSet<>();
  private final Set<Integer> frozen = new TreeSet<>();
  private final List<String> found = new ArrayList<>();
  private final StringBuilder story = new StringBuilder();
  private int started = NODES;
  private boolean writesWereLost;

  private Simulation(long seed, Consumer<SimulatedCluster> rules) {
    random = new Random(seed);
    nodes =
        TestNodes.of(
                NODES,
                () -> RtcRooms.builder().feature(Chat::new).feature(Presence::new),
                JsonCodec::new)
            .seeded(seed);
    rules.accept(nodes.cluster());
    for (int n = 0; n < PEOPLE; n++) {
      people.add(
          new SimulatedPerson(
              "p" + n, ROOMS.get(n % ROOMS.size()), nodes, this, new Random(seed * 100 + n)));
    }
  }

  /**
   * Runs one life.
   *
   * @param rules may take out a rule of the engine
   * @return what was wrong, perhaps nothing
   */
  static List<String> run(long seed, Consumer<SimulatedCluster> rules) {
    Simulation life = new Simulation(seed, rules);
    life.live();
    return life.found;
  }

  @Override
  public boolean lives(int node) {
    return !dead.contains(node);
  }

  @Override
  public boolean answers(int node) {
    return lives(node) && !frozen.contains(node);
  }

  @Override
  public int some() {
    List<Integer> living = new ArrayList<>();
    for (int node = 0; node < started; node++) {
      if (answers(node)) {
        living.add(node);
      }
    }
    return living.get(random.nextInt(living.size()));
  }

  private void live() {
    nodes.cluster().delay(Duration.ofMillis(random.nextInt(3) * 20L));
    pass(8, true);
    for (int episode = 0; episode < 3; episode++) {
      fault();
      pass(8 + random.nextInt(20), true);
    }
    nodes.cluster().delay(Duration.ZERO);
    pass(60, false);
    check();
    try {
      nodes.close();
    } catch (AssertionError e) {
      found.add("At the end: " + e.getMessage());
    }
    found.replaceAll(what -> what + " [" + story + "]");
  }

  /** So many moments pass. */
  private void pass(int moments, boolean talks) {
    for (int n = 0; n < moments; n++) {
      people.forEach(person -> person.act(talks));
      nodes.advance(MOMENT);
    }
  }

  /** One fault; or another one while things arrive late or twice. */
  private void fault() {
    SimulatedCluster cluster = nodes.cluster();
    int kind = random.nextInt(PLAIN_FAULTS + 4);
    if (kind < PLAIN_FAULTS) {
      fault(kind);
      return;
    }
    story.append(" ").append(kind).append(":");
    switch (kind - PLAIN_FAULTS) {
      case 0 -> cluster.repeatFrames(0.2);
      case 1 -> cluster.delayFrames(0.02, LATE);
      case 2 -> cluster.delayAnswers(0.1, LATE);
      default -> cluster.repeatQuestions(0.5);
    }
    pass(8, true);
    fault(random.nextInt(PLAIN_FAULTS));
    pass(8, true);
    cluster.repeatFrames(0);
    cluster.delayFrames(0, LATE);
    cluster.delayAnswers(0, LATE);
    cluster.repeatQuestions(0);
  }

  private void fault(int kind) {
    int node = some();
    String name = TestNodes.name(node);
    story.append(" ").append(kind).append(":").append(node);
    switch (kind) {
      case 0 -> {
        nodes.kill(node);
        dead.add(node);
        nodes.start();
        started++;
      }
      case 1 -> {
        nodes.freeze(node);
        frozen.add(node);
        pass(8 + random.nextInt(60), true);
        frozen.remove(node);
        nodes.thaw(node);
      }
      case 2 -> {
        nodes.cluster().cutOff(name);
        pass(8 + random.nextInt(60), true);
        nodes.cluster().reconnect(name);
      }
      case 3 -> outage();
      case 4 -> {
        nodes.cluster().hold(name);
        pass(8 + random.nextInt(60), true);
        nodes.cluster().release(name);
      }
      case 5 -> {
        nodes.cluster().loseFrames(0.1);
        pass(8, true);
        nodes.cluster().loseFrames(0);
      }
      case 6 -> {
        nodes.cluster().loseAnswers(0.2);
        pass(8, true);
        nodes.cluster().loseAnswers(0);
      }
      case 7 -> {
        writesWereLost = true;
        nodes.cluster().loseNewest(1 + random.nextInt(3));
      }
      default -> {
        nodes.rooms(node).close();
        dead.add(node);
        nodes.start();
        started++;
      }
    }
  }

  /** The storage is away for a while. Whoever is connected to the home of the room stays. */
  private void outage() {
    pass(60, true);
    Map<SimulatedPerson, SimulatedPerson.Visit> staying = new HashMap<>();
    for (SimulatedPerson person : people) {
      if (person.isConnected()
          && nodes.rooms(person.current().node).find(TestRooms.id(person.room)).isPresent()) {
        staying.put(person, person.current());
      }
    }
    for (int node = 0; node < started; node++) {
      nodes.cluster().cutOff(TestNodes.name(node));
    }
    nodes.advance(Duration.ofSeconds(12 + random.nextInt(8)));
    for (int node = 0; node < started; node++) {
      nodes.cluster().reconnect(TestNodes.name(node));
    }
    people.stream().filter(person -> !staying.containsKey(person)).forEach(p -> p.act(false));
    for (int n = 0; n < 40; n++) {
      people.stream().filter(person -> !staying.containsKey(person)).forEach(p -> p.act(false));
      nodes.advance(MOMENT);
    }
    staying.forEach(
        (person, visit) -> {
          if (!visit.client.isOpen() && !visit.client.closedWith().equals(CloseReason.LOST)) {
            found.add(person.name + " was disconnected by an outage: " + visit.client.closedWith());
          }
        });
  }

  private void check() {
    for (SimulatedPerson person : people) {
      person.listen(person.current()); // who reconnects hears nothing more of what was before
      found.addAll(person.complaints);
      if (!person.isConnected()) {
        found.add(person.name + " is not connected at the end");
      } else if (person.hasUnanswered()) {
        found.add(person.name + " has no answer");
      }
      checkAnswers(person);
      checkOrder(person);
    }
    ROOMS.forEach(this::checkRoom);
  }

  private void checkAnswers(SimulatedPerson person) {
    for (SimulatedPerson.Visit visit : person.visits) {
      visit.answers.forEach(
          (ref, times) -> {
            if (times > 1) {
              found.add(person.name + " was answered " + times + " times");
            }
          });
    }
  }

  /** Within a connection, and from one to the next that recovered, no number is left out. */
  private void checkOrder(SimulatedPerson person) {
    long last = -1;
    for (SimulatedPerson.Visit visit : person.visits) {
      if (visit.hello == null) {
        continue;
      }
      long begin = visit.hello.position().offset();
      if (visit.hello.recovered() && begin != last) {
        found.add(person.name + " recovered at " + begin + " and not at " + last);
      }
      last = begin;
      for (SimulatedPerson.Heard heard : visit.heard) {
        if (heard.offset() != last + 1) {
          found.add(person.name + " heard " + heard.offset() + " after " + last);
        }
        last = heard.offset();
      }
    }
  }

  private void checkRoom(String name) {
    List<Room> open = new ArrayList<>();
    for (int node = 0; node < started; node++) {
      if (lives(node)) {
        nodes.rooms(node).find(TestRooms.id(name)).ifPresent(open::add);
      }
    }
    if (open.size() != 1) {
      found.add("The room has " + open.size() + " homes");
      return;
    }
    checkMembers(name, open.get(0));
    checkContent(name, open.get(0));
  }

  private void checkMembers(String name, Room room) {
    var clients = room.call(() -> room.hub().clients().stream().map(c -> c.user().id()).toList());
    nodes.settle();
    List<String> there = clients.toCompletableFuture().join().stream().sorted().toList();
    List<String> expected =
        people.stream().filter(p -> p.room.equals(name)).map(p -> p.name).sorted().toList();
    if (!there.equals(expected)) {
      found.add("In the room are " + there + " and not " + expected);
    }
    for (SimulatedPerson person : people) {
      if (person.room.equals(name) && person.isConnected()) {
        List<String> known = person.current().members();
        if (!known.equals(expected)) {
          found.add(person.name + " knows " + known + " and not " + expected);
        }
      }
    }
  }

  /**
   * What a number stands for is the same for all, nothing is said twice, and no answer was a lie.
   */
  private void checkContent(String name, Room room) {
    Map<Position, String> content = new HashMap<>();
    Map<String, Long> numbers = new HashMap<>();
    for (SimulatedPerson person : people) {
      if (person.room.equals(name)) {
        for (SimulatedPerson.Visit visit : person.visits) {
          for (SimulatedPerson.Heard heard : visit.heard) {
            Position at = new Position(visit.hello.position().epoch(), heard.offset());
            String other = content.putIfAbsent(at, heard.text());
            if (other != null && !other.equals(heard.text())) {
              found.add(at + " is " + heard.text() + " and " + other);
            }
            Long twice = numbers.putIfAbsent(heard.text(), heard.offset());
            if (twice != null && twice != heard.offset() && !writesWereLost) {
              found.add(heard.text() + " was said at " + twice + " and at " + heard.offset());
            }
          }
        }
      }
    }
    var past = room.call(() -> room.history().before(Long.MAX_VALUE, 1000));
    nodes.settle();
    Set<String> kept = new HashSet<>();
    for (Recorded recorded : past.toCompletableFuture().join().toCompletableFuture().join()) {
      kept.add(((Said) recorded.entry().event()).text());
    }
    if (!writesWereLost) {
      for (SimulatedPerson person : people) {
        person.acknowledged.stream()
            .filter(text -> person.room.equals(name) && !kept.contains(text))
            .forEach(text -> found.add(text + " was acknowledged and is not kept"));
      }
    }
  }
}
