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
import dev.rtcrooms.hub.entry.AdmissionControl;
import dev.rtcrooms.hub.entry.EntryAttempt;
import dev.rtcrooms.hub.entry.PendingConnection;
import dev.rtcrooms.hub.entry.Renewal;
import dev.rtcrooms.hub.entry.RoomVisit;
import dev.rtcrooms.hub.entry.StreamIds;
import dev.rtcrooms.hub.mailbox.RoomThreads;
import dev.rtcrooms.hub.membership.AdmittedUser;
import dev.rtcrooms.hub.membership.UserIndex;
import dev.rtcrooms.hub.quota.CountedConnection;
import dev.rtcrooms.hub.quota.OpenedRoom;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Receiver;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** All rooms of one application; any thread. */
final class LiveRooms implements Rooms {

  private final Settings settings;
  private final StreamIds streamIds;
  private final AdmissionControl admission;
  private final ConcurrentHashMap<UUID, LiveRoom> open = new ConcurrentHashMap<>();
  private final UserIndex users = new UserIndex();
  private final AtomicInteger count = new AtomicInteger();
  private final EndOfRooms end;

  LiveRooms(Settings settings, StreamIds streamIds, RoomThreads threads) {
    this.streamIds = streamIds;
    this.end = new EndOfRooms(settings, threads, open::values);
    this.admission =
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
  }

  @Override
  public Room create() {
    return getOrCreate(RoomIds.random(settings.random()));
  }

  @Override
  public Optional<Room> find(UUID id) {
    return Optional.ofNullable(open.get(id));
  }

  @Override
  public LiveRoom getOrCreate(UUID id) {
    LiveRoom known = open.get(id);
    if (known != null) {
      return known;
    }
    return getOrCreate(newRoom(id, () -> {}));
  }

  @Override
  public Room getOrCreate(Visit visit, Handshake handshake) {
    return getOrCreate(
        visit.roomId(), visit.user().id(), settings.clientAddress().apply(handshake));
  }

  private LiveRoom getOrCreate(UUID id, String userId, Optional<String> address) {
    LiveRoom known = open.get(id);
    if (known != null) {
      return known;
    }
    end.requireNotBegun();
    OpenedRoom opened = settings.quotas().open(userId, address);
    try {
      LiveRoom created = newRoom(id, opened::ended);
      LiveRoom room = getOrCreate(created);
      if (room != created) {
        opened.takeBack();
      }
      return room;
    } catch (RuntimeException e) {
      opened.takeBack();
      throw e;
    }
  }

  private LiveRoom getOrCreate(LiveRoom created) {
    UUID id = created.id();
    LiveRoom room = open.computeIfAbsent(id, key -> counted(created));
    if (room == created) {
      created.start();
      if (end.isClosed()) {
        created.close(end.reason());
      }
    }
    return room;
  }

  private LiveRoom newRoom(UUID id, Runnable ended) {
    end.requireNotBegun();
    return new LiveRoom(id, streamIds.mint(id), settings, users, room -> ended(room, ended));
  }

  private LiveRoom counted(LiveRoom room) {
    if (count.incrementAndGet() > settings.limits().rooms()) {
      count.decrementAndGet();
      throw new RefusalException(Refusal.TOO_MANY_ROOMS, "Room limit reached");
    }
    return room;
  }

  private void ended(LiveRoom room, Runnable ended) {
    if (open.remove(room.id(), room)) {
      count.decrementAndGet();
      ended.run();
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
  public List<RoomSummary> summaries() {
    return open.values().stream().map(LiveRoom::summary).toList();
  }

  @Override
  public List<Client> clientsOf(String userId) {
    return users.of(userId);
  }

  @Override
  public void disconnect(String userId, CloseReason reason) {
    open.values().forEach(room -> room.disconnect(userId, reason));
  }

  @Override
  public CompletionStage<Visit> visit(Handshake handshake) {
    CompletableFuture<Visit> answer = new CompletableFuture<>();
    EntryAttempt attempt = new EntryAttempt(handshake, admission, settings.listener());
    admission
        .admit(handshake, attempt)
        .thenCompose(user -> visit(user, handshake.principal() != null))
        .whenComplete(
            (visit, failure) -> {
              if (failure == null) {
                answer.complete(visit);
              } else {
                RefusalException refusal = admission.refusal(failure);
                attempt.refused(CloseReason.of(refusal.refusal()));
                answer.completeExceptionally(refusal);
              }
            });
    return answer;
  }

  /** The features of an open room have their say, too. */
  private CompletionStage<Visit> visit(AdmittedUser user, boolean known) {
    end.requireNotBegun();
    LiveRoom room = open.get(user.room());
    RoomVisit visit =
        RoomVisit.of(user, streamIds.mint(user.room()), settings.createOnJoin() || room != null);
    if (room == null) {
      return CompletableFuture.completedStage(visit);
    }
    return room.call(() -> room.check(visit, known))
        .exceptionallyCompose(
            failure ->
                open.get(user.room()) != room
                    ? visit(user, known) // of the next room of this id, if there is one
                    : CompletableFuture.failedStage(failure));
  }

  @Override
  public Receiver accept(Connection connection, Handshake handshake) {
    EntryAttempt attempt = new EntryAttempt(handshake, admission, settings.listener());
    Optional<String> address = settings.clientAddress().apply(handshake);
    CountedConnection counted;
    try {
      counted = settings.quotas().count(connection, address);
    } catch (RefusalException e) {
      PendingConnection refused = pending(connection, attempt);
      refused.closed(closeReason(e));
      return refused;
    }
    PendingConnection pending = pending(counted, attempt);
    admission
        .admit(handshake, attempt)
        .thenApply(user -> counted.belongsTo(user.user().id(), user))
        .whenComplete(
            (user, failure) -> {
              if (failure != null) {
                pending.closed(closeReason(failure));
              } else {
                enter(pending, user, address);
              }
            });
    return pending;
  }

  private PendingConnection pending(Connection connection, EntryAttempt attempt) {
    return new PendingConnection(
        connection, settings.limits(), settings.unread(), attempt::refused);
  }

  /** If the room ends before the user is in, the next room of the same id takes over. */
  private void enter(PendingConnection connection, AdmittedUser user, Optional<String> address) {
    try {
      end.requireNotBegun();
      roomFor(user, address).enter(connection, user, () -> enter(connection, user, address));
    } catch (RuntimeException e) {
      connection.closed(closeReason(e));
    }
  }

  private LiveRoom roomFor(AdmittedUser user, Optional<String> address) {
    if (settings.createOnJoin()) {
      return getOrCreate(user.room(), user.user().id(), address);
    }
    LiveRoom room = open.get(user.room());
    if (room == null) {
      throw AdmissionControl.noSuchRoom();
    }
    return room;
  }

  @Override
  public Stats stats() {
    return settings.stats(open.values().stream().map(LiveRoom::stats).toList());
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

  private CloseReason closeReason(Throwable failure) {
    Refusal refusal = admission.refusal(failure).refusal();
    return refusal.code().equals(Refusal.SHUTTING_DOWN) ? end.reason() : CloseReason.of(refusal);
  }
}
