package dev.rtcrooms.testkit.contract;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Room;
import dev.rtcrooms.RoomSummary;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.Stats;
import dev.rtcrooms.Visit;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.spi.cluster.NodeStatus;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Receiver;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rooms without a room, which pass each accepted connection to the test; any thread. */
final class OpenDoor implements Rooms {

  private final Limits limits;
  private final int seconds;
  private final BlockingQueue<Guest> guests = new LinkedBlockingQueue<>();

  OpenDoor(Limits limits, int seconds) {
    this.limits = limits;
    this.seconds = seconds;
  }

  /** Waits for the next accepted connection. */
  Guest guest() {
    try {
      Guest guest = guests.poll(seconds, TimeUnit.SECONDS);
      if (guest == null) {
        throw new AssertionError("The rooms were given no connection");
      }
      return guest;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Nullable Guest guestSoFar() {
    return guests.poll();
  }

  @Override
  public Receiver accept(Connection connection, Handshake handshake) {
    Guest guest = new Guest(connection, handshake, seconds);
    guests.add(guest);
    return guest;
  }

  @Override
  public Receiver accept(
      Connection connection, Handshake handshake, Consumer<? super NodeStatus> elsewhere) {
    return accept(connection, handshake);
  }

  @Override
  public Optional<URI> address() {
    return Optional.empty();
  }

  @Override
  public List<MessageType<?>> messageTypes() {
    return MessageType.builtIn();
  }

  @Override
  public Limits limits() {
    return limits;
  }

  @Override
  public CompletionStage<Visit> visit(Handshake handshake) {
    return CompletableFuture.failedFuture(new UnsupportedOperationException("No pages here"));
  }

  @Override
  public Optional<Room> find(UUID id) {
    return Optional.empty();
  }

  @Override
  public Optional<Room> findByStream(String streamId) {
    return Optional.empty();
  }

  @Override
  public Collection<Room> all() {
    return List.of();
  }

  @Override
  public List<RoomSummary> summaries() {
    return List.of();
  }

  @Override
  public CompletionStage<Void> ask(UUID room, Command question) {
    throw new UnsupportedOperationException("No rooms here");
  }

  @Override
  public <R> CompletionStage<R> ask(UUID room, Command question, Class<R> answer) {
    throw new UnsupportedOperationException("No rooms here");
  }

  @Override
  public CompletionStage<List<NodeStatus>> nodes() {
    return CompletableFuture.completedFuture(List.of());
  }

  @Override
  public List<Client> clientsOf(String userId) {
    return List.of();
  }

  @Override
  public void disconnect(String userId, CloseReason reason) {}

  @Override
  public Room create() {
    throw new UnsupportedOperationException("No rooms here");
  }

  @Override
  public Room getOrCreate(UUID id) {
    throw new UnsupportedOperationException("No rooms here");
  }

  @Override
  public CompletionStage<Room> open(UUID id) {
    throw new UnsupportedOperationException("No rooms here");
  }

  @Override
  public CompletionStage<Room> open(Visit visit, Handshake handshake) {
    throw new UnsupportedOperationException("No rooms here");
  }

  @Override
  public CompletionStage<Void> shutdown(Duration window, Duration away) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public Room getOrCreate(Visit visit, Handshake handshake) {
    throw new UnsupportedOperationException("No rooms here");
  }

  @Override
  public Stats stats() {
    return new Stats(List.of(), 0, 0, 0, 0, 0, Map.of(), Map.of());
  }

  @Override
  public void close() {}

  @Override
  public boolean isStopping() {
    return false;
  }

  @Override
  public boolean awaitClosed(Duration atMost) {
    return true;
  }
}
