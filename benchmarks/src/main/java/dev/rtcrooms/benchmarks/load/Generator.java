package dev.rtcrooms.benchmarks.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fills rooms with connections, speaks in them, and measures who hears what when; for one thread,
 * which it keeps busy, so that the server never pays for waking it.
 */
public final class Generator implements AutoCloseable {

  private static final int AT_ONCE = 100;
  private static final long STUCK = Duration.ofSeconds(20).toNanos();
  private static final Duration SETTLE = Duration.ofMillis(300);
  private static final Duration ROUND = Duration.ofMillis(5);

  /** Five seconds in which this thread has a processor and nothing comes. */
  private static final int QUIET_ROUNDS = 1_000;

  private static final long LONGEST_DRAIN = Duration.ofSeconds(60).toNanos();
  private static final long PAUSE_NANOS = 5_000;
  private static final double LIFE_SIGN_SECONDS = 20;

  private final Plan plan;
  private final Crowd crowd;
  private final Selector selector;
  private final List<Client> clients = new ArrayList<>();
  private final List<List<CrowdedRoom>> rooms = new ArrayList<>();
  private final byte @Nullable [] lifeSign;
  private final Consumer<SelectionKey> ready = this::ready;
  private Pace lifeSigns = new Pace(0, 1);
  private long busy;

  /**
   * A generator for one run.
   *
   * @param plan what it does
   * @throws IOException if the system gives it no selector
   */
  public Generator(Plan plan) throws IOException {
    this.plan = plan;
    this.crowd = new Crowd(plan);
    this.selector = Selector.open();
    String sign = plan.dialect().lifeSign();
    this.lifeSign = sign == null ? null : sign.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Lets all connections into their rooms. The first of the first group's rooms come before all
   * others, so that a room opens at their server.
   *
   * @return how long it took until the last was in
   * @throws IOException if the server does not let them in
   */
  public Duration connect() throws IOException {
    int firsts = plan.groups().stream().mapToInt(RoomGroup::rooms).sum();
    Duration time = letIn(arrivals(), firsts);
    hold(SETTLE);
    return time;
  }

  /**
   * Breaks all connections without a word, and lets the same clients in again at once, in the same
   * order.
   *
   * @return how long it took from the first broken connection until the last client was in
   * @throws IOException if the server does not let them in
   */
  public Duration comeBack() throws IOException {
    List<Client.Arrival> all = clients.stream().map(Client::arrival).toList();
    allRooms().forEach(CrowdedRoom::clear);
    long began = System.nanoTime();
    clients.forEach(Client::close);
    Duration broken = Duration.ofNanos(System.nanoTime() - began);
    clients.clear();
    crowd.again();
    return letIn(all, 0).plus(broken);
  }

  /**
   * Says that all clients leave, and waits until the server has ended their connections. Members
   * that do not read cannot leave.
   *
   * @return how long it took
   * @throws IOException if it does not
   */
  public Duration leave() throws IOException {
    long began = System.nanoTime();
    crowd.leaving();
    clients.forEach(Client::leave);
    long progressed = began;
    int left = 0;
    while (crowd.left() < clients.size()) {
      selector.select(ready, 10);
      long now = System.nanoTime();
      if (crowd.left() > left) {
        left = crowd.left();
        progressed = now;
      }
      if (now - progressed > STUCK) {
        throw new IOException("%d of %d could leave".formatted(crowd.left(), clients.size()));
      }
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private Duration letIn(List<Client.Arrival> all, int firsts) throws IOException {
    long began = System.nanoTime();
    long progressed = began;
    int settled = 0;
    while (settled < all.size()) {
      while (clients.size() < Math.min(all.size(), settled + AT_ONCE)
          && (clients.size() < firsts || settled >= firsts)) {
        Client.Arrival next = all.get(clients.size());
        Client client = new Client(crowd, next, selector, clients.size());
        clients.add(client);
        if (!next.stalls()) {
          next.room().add(client);
        }
      }
      selector.select(ready, 10);
      long now = System.nanoTime();
      if (crowd.insideOrDead() > settled) {
        settled = crowd.insideOrDead();
        progressed = now;
      }
      if (now - progressed > STUCK || crowd.faults().total() > 0) {
        throw new IOException(
            "Of %d connections %d came in (%s)"
                .formatted(
                    all.size(),
                    clients.stream().filter(Client::inside).count(),
                    crowd.firstDeath() == null ? "no answer" : crowd.firstDeath()));
      }
    }
    long end = System.nanoTime();
    lifeSigns = new Pace(end, clients.size() / LIFE_SIGN_SECONDS);
    return Duration.ofNanos(end - began);
  }

  /** In turns, as people come: the rooms of a group fill together. */
  private List<Client.Arrival> arrivals() {
    List<Client.Arrival> arrivals = new ArrayList<>();
    int number = 0;
    for (RoomGroup group : plan.groups()) {
      List<CrowdedRoom> alike = new ArrayList<>();
      for (int i = 0; i < group.rooms(); i++) {
        alike.add(new CrowdedRoom(crowd, number++));
      }
      rooms.add(alike);
      for (int i = 0; i < group.size() + group.stalled(); i++) {
        int port = plan.ports().applyAsInt(i);
        boolean stalls = i >= group.size();
        for (CrowdedRoom room : alike) {
          Identity newcomer = Identity.ofNewcomer(room.name());
          arrivals.add(new Client.Arrival(room, port, newcomer, stalls));
        }
      }
    }
    return arrivals;
  }

  private Stream<CrowdedRoom> allRooms() {
    return rooms.stream().flatMap(List::stream);
  }

  /**
   * Stays for a while without a word.
   *
   * @param time how long
   * @throws IOException if the selector fails
   */
  public void hold(Duration time) throws IOException {
    long until = System.nanoTime() + time.toNanos();
    while (until - System.nanoTime() > 0) {
      pump();
    }
  }

  /**
   * Speaks, measures, and waits until all that was said is heard.
   *
   * @param atStart called when the measured time begins
   * @param atEnd called when it ends
   * @return what was seen
   * @throws IOException if the selector fails
   */
  public Outcome measure(Runnable atStart, Runnable atEnd) throws IOException {
    long start = System.nanoTime();
    long from = start + plan.warm().toNanos();
    long to = from + plan.measured().toNanos();
    List<Speakers> speakers = speakers(start, from, to);
    crowd.speaking(true);
    speakUntil(from, speakers);
    atStart.run();
    crowd.counting(true);
    long busyBefore = busy;
    speakUntil(to, speakers);
    crowd.counting(false);
    double share = (double) (busy - busyBefore) / plan.measured().toNanos();
    crowd.speaking(false);
    atEnd.run();
    drain();
    clients.forEach(Client::readOn);
    drain();
    return outcome(speakers, share);
  }

  private List<Speakers> speakers(long start, long from, long to) {
    List<Speakers> speakers = new ArrayList<>();
    for (int i = 0; i < plan.groups().size(); i++) {
      RoomGroup group = plan.groups().get(i);
      Speakers some = new Speakers(group, rooms.get(i), start, new Window(from, to));
      some.begin(System.nanoTime());
      speakers.add(some);
    }
    return speakers;
  }

  /** Says all that is due before the end, perhaps later, if this thread had no processor. */
  private void speakUntil(long end, List<Speakers> speakers) throws IOException {
    for (long now = System.nanoTime(); end - now > 0; now = System.nanoTime()) {
      speak(now, speakers);
      pump();
    }
    speak(end - 1, speakers);
  }

  private static void speak(long now, List<Speakers> speakers) {
    for (Speakers some : speakers) {
      some.speak(now);
    }
  }

  /** Until nobody misses anything, or nothing comes any more. */
  private void drain() throws IOException {
    long began = System.nanoTime();
    long missing = missing();
    int quiet = 0;
    while (missing > 0 && quiet < QUIET_ROUNDS && System.nanoTime() - began < LONGEST_DRAIN) {
      hold(ROUND);
      long still = missing();
      quiet = still < missing ? 0 : quiet + 1;
      missing = still;
    }
    allRooms().forEach(CrowdedRoom::close);
  }

  private long missing() {
    return allRooms().mapToLong(CrowdedRoom::missing).sum();
  }

  private void pump() throws IOException {
    long before = System.nanoTime();
    if (selector.selectNow(ready) > 0) {
      busy += System.nanoTime() - before;
    } else {
      pause(before);
    }
    if (lifeSign != null && lifeSigns.due(before)) {
      clients.get((int) (lifeSigns.taken() % clients.size())).send(lifeSign);
      lifeSigns.take();
    }
  }

  /** Who asks without a break keeps the system from delivering. */
  private static void pause(long since) {
    while (System.nanoTime() - since < PAUSE_NANOS) {
      Thread.onSpinWait();
    }
  }

  private void ready(SelectionKey key) {
    ((Client) key.attachment()).ready();
  }

  private Outcome outcome(List<Speakers> speakers, double share) {
    double deliveries = Math.max(1, crowd.deliveries());
    return new Outcome(
        speakers.stream().map(Speakers::outcome).toList(),
        crowd.heard(),
        crowd.deliveries(),
        crowd.frames() / deliveries,
        crowd.received() / deliveries,
        share,
        (int) clients.stream().filter(Client::ended).count(),
        crowd.faults());
  }

  /** Ends all connections. */
  @Override
  public void close() throws IOException {
    clients.forEach(Client::close);
    selector.close();
  }
}
