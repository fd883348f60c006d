package dev.rtcrooms.hub;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Visit;
import dev.rtcrooms.hub.LocalRooms.Opener;
import dev.rtcrooms.hub.entry.AdmissionControl;
import dev.rtcrooms.hub.entry.EntryAttempt;
import dev.rtcrooms.hub.entry.PendingConnection;
import dev.rtcrooms.hub.entry.RoomVisit;
import dev.rtcrooms.hub.entry.StreamIds;
import dev.rtcrooms.hub.membership.AdmittedUser;
import dev.rtcrooms.hub.quota.CountedConnection;
import dev.rtcrooms.spi.cluster.NodeStatus;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Receiver;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes handshakes, asks for admission, and shows users the way to their room; any thread. */
final class Arrivals {

  private final Settings settings;
  private final StreamIds streamIds;
  private final AdmissionControl admission;
  private final EndOfRooms end;
  private final LocalRooms rooms;
  private final @Nullable Homes homes;

  /**
   * The arrivals at this process.
   *
   * @param homes null without a cluster
   */
  Arrivals(
      Settings settings,
      StreamIds streamIds,
      AdmissionControl admission,
      EndOfRooms end,
      LocalRooms rooms,
      @Nullable Homes homes) {
    this.settings = settings;
    this.streamIds = streamIds;
    this.admission = admission;
    this.end = end;
    this.rooms = rooms;
    this.homes = homes;
  }

  CompletionStage<Visit> visit(Handshake handshake) {
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
    LiveRoom room = rooms.find(user.room());
    if (room == null) {
      return isJoinable(user).thenApply(joinable -> visitOf(user, joinable));
    }
    RoomVisit visit = visitOf(user, true);
    return room.call(() -> room.check(visit, known))
        .exceptionallyCompose(
            failure ->
                rooms.find(user.room()) != room
                    ? visit(user, known) // of the next room of this id, if there is one
                    : CompletableFuture.failedStage(failure));
  }

  private RoomVisit visitOf(AdmittedUser user, boolean joinable) {
    return RoomVisit.of(user, streamIds.mint(user.room()), joinable);
  }

  private CompletionStage<Boolean> isJoinable(AdmittedUser user) {
    return homes == null || settings.createOnJoin()
        ? CompletableFuture.completedStage(settings.createOnJoin())
        : homes.hasHome(user.room());
  }

  /**
   * Lets a client in.
   *
   * @param elsewhere null if the room may be on any node
   */
  Receiver accept(
      Connection connection,
      Handshake handshake,
      @Nullable Consumer<? super NodeStatus> elsewhere) {
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
                enter(pending, user, new Opener(user.user().id(), address), elsewhere);
              }
            });
    return pending;
  }

  private PendingConnection pending(Connection connection, EntryAttempt attempt) {
    return new PendingConnection(
        connection, settings.limits(), settings.unread(), attempt::refused);
  }

  /** If the room ends before the user is in, the next room of the same id takes over. */
  private void enter(
      PendingConnection connection,
      AdmittedUser user,
      Opener opener,
      @Nullable Consumer<? super NodeStatus> elsewhere) {
    try {
      end.requireNotBegun();
      if (homes != null) {
        homes.enter(connection, user, opener, elsewhere);
      } else {
        room(user, opener)
            .enter(connection, user, () -> enter(connection, user, opener, elsewhere));
      }
    } catch (RuntimeException e) {
      connection.closed(closeReason(e));
    }
  }

  private LiveRoom room(AdmittedUser user, Opener opener) {
    if (settings.createOnJoin()) {
      return rooms.getOrCreate(user.room(), settings.history(), opener);
    }
    LiveRoom room = rooms.find(user.room());
    if (room == null) {
      throw AdmissionControl.noSuchRoom();
    }
    return room;
  }

  private CloseReason closeReason(Throwable failure) {
    Refusal refusal = admission.refusal(failure).refusal();
    return refusal.code().equals(Refusal.SHUTTING_DOWN) ? end.reason() : CloseReason.of(refusal);
  }
}
