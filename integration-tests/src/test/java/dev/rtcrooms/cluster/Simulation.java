package dev.rtcrooms.cluster;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.ChatMessage;
import dev.rtcrooms.message.Position;
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
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Some minutes in the life of a cluster, with people who talk and faults that follow each other;
 * then everything is checked. The same seed gives the same life.
 */
final class Simulation implements SimulatedPerson.Nodes {

  private static final Duration MOMENT = Duration.ofMillis(250);
  private static final List<String> ROOMS = List.of("red", "blue");
  private static final int PEOPLE = 6;

  /** The last ones watch, one in each room. */
  private static final int WATCHERS = 2;

  private static final int NODES = 3;

  /** Those that do not go along with another one. */
  private static final int PLAIN_FAULTS = 11;

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

  /** What the storage has lost, by room: it may be said again, and need not be kept. */
  private final Map<String, Set<String>> lost = new HashMap<>();

  private Simulation(long seed, Consumer<SimulatedCluster> rules) {
    random = new Random(seed);
    nodes =
        TestNodes.of(
                NODES,
                () ->
                    RtcRooms.builder()
                        .feature(Chat.with(chat -> chat.heardByWatchers()))
                        .feature(Presence::new)
                        .feature(Whispers::new, Whispers.Whisper.TYPE, Whispers.Whispered.TYPE),
                JsonCodec::new)
            .seeded(seed);
    rules.accept(nodes.cluster());
    for (int n = 0; n < PEOPLE; n++) {
      people.add(
          new SimulatedPerson(
              "p" + n,
              ROOMS.get(n % ROOMS.size()),
              n >= PEOPLE - WATCHERS,
              nodes,
              this,
              new Random(seed * 100 + n)));
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

  @Override
  public Optional<String> streamId(String room) {
    return homes(room).stream().map(Room::streamId).findAny();
  }

  private List<Room> homes(String name) {
    List<Room> open = new ArrayList<>();
    for (int node = 0; node < started; node++) {
      if (lives(node)) {
        nodes.rooms(node).find(TestRooms.id(name)).ifPresent(open::add);
      }
    }
    return open;
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
    lastWords();
    check();
    try {
      nodes.close();
    } catch (AssertionError e) {
      found.add("At the end: " + e.getMessage());
    }
    found.replaceAll(what -> what + " [" + story + "]");
  }

  /** They drop from the storage what it was told and what it has never confirmed. */
  private void lastWords() {
    people.stream()
        .filter(person -> !person.watches && person.isConnected())
        .forEach(person -> person.say(person.current()));
    pass(8, false);
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
      case 7 -> areLost(nodes.cluster().loseNewest(1 + random.nextInt(3)));
      case 8 -> {
        CompletionStage<Void> drained =
            nodes.rooms(node).shutdown(Duration.ofSeconds(random.nextInt(6)), Duration.ZERO);
        nodes.start();
        started++;
        pass(30, true);
        dead.add(node);
        if (!drained.toCompletableFuture().isDone()) {
          found.add("A node has not stopped");
        }
      }
      case 9 -> areLost(nodes.cluster().flush());
      default -> {
        nodes.rooms(node).close();
        dead.add(node);
        nodes.start();
        started++;
      }
    }
  }

  private void areLost(Map<UUID, List<Recorded>> events) {
    for (String room : ROOMS) {
      Set<String> known = lost.computeIfAbsent(room, name -> new HashSet<>());
      events
          .getOrDefault(TestRooms.id(room), List.of())
          .forEach(event -> known.add(heard(event).what()));
    }
  }

  private static SimulatedPerson.Heard heard(Recorded event) {
    return SimulatedPerson.Heard.of(event.offset(), event.entry().event());
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

  /** Each answer came once, and over a connection that is open everything was answered. */
  private void checkAnswers(SimulatedPerson person) {
    for (SimulatedPerson.Visit visit : person.visits) {
      visit.answers.forEach(
          (ref, times) -> {
            if (times > 1) {
              found.add(person.name + " was answered " + times + " times");
            }
          });
    }
    if (person.isConnected()) {
      SimulatedPerson.Visit visit = person.current();
      visit.refs.forEach(
          (ref, text) -> {
            if (!visit.answers.containsKey(ref)) {
              found.add(person.name + " has no answer to " + text);
            }
          });
    }
  }

  /**
   * Within a connection, and from one to the next that recovered, no number is left out. Those who
   * watch do not hear all, so their numbers rise.
   */
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
        if (person.watches ? heard.offset() <= last : heard.offset() != last + 1) {
          found.add(person.name + " heard " + heard.offset() + " after " + last);
        }
        last = heard.offset();
      }
    }
  }

  private void checkRoom(String name) {
    List<Room> open = homes(name);
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
    List<String> expected = namesOf(people.stream().filter(p -> p.room.equals(name)));
    if (!there.equals(expected)) {
      found.add("In the room are " + there + " and not " + expected);
    }
    List<String> members = namesOf(people.stream().filter(p -> p.room.equals(name) && !p.watches));
    for (SimulatedPerson person : people) {
      if (person.room.equals(name) && !person.watches && person.isConnected()) {
        List<String> known = person.current().members();
        if (!known.equals(members)) {
          found.add(person.name + " knows " + known + " and not " + members);
        }
      }
    }
  }

  private static List<String> namesOf(Stream<SimulatedPerson> some) {
    return some.map(person -> person.name).sorted().toList();
  }

  private void checkContent(String name, Room room) {
    List<SimulatedPerson> here = people.stream().filter(p -> p.room.equals(name)).toList();
    Set<String> gone = lost.getOrDefault(name, Set.of());
    checkHeard(here, gone);
    var past = room.call(() -> room.history().before(Long.MAX_VALUE, 1000));
    nodes.settle();
    Map<Long, Recorded> kept = new TreeMap<>();
    past.toCompletableFuture()
        .join()
        .toCompletableFuture()
        .join()
        .forEach(event -> kept.put(event.offset(), event));
    Set<String> texts = new HashSet<>();
    kept.values().forEach(event -> texts.add(heard(event).what()));
    for (SimulatedPerson person : here) {
      person.acknowledged.stream()
          .filter(text -> !gone.contains(text) && !texts.contains(text))
          .forEach(text -> found.add(text + " was acknowledged and is not kept"));
      if (person.isConnected()) {
        checkProjection(person, kept, gone);
      }
    }
    if (gone.isEmpty()) {
      checkEdits(here, room);
    }
  }

  /** What a number stands for is the same for all, and nothing is said twice. */
  private void checkHeard(List<SimulatedPerson> here, Set<String> gone) {
    Map<Position, String> content = new HashMap<>();
    Map<String, Long> numbers = new HashMap<>();
    for (SimulatedPerson person : here) {
      for (SimulatedPerson.Visit visit : person.visits) {
        for (SimulatedPerson.Heard heard : visit.heard) {
          Position at = new Position(visit.hello.position().epoch(), heard.offset());
          String other = content.putIfAbsent(at, heard.what());
          if (other != null && !other.equals(heard.what())) {
            found.add(at + " is " + heard.what() + " and " + other);
          }
          Long twice = numbers.putIfAbsent(heard.what(), heard.offset());
          if (twice != null
              && twice != heard.offset()
              && !heard.isEdit()
              && !gone.contains(heard.what())) {
            found.add(heard.what() + " was said at " + twice + " and at " + heard.offset());
          }
        }
      }
    }
  }

  /** Since the last hello, somebody has heard what is kept for the role, and nothing else. */
  private void checkProjection(SimulatedPerson person, Map<Long, Recorded> kept, Set<String> gone) {
    Role role = person.watches ? Role.WATCHER : Role.PARTICIPANT;
    SimulatedPerson.Visit visit = person.current();
    Map<Long, String> heard = new TreeMap<>();
    visit.heard.forEach(each -> heard.put(each.offset(), each.what()));
    Map<Long, String> expected = new TreeMap<>();
    kept.forEach(
        (offset, event) -> {
          if (offset > visit.hello.position().offset() && event.entry().audience().includes(role)) {
            expected.put(offset, heard(event).what());
          }
        });
    Set<Long> offsets = new TreeSet<>(heard.keySet());
    offsets.addAll(expected.keySet());
    for (long offset : offsets) {
      String was = heard.get(offset);
      String is = expected.get(offset);
      if (is != null ? !is.equals(was) : !gone.contains(was)) {
        found.add(person.name + " heard " + was + " at " + offset + ", where " + is + " is kept");
      }
    }
  }

  /**
   * Newcomers get a message with the text of the last edit that was acknowledged, or of a later
   * one. What the storage keeps may have the former text for a while (decision 31).
   */
  private void checkEdits(List<SimulatedPerson> here, Room room) {
    var log = room.call(() -> room.feature(Chat.class).log());
    nodes.settle();
    Map<String, String> texts = new HashMap<>();
    for (ChatMessage message : log.toCompletableFuture().join()) {
      texts.put(message.said().id(), message.said().text());
    }
    for (SimulatedPerson person : here) {
      person.edits.forEach(
          (what, version) -> {
            String text = texts.get(what);
            String prefix = what + " ";
            boolean isOld =
                text != null
                    && (!text.startsWith(prefix)
                        || Integer.parseInt(text.substring(prefix.length())) < version);
            if (isOld) {
              found.add("Edit " + version + " of " + what + " was acknowledged, and is " + text);
            }
          });
    }
  }
}
