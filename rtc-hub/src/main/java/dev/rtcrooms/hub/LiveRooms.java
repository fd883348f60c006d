package dev.rtcrooms.hub;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Room;
import dev.rtcrooms.RoomSummary;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.Stats;
import dev.rtcrooms.Visit;
import dev.rtcrooms.hub.LocalRooms.Opener;
import dev.rtcrooms.hub.entry.AdmissionControl;
import dev.rtcrooms.hub.entry.Renewal;
import dev.rtcrooms.hub.entry.StreamIds;
import dev.rtcrooms.hub.mailbox.RoomThreads;
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
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All rooms of one application; any thread. */
final class LiveRooms implements Rooms {

  private final Settings settings;
  private final StreamIds streamIds;
  private final ConcurrentHashMap<UUID, LiveRoom> open = new ConcurrentHashMap<>();
  private final EndOfRooms end;
  private final LocalRooms local;
  private final @Nullable Homes homes;
  private final Optional<URI> address;
  private final Arrivals arrivals;
  private final HostQuestions questions;

  /**
   * No rooms yet.
   *
   * @param clustering null without a cluster
   */
  LiveRooms(
      Settings settings,
      StreamIds streamIds,
      RoomThreads threads,
      @Nullable Clustering clustering) {
    this.streamIds = streamIds;
    this.address = clustering == null ? Optional.empty() : clustering.address();
    this.end = new EndOfRooms(settings, threads, open::values, clustering);
    AdmissionControl admission =
        new AdmissionControl(
            settings.authenticator(),
            settings.admission(),
            settings.memberInfo(),
            streamIds,
            settings.logins(),
            settings.scheduler(),
            settings.limits(),
            end::hasBegun);
    this.settings = settings.with(room -> new Renewal(admission));
    this.local = new LocalRooms(this.settings, streamIds, end, open);
    this.homes =
        clustering == null
            ? null
            : clustering.join(this.settings, streamIds, admission, local, end, open::values);
    this.arrivals = new Arrivals(this.settings, streamIds, admission, end, local, homes);
    this.questions = new HostQuestions(this.settings, local, end, homes);
  }

  @Override
  public Room create() {
    return getOrCreate(RoomIds.random(settings.random()));
  }

  @Override
  public Optional<Room> find(UUID id) {
    return Optional.ofNullable(local.find(id));
  }

  @Override
  public Room getOrCreate(UUID id) {
    return getOrCreate(id, (Opener) null);
  }

  @Override
  public Room getOrCreate(Visit visit, Handshake handshake) {
    return getOrCreate(visit.roomId(), opener(visit, handshake));
  }

  private Opener opener(Visit visit, Handshake handshake) {
    return new Opener(visit.user().id(), settings.clientAddress().apply(handshake));
  }

  private Room getOrCreate(UUID id, @Nullable Opener opener) {
    LiveRoom known = local.find(id);
    if (known != null) {
      return known;
    }
    if (homes != null) {
      throw new RefusalException(
          Refusal.ELSEWHERE, "The room is not open on this node: use Rooms.open");
    }
    return local.getOrCreate(id, settings.history(), opener);
  }

  @Override
  public CompletionStage<Room> open(UUID id) {
    return open(id, (Opener) null);
  }

  @Override
  public CompletionStage<Room> open(Visit visit, Handshake handshake) {
    return open(visit.roomId(), opener(visit, handshake));
  }

  private CompletionStage<Room> open(UUID id, @Nullable Opener opener) {
    if (homes != null) {
      return homes.open(id, opener).thenApply(Function.identity());
    }
    try {
      return CompletableFuture.completedStage(local.getOrCreate(id, settings.history(), opener));
    } catch (IllegalStateException e) {
      return CompletableFuture.failedStage(
          new RefusalException(Refusal.SHUTTING_DOWN, "The server is stopping"));
    } catch (RefusalException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  @Override
  public Optional<Room> findByStream(String streamId) {
    return streamIds.open(streamId).flatMap(this::find);
  }

  @Override
  public Collection<Room> all() {
    return List.copyOf(open.values());
  }

  @Override
  public CompletionStage<Void> ask(UUID room, Command question) {
    return questions.ask(room, question).thenAccept(answer -> {});
  }

  @Override
  public <R> CompletionStage<R> ask(UUID room, Command question, Class<R> answer) {
    return questions.ask(room, question, answer);
  }

  @Override
  public CompletionStage<List<NodeStatus>> nodes() {
    return homes == null ? CompletableFuture.completedStage(List.of()) : homes.all();
  }

  @Override
  public Optional<URI> address() {
    return address;
  }

  @Override
  public List<RoomSummary> summaries() {
    return open.values().stream().map(LiveRoom::summary).toList();
  }

  @Override
  public List<Client> clientsOf(String userId) {
    return local.users().of(userId);
  }

  @Override
  public void disconnect(String userId, CloseReason reason) {
    open.values().forEach(room -> room.disconnect(userId, reason));
  }

  @Override
  public CompletionStage<Visit> visit(Handshake handshake) {
    return arrivals.visit(handshake);
  }

  @Override
  public Receiver accept(Connection connection, Handshake handshake) {
    return arrivals.accept(connection, handshake, null);
  }

  @Override
  public Receiver accept(
      Connection connection, Handshake handshake, Consumer<? super NodeStatus> elsewhere) {
    return arrivals.accept(connection, handshake, elsewhere);
  }

  @Override
  public Stats stats() {
    return settings.stats(
        open.values().stream().map(LiveRoom::stats).toList(),
        homes == null ? 0 : homes.nodes().clients());
  }

  @Override
  public List<MessageType<?>> messageTypes() {
    return settings.types().all();
  }

  @Override
  public Limits limits() {
    return settings.limits();
  }

  @Override
  public void close() {
    end.close();
  }

  @Override
  public CompletionStage<Void> shutdown(Duration window, Duration away) {
    return end.shutdown(window, away);
  }

  @Override
  public boolean isStopping() {
    return end.hasBegun();
  }

  @Override
  public boolean awaitClosed(Duration atMost) throws InterruptedException {
    return end.await(atMost);
  }
}
