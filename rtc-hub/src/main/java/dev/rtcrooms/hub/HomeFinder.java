package dev.rtcrooms.hub;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.hub.LocalRooms.Opener;
import dev.rtcrooms.hub.entry.AdmissionControl;
import dev.rtcrooms.hub.mailbox.AsyncCalls;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.Past;
import dev.rtcrooms.spi.cluster.Claim;
import dev.rtcrooms.spi.cluster.Cluster;
import dev.rtcrooms.spi.cluster.NodeStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

  private final SharedCalls<UUID, Place> claims;
  private final SharedCalls<UUID, Optional<String>> looks;
  private final SharedCalls<String, List<NodeStatus>> nodes;

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
    claims = new SharedCalls<>(end.deadlines());
    looks = new SharedCalls<>(end.deadlines());
    nodes = new SharedCalls<>(end.deadlines());
  }

  /**
   * Tells whether a room is open on any node.
   *
   * @return fails with a {@link RefusalException} if the cluster cannot tell, after the answer
   *     timeout at the latest
   */
  CompletionStage<Boolean> hasHome(UUID id) {
    return look(id)
        .handle(
            (home, failure) -> {
              if (failure != null) {
                LOG.warn("The home of a room could not be found", failure);
                throw unavailable();
              }
              return home.isPresent();
            });
  }

  /** The room, if it is open on this node. */
  Optional<LiveRoom> here(UUID id) {
    return Optional.ofNullable(rooms.find(id));
  }

  /**
   * Describes the nodes.
   *
   * @return fails as {@link #hasHome} does
   */
  CompletionStage<List<NodeStatus>> nodes() {
    return nodes
        .call("all", cluster::nodes)
        .exceptionally(
            failure -> {
              LOG.warn("The nodes could not be described", failure);
              throw new RefusalException(Refusal.UNAVAILABLE, "The nodes cannot be found now");
            });
  }

  private CompletionStage<Optional<String>> look(UUID id) {
    return looks.call(id, () -> cluster.find(id));
  }

  static RefusalException stopping() {
    return new RefusalException(Refusal.SHUTTING_DOWN, "The server is stopping");
  }

  private static RefusalException unavailable() {
    return new RefusalException(Refusal.UNAVAILABLE, "The room cannot be found now");
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
    end.deadlines().begin(search.answer, search::giveUp);
    return search.answer;
  }

  /** The search for one room, which is repeated for a while if it has no result. */
  private final class Search {
    private final UUID id;
    private final boolean creates;
    private final @Nullable Opener opener;
    private final CompletableFuture<Place> answer = new CompletableFuture<>();

    /** Why the last attempt had no result. */
    private volatile @Nullable Throwable lastFailure;

    /** Whether the last attempt has waited for the claim of another search. */
    private volatile boolean waited;

    Search(UUID id, boolean creates, @Nullable Opener opener) {
      this.id = id;
      this.creates = creates;
      this.opener = opener;
    }

    /** Ends the search, also if the engine does not answer. */
    void giveUp() {
      if (answer.completeExceptionally(unavailable())) {
        LOG.warn("The home of a room could not be found", lastFailure);
      }
    }

    void attempt() {
      if (answer.isDone()) {
        return; // nobody waits any more
      }
      LiveRoom known = rooms.find(id);
      if (known != null) {
        answer.complete(new Place.Here(known));
        return;
      } else if (end.isClosed()) {
        answer.completeExceptionally(stopping());
        return;
      }
      boolean mayClaim = creates && !end.hasBegun();
      waited = mayClaim;
      CompletionStage<Place> stage =
          mayClaim ? claims.call(id, this::claimed) : look(id).thenApply(this::seen);
      stage.whenComplete(this::found);
    }

    private CompletionStage<Place> claimed() {
      waited = false;
      return claim(id, opener);
    }

    private Place seen(Optional<String> home) {
      String node = home.orElse(null);
      if (node == null && !creates) {
        throw AdmissionControl.noSuchRoom();
      } else if (node == null || (end.hasBegun() && node.equals(cluster.self()))) {
        throw stopping();
      }
      return place(node);
    }

    private void found(@Nullable Place place, @Nullable Throwable failure) {
      lastFailure = failure;
      RefusalException refused = refusal(failure);
      if (place instanceof Place.Here || place instanceof Place.There) {
        answer.complete(place);
      } else if (refused != null && !waited) { // others are refused for reasons of their own
        answer.completeExceptionally(refused);
      } else if (!answer.isDone()) {
        settings.scheduler().schedule(AGAIN, this::attempt);
      }
    }
  }

  private static @Nullable RefusalException refusal(@Nullable Throwable failure) {
    return failure != null && AsyncCalls.cause(failure) instanceof RefusalException refused
        ? refused
        : null;
  }

  private Place place(String node) {
    return node.equals(cluster.self()) ? new Place.Unsettled() : new Place.There(node);
  }

  /** Claims a room, and opens it if it was won. */
  @SuppressWarnings("FutureReturnValueIgnored") // of what follows the loss of the room
  private CompletionStage<Place> claim(UUID id, @Nullable Opener opener) {
    CompletableFuture<LiveRoom> opened = new CompletableFuture<>();
    Runnable lost = () -> opened.thenAccept(room -> room.close(CloseReason.MOVED));
    return cluster
        .claim(id, lost)
        .thenApply(
            result -> {
              if (result instanceof Claim.Taken taken) {
                return place(taken.node());
              }
              LiveRoom room = open(id, ((Claim.Won) result).past(), opener);
              opened.complete(room);
              return new Place.Here(room);
            });
  }

  private LiveRoom open(UUID id, Past past, @Nullable Opener opener) {
    HistoryStore won = wanted -> CompletableFuture.completedStage(past);
    try {
      LiveRoom room = rooms.getOrCreate(id, won, opener);
      if (!room.recordsIn(won)) {
        past.close(); // the room is open already, with a past of its own
      }
      return room;
    } catch (RuntimeException e) {
      past.close();
      if (e instanceof IllegalStateException) {
        throw stopping();
      }
      throw e;
    }
  }
}
