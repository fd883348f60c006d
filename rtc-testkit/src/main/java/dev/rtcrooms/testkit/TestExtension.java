package dev.rtcrooms.testkit;

import dev.rtcrooms.Client;
import dev.rtcrooms.Room;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** What the kit does around each test, as a JUnit extension; for the test's thread. */
abstract class TestExtension
    implements BeforeEachCallback, AfterEachCallback, TestExecutionExceptionHandler, AutoCloseable {

  /** Runs all tasks that are due. */
  public abstract void settle();

  /**
   * Advances time: tasks run when they are due, and so do all resulting tasks.
   *
   * @param duration zero or more
   */
  public abstract void advance(Duration duration);

  /**
   * Returns the rooms' time. {@link #advance} advances it and runs all resulting tasks.
   *
   * @return the time of this test
   */
  public abstract VirtualTime time();

  /**
   * The rooms' executor. Parts of the application that answer asynchronously, such as an {@link
   * dev.rtcrooms.spi.Admission}, must use it in tests: the kit does not wait for other threads.
   *
   * @return takes tasks from any thread, and runs them on the test's thread
   */
  public abstract Executor executor();

  /**
   * Returns a room.
   *
   * @param name the room's name
   * @return the room
   */
  public abstract Room room(String name);

  /** Where the mailbox of a room runs. */
  abstract Venue venue(String room);

  /**
   * Runs a task in a room's mailbox, and all resulting tasks.
   *
   * @param room the room's name, see {@link #room}
   * @param task gets the room; this method throws its exceptions
   */
  public void execute(String room, Consumer<? super Room> task) {
    call(
        room,
        in -> {
          task.accept(in);
          return true;
        });
  }

  /**
   * Runs a task in a room's mailbox, and all resulting tasks.
   *
   * @param room the room's name, see {@link #room}
   * @param task gets the room; this method throws its exceptions
   * @param <T> the result's type
   * @return what the task returned
   */
  public <T> T call(String room, Function<? super Room, ? extends T> task) {
    Room in = room(room);
    Callable<T> bound = () -> task.apply(in);
    CompletableFuture<T> result = in.call(bound).toCompletableFuture();
    return venue(room).result(result, room);
  }

  /**
   * Runs a task in a room's mailbox with the room's object for a client.
   *
   * @param room the room's name, see {@link #room}
   * @param client a client in the room, of any node
   * @param task gets the client; this method throws its exceptions
   * @throws java.util.NoSuchElementException if the client is not in the room
   */
  public void execute(String room, TestClient client, Consumer<? super Client> task) {
    execute(room, in -> task.accept(in.hub().client(client.id()).orElseThrow()));
  }

  @Override
  public abstract void close();

  /** Adds to the failure of a test what its clients said and heard. */
  abstract void explain(Throwable failure);

  /** Builds the rooms of a test. */
  @Override
  public void beforeEach(ExtensionContext context) {
    settle();
  }

  /**
   * Shows what the clients of a test said and heard, as a suppressed exception of its failure, and
   * throws the failure.
   */
  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    explain(failure);
    throw failure;
  }

  /** Closes the rooms of a test. */
  @Override
  public void afterEach(ExtensionContext context) {
    close();
  }
}
