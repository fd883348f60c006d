package dev.rtcrooms.hub;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.hub.HomeFinder.Place;
import dev.rtcrooms.hub.LocalRooms.Opener;
import dev.rtcrooms.hub.cluster.Nodes;
import dev.rtcrooms.hub.cluster.NotHomeException;
import dev.rtcrooms.hub.entry.PendingConnection;
import dev.rtcrooms.hub.entry.StreamIds;
import dev.rtcrooms.hub.mailbox.AsyncCalls;
import dev.rtcrooms.hub.membership.AdmittedUser;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.spi.cluster.NodeStatus;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Receiver;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows users the way to the home of their room, on this node or another; any thread. */
final class Homes {

  private static final Logger LOG = LoggerFactory.getLogger(Homes.class);

  private final Settings settings;
  private final StreamIds streamIds;
  private final HomeFinder finder;
  private final EndOfRooms end;
  private final Nodes nodes;

  /**
   * The homes of a cluster's rooms.
   *
   * @param nodes builds the links to other nodes, whose clients come through the given door
   */
  Homes(
      Settings settings,
      StreamIds streamIds,
      HomeFinder finder,
      EndOfRooms end,
      Function<Nodes.Door, Nodes> nodes) {
    this.settings = settings;
    this.streamIds = streamIds;
    this.finder = finder;
    this.end = end;
    this.nodes = nodes.apply(new FromOtherNodes());
  }

  Nodes nodes() {
    return nodes;
  }

  /** Tells whether a room is open on any node. */
  CompletionStage<Boolean> hasHome(UUID id) {
    return finder.hasHome(id);
  }

  /** Describes all nodes. */
  CompletionStage<List<NodeStatus>> all() {
    return finder.nodes();
  }

  /** Finds the home of a room that is open, on this node or another. */
  CompletionStage<Place> find(UUID id) {
    return finder.find(id, false, null);
  }

  /** Asks a room of another node. */
  CompletionStage<Optional<Fields>> ask(String node, UUID room, Command question) {
    return nodes.ask(node, streamIds.mint(room), question);
  }

  /** Tells whether a room could not be asked because it has another home, or none, by now. */
  static boolean hasMoved(Throwable failure) {
    return failure instanceof IllegalStateException // the mailbox has ended
        || failure instanceof NotHomeException;
  }

  /** Makes this node the home of a room, if no other is. */
  CompletionStage<LiveRoom> open(UUID id, @Nullable Opener opener) {
    return finder
        .find(id, true, opener)
        .thenApply(
            place -> {
              if (place instanceof Place.Here here) {
                return here.room();
              }
              throw new RefusalException(
                  Refusal.ELSEWHERE, "Another node is the home of this room");
            });
  }

  /**
   * Lets a user of this node in, wherever the room is.
   *
   * @param elsewhere is told the home if it is another node, which the user does not enter then;
   *     null if it may be any node
   */
  void enter(
      PendingConnection connection,
      AdmittedUser user,
      Opener opener,
      @Nullable Consumer<? super NodeStatus> elsewhere) {
    String session = user.session();
    AdmittedUser known =
        session == null ? user : user.withSession(settings.clientIds().digest(session));
    new Entry(connection, known, opener, elsewhere).begin();
  }

  private final class Entry {
    private final PendingConnection connection;
    private final AdmittedUser user;
    private final Opener opener;
    private final @Nullable Consumer<? super NodeStatus> elsewhere;
    private final long began = settings.scheduler().nanoTime();

    Entry(
        PendingConnection connection,
        AdmittedUser user,
        Opener opener,
        @Nullable Consumer<? super NodeStatus> elsewhere) {
      this.connection = connection;
      this.user = user;
      this.opener = opener;
      this.elsewhere = elsewhere;
    }

    void begin() {
      if (connection.isOver()) {
        return;
      }
      finder
          .find(user.room(), settings.createOnJoin(), opener)
          .whenComplete(
              (place, failure) -> {
                if (place instanceof Place.Here here) {
                  here.room().enter(connection, user, this::begin);
                } else if (place instanceof Place.There there && elsewhere != null) {
                  describe(there.node(), elsewhere);
                } else if (place instanceof Place.There there) {
                  nodes.enter(
                      there.node(),
                      user.room(),
                      streamIds.mint(user.room()),
                      connection,
                      user,
                      this::later);
                } else {
                  connection.closed(reason(failure));
                }
              });
    }

    private void describe(String node, Consumer<? super NodeStatus> listener) {
      finder
          .nodes()
          .whenComplete(
              (all, failure) -> {
                if (failure != null) {
                  connection.closed(reason(failure));
                  return;
                }
                Optional<NodeStatus> home =
                    all.stream().filter(each -> each.name().equals(node)).findAny();
                if (home.isEmpty()) {
                  later();
                } else if (!connection.isOver()) {
                  listener.accept(home.get());
                  connection.closed(CloseReason.LEFT);
                }
              });
    }

    /** The other node was not the home, could not be reached, or has just ended. */
    private void later() {
      long passed = settings.scheduler().nanoTime() - began;
      if (passed > settings.limits().answerTimeout().toNanos()) {
        connection.closed(CloseReason.MOVED);
      } else {
        settings.scheduler().schedule(HomeFinder.AGAIN, this::begin);
      }
    }
  }

  private final class FromOtherNodes implements Nodes.Door {

    @Override
    public Receiver enter(Connection from, String streamId, AdmittedUser user, Runnable notHome) {
      return enterFromNode(from, streamId, user, notHome);
    }

    @Override
    public CompletionStage<Optional<Fields>> ask(String streamId, Command question) {
      return streamIds
          .open(streamId)
          .flatMap(finder::here)
          .map(room -> room.ask(question))
          .orElseGet(() -> CompletableFuture.failedStage(new NotHomeException()))
          .exceptionallyCompose(
              failure -> {
                Throwable cause = AsyncCalls.cause(failure);
                return CompletableFuture.failedStage(
                    hasMoved(cause) ? new NotHomeException() : cause);
              });
    }
  }

  /** A client of another node wants to enter a room of this one. */
  private Receiver enterFromNode(
      Connection from, String streamId, AdmittedUser user, Runnable notHome) {
    PendingConnection connection =
        new PendingConnection(from, settings.limits(), settings.unread(), reason -> {});
    UUID id = streamIds.open(streamId).orElse(null);
    if (id == null) {
      connection.closed(CloseReason.NO_SUCH_ROOM);
    } else {
      enterHere(connection, user.in(id), notHome);
    }
    return connection;
  }

  private void enterHere(PendingConnection connection, AdmittedUser user, Runnable notHome) {
    Opener opener = new Opener(user.user().id(), Optional.empty());
    finder
        .find(user.room(), settings.createOnJoin(), opener)
        .whenComplete(
            (place, failure) -> {
              if (place instanceof Place.Here here) {
                here.room().enter(connection, user, () -> enterHere(connection, user, notHome));
              } else if (place instanceof Place.There || isStopping(failure)) {
                notHome.run();
              } else {
                connection.closed(reason(failure));
              }
            });
  }

  /** Another node may be the home as soon as this one has released the room. */
  private static boolean isStopping(@Nullable Throwable failure) {
    return failure != null
        && AsyncCalls.cause(failure) instanceof RefusalException refused
        && refused.refusal().code().equals(Refusal.SHUTTING_DOWN);
  }

  private CloseReason reason(@Nullable Throwable failure) {
    if (failure != null && AsyncCalls.cause(failure) instanceof RefusalException refused) {
      return refused.refusal().code().equals(Refusal.SHUTTING_DOWN)
          ? end.reason()
          : CloseReason.of(refused.refusal());
    }
    LOG.error("The home of a room could not be found", failure);
    return CloseReason.FAILED;
  }
}
