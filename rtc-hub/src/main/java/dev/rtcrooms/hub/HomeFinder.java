package dev.rtcrooms.hub;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.hub.LocalRooms.Opener;
import dev.rtcrooms.hub.entry.AdmissionControl;
import dev.rtcrooms.hub.mailbox.AsyncCalls;
import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.Past;
import dev.rtcrooms.spi.cluster.Claim;
import dev.rtcrooms.spi.cluster.Cluster;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the homes of rooms, and makes this node the home of rooms that have none; any thread. */
final class HomeFinder {

  private static final Logger LOG = LoggerFactory.getLogger(HomeFinder.class);

  /** The pause before an engine is asked again that could not tell. */
  static final Duration AGAIN = Duration.ofMillis(100);

  private final Cluster cluster;
  private final Settings settings;
  private final LocalRooms rooms;
  private final EndOfRooms end;

  /** The claims that have no answer yet: all who want to enter a room wait for one. */
  private final ConcurrentHashMap<UUID, CompletableFuture<Place>> claims =
      new ConcurrentHashMap<>();

  /** Where a room is. */
  sealed interface Place {

    /** On this node. */
    record Here(LiveRoom room) implements Place {}

    /** On another node. */
    record There(String node) implements Place {}

    /** On its way to this node or from it. */
    record Unsettled() implements Place {}
  }

  HomeFinder(Cluster cluster, Settings settings, LocalRooms rooms, EndOfRooms end) {
    this.cluster = cluster;
    this.settings = settings;
    this.rooms = rooms;
    this.end = end;
  }

  /** Tells whether a room is open on any node. */
  CompletionStage<Boolean> hasHome(UUID id) {
    return cluster.find(id).thenApply(Optional::isPresent);
  }

  /**
   * Finds the home of a room. If there is none, this node becomes it.
   *
   * @param creates false if only rooms that have a home are wanted
   * @param opener who opens the room, if it is opened; null for the host
   * @return {@link Place.Here} or {@link Place.There}; fails with a {@link RefusalException} after
   *     the answer timeout at the latest
   */
  CompletionStage<Place> find(UUID id, boolean creates, @Nullable Opener opener) {
    Search search = new Search(id, creates, opener);
    search.attempt();
    return search.answer;
  }

  /** The search for one room, which is repeated for a while if it has no result. */
  private final class Search {
    private final UUID id;
    private final boolean creates;
    private final @Nullable Opener opener;
    private final CompletableFuture<Place> answer = new CompletableFuture<>();
    private final long began = settings.scheduler().nanoTime();

    Search(UUID id, boolean creates, @Nullable Opener opener) {
      this.id = id;
      this.creates = creates;
      this.opener = opener;
    }

    void attempt() {
      LiveRoom known = rooms.find(id);
      if (known != null) {
        answer.complete(new Place.Here(known));
        return;
      }
      boolean claims = creates && !end.hasBegun();
      CompletionStage<Place> stage;
      try {
        stage = claims ? claim(id, opener) : look();
      } catch (RuntimeException e) {
        stage = CompletableFuture.failedStage(e);
      }
      stage.whenComplete(this::found);
    }

    private CompletionStage<Place> look() {
      return cluster
          .find(id)
          .thenApply(
              home -> {
                String node = home.orElse(null);
                if (node == null && !creates) {
                  throw AdmissionControl.noSuchRoom();
                } else if (node == null || (end.hasBegun() && node.equals(cluster.self()))) {
                  throw new RefusalException(Refusal.SHUTTING_DOWN, "The server is stopping");
                }
                return place(node);
              });
    }

    private void found(@Nullable Place place, @Nullable Throwable failure) {
      if (place instanceof Place.Here || place instanceof Place.There) {
        answer.complete(place);
      } else if (failure != null && AsyncCalls.cause(failure) instanceof RefusalException refused) {
        answer.completeExceptionally(refused);
      } else if (settings.scheduler().nanoTime() - began
          > settings.limits().answerTimeout().toNanos()) {
        LOG.warn("The home of a room could not be found", failure);
        answer.completeExceptionally(
            new RefusalException(Refusal.UNAVAILABLE, "The room cannot be found now"));
      } else {
        settings.scheduler().schedule(AGAIN, this::attempt);
      }
    }
  }

  private Place place(String node) {
    return node.equals(cluster.self()) ? new Place.Unsettled() : new Place.There(node);
  }

  /** All who want to enter a room wait for one claim. */
  @SuppressWarnings("FutureReturnValueIgnored") // of what follows when the claim is settled
  private CompletionStage<Place> claim(UUID id, @Nullable Opener opener) {
    CompletableFuture<Place> mine = new CompletableFuture<>();
    CompletableFuture<Place> known = claims.putIfAbsent(id, mine);
    if (known != null) {
      return known;
    }
    Cancellable deadline =
        settings
            .scheduler()
            .schedule(
                settings.limits().answerTimeout(),
                () -> settle(id, mine, null, new TimeoutException("The claim was not answered")));
    mine.whenComplete((place, failure) -> deadline.cancel());
    CompletableFuture<LiveRoom> opened = new CompletableFuture<>();
    Runnable lost = () -> opened.thenAccept(room -> room.close(CloseReason.MOVED));
    CompletionStage<Claim> claim;
    try {
      claim = cluster.claim(id, lost);
    } catch (RuntimeException e) {
      claim = CompletableFuture.failedStage(e);
    }
    claim
        .thenApply(
            result -> {
              if (result instanceof Claim.Taken taken) {
                return place(taken.node());
              }
              LiveRoom room = open(id, ((Claim.Won) result).past(), opener);
              opened.complete(room);
              return new Place.Here(room);
            })
        .whenComplete((place, failure) -> settle(id, mine, place, failure));
    return mine;
  }

  private void settle(
      UUID id, CompletableFuture<Place> claim, @Nullable Place place, @Nullable Throwable failure) {
    claims.remove(id, claim);
    if (failure != null) {
      claim.completeExceptionally(AsyncCalls.cause(failure));
    } else {
      claim.complete(place);
    }
  }

  private LiveRoom open(UUID id, Past past, @Nullable Opener opener) {
    try {
      return rooms.getOrCreate(id, room -> CompletableFuture.completedStage(past), opener);
    } catch (RuntimeException e) {
      past.close();
      if (e instanceof IllegalStateException) {
        throw new RefusalException(Refusal.SHUTTING_DOWN, "The server is stopping");
      }
      throw e;
    }
  }
}
