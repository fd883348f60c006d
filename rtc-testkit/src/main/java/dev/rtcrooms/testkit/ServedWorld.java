package dev.rtcrooms.testkit;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The clients of one test at a real server; for the test's thread, except {@link #changed}. */
final class ServedWorld implements Venue {

  private static final long PATIENCE_SECONDS = 30;

  /** {@link #changed} is not called when a network becomes idle. */
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private static final Pattern UUID_FORM =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private final TestServer server;
  private final TestRun run = new TestRun();
  private final List<ServedConnection> connections = new ArrayList<>();
  private final String salt = UUID.randomUUID() + "/";

  ServedWorld(TestServer server) {
    this.server = server;
  }

  /** The refusal of what only rooms in memory can do. */
  static UnsupportedOperationException cannot(String what) {
    return new UnsupportedOperationException("A real server cannot " + what);
  }

  @Override
  public TestRun run() {
    return run;
  }

  @Override
  public ClientEnd connect(
      String user, Inbox inbox, Handshake handshake, Lane lane, @Nullable Fault fault) {
    if (lane != Lane.MAILBOX || !handshake.attributes().isEmpty()) {
      throw cannot("be given lanes or attributes by a client");
    }
    if (!handshake.parameters().isEmpty()) {
      throw cannot("be reached by a link that has parameters besides");
    }
    ServedConnection connection = new ServedConnection(this, server, user, inbox, handshake, fault);
    connections.add(connection);
    boolean answered = await(connection::isAnswered);
    connection
        .unreachable()
        .ifPresent(
            cause -> {
              throw new AssertionError(user + " cannot connect: " + cause.getMessage(), cause);
            });
    if (!answered) {
      throw new AssertionError(
          user + " got no answer from port " + server.port() + hint() + run.report());
    }
    return connection;
  }

  /** The server may have rooms of other tests, so that only a UUID names the same room in all. */
  @Override
  public UUID id(String room) {
    return uuid(room).orElseGet(() -> Venue.idOf(salt + room));
  }

  /** A UUID in its usual form. */
  static Optional<UUID> uuid(String name) {
    return Optional.of(name).filter(UUID_FORM.asMatchPredicate()).map(UUID::fromString);
  }

  @Override
  public String streamId(UUID room, String user, Handshake handshake) {
    return server
        .rooms()
        .map(rooms -> rooms.getOrCreate(room).streamId())
        .orElseGet(() -> server.streamId(user, handshake));
  }

  @Override
  public String newSession() {
    return UUID.randomUUID().toString();
  }

  @Override
  public Rooms rooms() {
    return server
        .rooms()
        .orElseThrow(() -> cannot("show its rooms, unless the test has given them"));
  }

  @Override
  public List<MessageType<?>> messageTypes() {
    return server.messageTypes();
  }

  /**
   * Waits until the server has closed the connections of clients that have left. Then each client
   * asks twice: after the first answers the rooms have handled what the clients said, and after the
   * second ones the clients have heard what resulted.
   */
  @Override
  public void settle() {
    if (!await(() -> connections.stream().noneMatch(ServedConnection::isLeaving))) {
      throw new AssertionError("A client that has left is still connected" + hint() + run.report());
    }
    connections.removeIf(ServedConnection::closeIfOver);
    for (int round = 0; round < 2; round++) {
      List<ServedConnection> asked = connections.stream().filter(ServedConnection::ask).toList();
      if (!await(() -> asked.stream().noneMatch(ServedConnection::isAsked))) {
        throw new AssertionError("A client got no answer" + hint() + run.report());
      }
    }
  }

  @Override
  public synchronized boolean await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    long left = end - System.nanoTime();
    try {
      while (!condition.getAsBoolean() && !run.hasFailed() && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, LOOK_AGAIN_NANOS));
        left = end - System.nanoTime();
      }
    } catch (InterruptedException e) {
      throw new AssertionError("The test was interrupted", e);
    }
    return condition.getAsBoolean();
  }

  @Override
  public boolean await(CompletableFuture<?> stage) {
    CompletableFuture<?> told = stage.whenComplete((result, failure) -> changed());
    return await(told::isDone);
  }

  /** Something has happened that the test may be waiting for; any thread. */
  synchronized void changed() {
    notifyAll();
  }

  @Override
  public String hint() {
    return run.hasFailed() ? "" : " within " + PATIENCE_SECONDS + " seconds"; // see await
  }

  @Override
  public void close() {
    connections.forEach(ServedConnection::close);
    await(() -> connections.stream().allMatch(ServedConnection::isOver));
    connections.forEach(ServedConnection::closeNetwork);
    connections.clear();
    run.end("The rooms of the server");
  }
}
