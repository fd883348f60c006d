package dev.rtcrooms.hub;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms.Visit;
import dev.rtcrooms.User;
import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.transport.Handshake;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides who may enter: who it is, which room, and what it may do there. Any thread. */
final class Visits {

  private static final Logger LOG = LoggerFactory.getLogger(Visits.class);

  private final LiveRooms rooms;
  private final Settings settings;
  private final StreamIds streamIds;

  private record Admitted(Room room, User user, Role role, Grants grants) implements Visit {}

  Visits(LiveRooms rooms, Settings settings, StreamIds streamIds) {
    this.rooms = rooms;
    this.settings = settings;
    this.streamIds = streamIds;
  }

  CompletionStage<Visit> visit(Handshake handshake) {
    CompletableFuture<Visit> answer = new CompletableFuture<>();
    try {
      settings.executor().execute(() -> visit(handshake, answer));
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(failed("The executor took no task", e));
    }
    return answer;
  }

  private void visit(Handshake handshake, CompletableFuture<Visit> answer) {
    try {
      User user = settings.authenticator().authenticate(handshake);
      UUID room = roomId(handshake);
      Cancellable deadline =
          settings
              .scheduler()
              .schedule(
                  settings.limits().answerTimeout(),
                  () -> answer.completeExceptionally(refused("Admission gave no answer")));
      answer.minimalCompletionStage().whenComplete((visit, failure) -> deadline.cancel());
      settings
          .admission()
          .admit(user, room, handshake.role())
          .whenComplete(
              (grants, failure) -> {
                if (!answer.isDone()) {
                  admitted(user, room, handshake.role(), grants, failure, answer);
                }
              });
    } catch (RefusalException e) {
      answer.completeExceptionally(e);
    } catch (RuntimeException | Error e) {
      answer.completeExceptionally(failed("Authentication or admission failed", e));
    }
  }

  private void admitted(
      User user,
      UUID room,
      Role role,
      @Nullable Grants wanted,
      @Nullable Throwable failure,
      CompletableFuture<Visit> answer) {
    try {
      if (failure != null) {
        throw failure instanceof RuntimeException known
            ? known
            : new IllegalStateException(LiveRooms.unwrapped(failure));
      }
      Grants grants = role.restrict(wanted == null ? Grants.none() : wanted);
      if (!grants.allows(Grants.JOIN) || grants.expired(settings.scheduler().now())) {
        throw new RefusalException(Refusal.NOT_ALLOWED, "You may not enter this room");
      }
      answer.complete(new Admitted(room(room), user, role, grants));
    } catch (RuntimeException e) {
      Throwable cause = LiveRooms.unwrapped(e);
      answer.completeExceptionally(
          cause instanceof RefusalException ? cause : failed("Admission failed", cause));
    }
  }

  /** The open room of this id, which a visit may open. */
  LiveRoom room(UUID id) {
    if (settings.createOnVisit()) {
      return rooms.getOrCreate(id);
    }
    return (LiveRoom) rooms.find(id).orElseThrow(() -> noSuchRoom());
  }

  private UUID roomId(Handshake handshake) {
    String key = handshake.key();
    if (handshake.role() == Role.WATCHER) {
      return streamIds.open(key).orElseThrow(() -> noSuchRoom());
    }
    try {
      UUID id = UUID.fromString(key);
      if (id.toString().equals(key.toLowerCase(Locale.ROOT))) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new RefusalException(Refusal.MALFORMED_ID, "A room's id is a UUID");
  }

  private static RefusalException noSuchRoom() {
    return new RefusalException(Refusal.NO_SUCH_ROOM, "This link leads to no open room");
  }

  private static RefusalException refused(String why) {
    LOG.warn("{}", why);
    return new RefusalException(Refusal.INTERNAL, "The server could not decide who may enter");
  }

  private RefusalException failed(String why, Throwable cause) {
    if (rooms.closed()) {
      LOG.debug("{}, because the rooms are closed", why, cause);
      return new RefusalException(Refusal.SHUTTING_DOWN, "The server is stopping");
    }
    LOG.error("{}", why, cause);
    return new RefusalException(Refusal.INTERNAL, "The server could not decide who may enter");
  }
}
