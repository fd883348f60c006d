package dev.rtcrooms.hub;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.LiveClient.Entrance;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Receiver;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All rooms of one application; any thread. */
final class LiveRooms implements Rooms {

  private static final Logger LOG = LoggerFactory.getLogger(LiveRooms.class);

  /** A random UUID's version and variant (RFC 9562 §5.4). */
  private static final long VERSION_4 = 0x4000L;

  private static final long VARIANT_MASK = 0xC000000000000000L;
  private static final long VARIANT_2 = 0x8000000000000000L;

  private final Settings settings;
  private final StreamIds streamIds;
  private final OwnThreads own;
  private final Visits visits;
  private final ConcurrentHashMap<UUID, LiveRoom> open = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean closed;

  LiveRooms(Settings settings, StreamIds streamIds, OwnThreads own) {
    this.settings = settings;
    this.streamIds = streamIds;
    this.own = own;
    this.visits = new Visits(this, settings, streamIds);
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
    LiveRoom made = newRoom(id);
    LiveRoom room = open.computeIfAbsent(id, key -> counted(made));
    if (room == made) {
      made.start();
      if (closed) {
        made.close(CloseReason.SHUTTING_DOWN);
      }
    }
    return room;
  }

  private LiveRoom newRoom(UUID id) {
    if (closed) {
      throw new IllegalStateException("The rooms are closed");
    }
    return new LiveRoom(id, streamIds.mint(id), settings, this::ended);
  }

  private LiveRoom counted(LiveRoom room) {
    if (count.incrementAndGet() > settings.limits().rooms()) {
      count.decrementAndGet();
      throw new RefusalException(Refusal.TOO_MANY_ROOMS, "As many rooms are open as may be");
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
    return visits.visit(handshake);
  }

  @Override
  public Receiver accept(Connection connection, Handshake handshake) {
    Arrival arrival = new Arrival(connection, settings.limits().commandBurst());
    visits
        .visit(handshake)
        .whenComplete(
            (visit, failure) -> {
              if (failure != null) {
                arrival.turnAway(reason(failure));
              } else {
                Entrance entrance =
                    new Entrance(
                        visit.user(),
                        visit.role(),
                        visit.grants(),
                        handshake.session().orElse(null));
                enter((LiveRoom) visit.room(), arrival, entrance, handshake);
              }
            });
    return arrival;
  }

  /** The room may end before the arrival is in; then the next room of the same id takes it. */
  private void enter(LiveRoom room, Arrival arrival, Entrance entrance, Handshake handshake) {
    room.entry()
        .enter(
            arrival,
            entrance,
            handshake,
            () -> {
              try {
                enter(visits.room(room.id()), arrival, entrance, handshake);
              } catch (RuntimeException e) {
                arrival.turnAway(reason(e));
              }
            });
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
    closed = true;
    List<LiveRoom> last = List.copyOf(open.values());
    AtomicInteger remaining = new AtomicInteger(last.size() + 1);
    Runnable ended =
        () -> {
          if (remaining.decrementAndGet() == 0) {
            own.close();
          }
        };
    for (LiveRoom room : last) {
      room.closed().thenRun(ended);
      room.close(CloseReason.SHUTTING_DOWN);
    }
    ended.run();
  }

  private UUID randomId() {
    long high = (settings.random().nextLong() & ~0xF000L) | VERSION_4;
    long low = (settings.random().nextLong() & ~VARIANT_MASK) | VARIANT_2;
    return new UUID(high, low);
  }

  boolean closed() {
    return closed;
  }

  private CloseReason reason(Throwable failure) {
    Throwable cause = unwrapped(failure);
    if (!(cause instanceof RefusalException refused)) {
      if (closed) {
        return CloseReason.SHUTTING_DOWN;
      }
      LOG.error("A connection could not be let in", cause);
      return CloseReason.FAILED;
    }
    Refusal refusal = refused.refusal();
    return switch (refusal.code()) {
      case Refusal.UNAUTHENTICATED -> CloseReason.UNAUTHENTICATED;
      case Refusal.MALFORMED_ID, Refusal.NO_SUCH_ROOM -> CloseReason.NO_SUCH_ROOM;
      case Refusal.TOO_MANY_ROOMS -> CloseReason.TOO_MANY_ROOMS;
      case Refusal.SHUTTING_DOWN -> CloseReason.SHUTTING_DOWN;
      case Refusal.INTERNAL -> CloseReason.FAILED;
      default -> new CloseReason(CloseReason.NOT_ALLOWED.code(), refusal.text());
    };
  }

  static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
