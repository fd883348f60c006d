package dev.rtcrooms.testkit;

import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.RoomsBuilder;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Rooms for a test, which controls their threads, time and random numbers. Every call runs all
 * resulting tasks before it returns. Time stands still until it is {@linkplain #advance advanced}.
 * Ids are the same in each run. The default quota of users is off, since time stands still; one
 * that the builder sets is on. {@link TestNodes} has several nodes. For the test's thread.
 *
 * <p>As a JUnit extension it creates new rooms for each test and closes them at its end. The test
 * fails if a client received something wrong (see {@link TestClient}), if a task threw an exception
 * out of a mailbox, or if the closed rooms left a timer. The stack trace of each failure shows what
 * the clients said and heard last.
 *
 * <pre>{@code
 * @RegisterExtension TestRooms rooms = TestRooms.with(RtcRooms.builder().feature(Chat::new));
 *
 * @Test void everybodyHearsWhatIsSaid() {
 *   var ann = rooms.join("lobby", "ann");
 *   var bob = rooms.join("lobby", "bob");
 *   ann.send(new Say("hi"));
 *   assertThat(bob.next(Said.class).text()).isEqualTo("hi");
 * }
 * }</pre>
 */
public final class TestRooms extends TestExtension {

  private final LongFunction<Venue> opening;
  private long seed = 1;
  private @Nullable Venue venue;

  private TestRooms(LongFunction<Venue> opening) {
    this.opening = opening;
  }

  /**
   * Uses the application's builder, with another executor, scheduler and random source.
   *
   * @param builder builds new rooms for each test
   * @return the kit
   */
  public static TestRooms with(RoomsBuilder builder) {
    return with(time -> builder);
  }

  /**
   * Uses builders whose parts need the test's time, or must be new for each test.
   *
   * @param builder creates a builder for each test
   * @return the kit
   */
  public static TestRooms with(Function<? super VirtualTime, ? extends RoomsBuilder> builder) {
    return new TestRooms(seed -> new World(builder, seed));
  }

  /**
   * Uses the rooms of a real server, over sockets and in real time. The same test passes with rooms
   * in memory as here, if it does not {@linkplain #advance advance} time: an event is waited for
   * when the test reads it.
   *
   * @param server the server, which must run before the first call of the kit in each test
   * @return the kit
   */
  public static TestRooms at(TestServer server) {
    return new TestRooms(seed -> new ServedWorld(server));
  }

  /**
   * Sets the seed of random numbers and ids of rooms in memory.
   *
   * @param seed the seed; 1 if this is not called
   * @return this kit
   * @throws IllegalStateException if the rooms are built already
   */
  public TestRooms seeded(long seed) {
    if (venue != null) {
      throw new IllegalStateException("The rooms are built already");
    }
    this.seed = seed;
    return this;
  }

  /**
   * Returns the id of a room by its name. At a real server a name means another room in each test,
   * unless it is a UUID.
   *
   * @param name any text; a UUID in its usual form is the room's id
   * @return the same id each time
   */
  public static UUID id(String name) {
    return Venue.idOf(name);
  }

  /**
   * Connects a user by the room link.
   *
   * @param room the room's name
   * @param user the user's id and name
   * @return the client
   */
  public TestClient join(String room, String user) {
    return arrival(room, user).join();
  }

  /**
   * Connects a user by the stream link.
   *
   * @param room the room's name
   * @param user the user's id and name
   * @return the client
   */
  public TestClient watch(String room, String user) {
    return arrival(room, user).watch();
  }

  /**
   * Connects a user with other settings.
   *
   * @param room the room's name
   * @param user the user's id and name
   * @return settings to change before joining or watching
   */
  public Arrival arrival(String room, String user) {
    return new Arrival(venue(), venue().id(room), user);
  }

  /**
   * Returns a room, which is created if it is not open.
   *
   * @param name the room's name
   * @return the room
   */
  @Override
  public Room room(String name) {
    Room room = rooms().getOrCreate(venue().id(name));
    settle();
    return room;
  }

  /**
   * Returns the rooms. Tasks that result from calling them run with the next call of the kit.
   *
   * @return the rooms of this test
   * @throws UnsupportedOperationException if the {@link TestServer} does not show them
   */
  public Rooms rooms() {
    return venue().rooms();
  }

  /**
   * {@inheritDoc}
   *
   * @throws UnsupportedOperationException at a real server
   */
  @Override
  public VirtualTime time() {
    return inMemory("be given another clock").time;
  }

  /**
   * {@inheritDoc}
   *
   * @throws UnsupportedOperationException at a real server
   */
  @Override
  public Executor executor() {
    return inMemory("run on the test's thread").queue;
  }

  /**
   * {@inheritDoc}
   *
   * @throws UnsupportedOperationException at a real server, whose time a test can only wait for, by
   *     reading an event
   */
  @Override
  public void advance(Duration duration) {
    inMemory("be told to let time pass: read the event that the test waits for").advance(duration);
  }

  /**
   * Runs all tasks that are due. At a real server: returns when it has closed the connections of
   * clients that have left, its rooms have handled what the clients said so far, and the clients
   * have heard what resulted at once. What comes later, from a timer or a stage, must be read as an
   * event. Clients that have stalled or vanished, or wait to be let in, are left out.
   */
  @Override
  public void settle() {
    venue().settle();
  }

  /**
   * Closes the rooms; the next call of the kit builds new ones.
   *
   * @throws AssertionError if something failed that no assertion of the test saw
   */
  @Override
  public void close() {
    Venue closing = venue;
    venue = null;
    if (closing != null) {
      closing.close();
    }
  }

  @Override
  void explain(Throwable failure) {
    if (venue != null) {
      venue.run().explain(failure);
    }
  }

  @Override
  Venue venue(String room) {
    return venue();
  }

  private World inMemory(String what) {
    if (venue() instanceof World world) {
      return world;
    }
    throw ServedWorld.cannot(what);
  }

  private Venue venue() {
    Venue current = venue;
    if (current == null) {
      current = opening.apply(seed);
      venue = current;
    }
    return current;
  }
}
