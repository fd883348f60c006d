package dev.rtcrooms.hub;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.Visit;
import dev.rtcrooms.hub.entry.AdmissionControl;
import dev.rtcrooms.hub.entry.EntryAttempt;
import dev.rtcrooms.hub.entry.PendingConnection;
import dev.rtcrooms.hub.entry.RoomVisit;
import dev.rtcrooms.hub.entry.StreamIds;
import dev.rtcrooms.hub.mailbox.RoomThreads;
import dev.rtcrooms.hub.membership.AdmittedUser;
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

  /** The version and variant bits of a random UUID (RFC 9562 §5.4). */
  private static final long VERSION_4 = 0x4000L;

  private static final long VARIANT_MASK = 0xC000000000000000L;
  private static final long VARIANT_2 = 0x8000000000000000L;

  private final Settings settings;
  private final StreamIds streamIds;
  private final AdmissionControl admission;
  private final ConcurrentHashMap<UUID, LiveRoom> open = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final EndOfRooms end;

  LiveRooms(Settings settings, StreamIds streamIds, RoomThreads threads) {
    this.settings = settings;
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
  }

  @Override
  public Room create() {
    return getOrCreate(randomId());
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
    LiveRoom created = newRoom(id);
    LiveRoom room = open.computeIfAbsent(id, key -> counted(created));
    if (room == created) {
      created.start();
      if (end.isClosed()) {
        created.close(end.reason());
      }
    }
    return room;
  }

  private LiveRoom newRoom(UUID id) {
    requireOpen();
    return new LiveRoom(id, streamIds.mint(id), settings, this::ended);
  }

  private void requireOpen() {
    if (end.hasBegun()) {
      throw new IllegalStateException("The rooms are closed");
    }
  }

  private LiveRoom counted(LiveRoom room) {
    if (count.incrementAndGet() > settings.limits().rooms()) {
      count.decrementAndGet();
      throw new RefusalException(Refusal.TOO_MANY_ROOMS, "Room limit reached");
    }
    return room;
  }

  private void ended(LiveRoom room) {
    if (open.remove(room.id(), room)) {
      count.decrementAndGet();
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
  public CompletionStage<Visit> visit(Handshake handshake) {
    CompletableFuture<Visit> answer = new CompletableFuture<>();
    EntryAttempt attempt = new EntryAttempt(handshake, admission, settings.listener());
    admission
        .admit(handshake, attempt)
        .thenCompose(this::visit)
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
  private CompletionStage<Visit> visit(AdmittedUser user) {
    requireOpen();
    LiveRoom room = open.get(user.room());
    RoomVisit visit =
        RoomVisit.of(user, streamIds.mint(user.room()), settings.createOnJoin() || room != null);
    if (room == null) {
      return CompletableFuture.completedStage(visit);
    }
    return room.call(() -> room.check(visit))
        .exceptionallyCompose(
            failure ->
                open.get(user.room()) != room
                    ? visit(user) // of the next room of this id, if there is one
                    : CompletableFuture.failedStage(failure));
  }

  @Override
  public Receiver accept(Connection connection, Handshake handshake) {
    EntryAttempt attempt = new EntryAttempt(handshake, admission, settings.listener());
    PendingConnection pending =
        new PendingConnection(connection, settings.limits(), attempt::refused);
    admission
        .admit(handshake, attempt)
        .whenComplete(
            (user, failure) -> {
              if (failure != null) {
                pending.closed(closeReason(failure));
              } else {
                enter(pending, user);
              }
            });
    return pending;
  }

  /** If the room ends before the user is in, the next room of the same id takes over. */
  private void enter(PendingConnection connection, AdmittedUser user) {
    try {
      requireOpen();
      roomFor(user).enter(connection, user, () -> enter(connection, user));
    } catch (RuntimeException e) {
      connection.closed(closeReason(e));
    }
  }

  private LiveRoom roomFor(AdmittedUser user) {
    if (settings.createOnJoin()) {
      return getOrCreate(user.room());
    }
    LiveRoom room = open.get(user.room());
    if (room == null) {
      throw AdmissionControl.noSuchRoom();
    }
    return room;
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
  public boolean awaitClosed(Duration atMost) throws InterruptedException {
    return end.await(atMost);
  }

  private UUID randomId() {
    long high = (settings.random().nextLong() & ~0xF000L) | VERSION_4;
    long low = (settings.random().nextLong() & ~VARIANT_MASK) | VARIANT_2;
    return new UUID(high, low);
  }

  private CloseReason closeReason(Throwable failure) {
    Refusal refusal = admission.refusal(failure).refusal();
    return refusal.code().equals(Refusal.SHUTTING_DOWN) ? end.reason() : CloseReason.of(refusal);
  }
}
