package dev.rtcrooms.hub;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.hub.HomeFinder.Place;
import dev.rtcrooms.hub.cluster.NotHomeException;
import dev.rtcrooms.hub.entry.AdmissionControl;
import dev.rtcrooms.hub.mailbox.AsyncCalls;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.message.RecordFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Asks rooms for the host, wherever their homes are; any thread. */
final class HostQuestions {

  private final Settings settings;
  private final LocalRooms rooms;
  private final EndOfRooms end;
  private final @Nullable Homes homes;

  /**
   * The questions of one host.
   *
   * @param homes null without a cluster
   */
  HostQuestions(Settings settings, LocalRooms rooms, EndOfRooms end, @Nullable Homes homes) {
    this.settings = settings;
    this.rooms = rooms;
    this.end = end;
    this.homes = homes;
  }

  /**
   * Asks a room.
   *
   * @throws IllegalArgumentException if the question's type was not declared with this answer
   */
  <R> CompletionStage<R> ask(UUID room, Command question, Class<R> answer) {
    RecordFormat<?> format =
        settings
            .types()
            .of(question)
            .reply()
            .filter(reply -> reply.type() == answer)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        question.getClass().getName()
                            + " needs MessageType.withReply to be answered with a "
                            + answer.getName()));
    return ask(room, question)
        .thenApply(
            data ->
                answer.cast(
                    format.read(
                        data.orElseThrow(
                            () ->
                                new RefusalException(
                                    Refusal.INTERNAL, "The answer has no data")))));
  }

  /**
   * Asks a room.
   *
   * @return the data of the answer; fails with a {@link RefusalException} after the answer timeout
   *     at the latest, or when all rooms have ended
   * @throws IllegalArgumentException if the question's type was not declared
   */
  CompletionStage<Optional<Fields>> ask(UUID room, Command question) {
    settings.types().of(question);
    Attempt attempt = new Attempt(room, question);
    attempt.begin();
    end.deadlines().begin(attempt.answer, attempt::giveUp);
    return attempt.answer.minimalCompletionStage();
  }

  /** Where a room is; it is not opened. */
  private CompletionStage<Place> find(UUID id) {
    LiveRoom room = rooms.find(id);
    if (room != null) {
      return CompletableFuture.completedStage(new Place.Here(room));
    } else if (homes != null) {
      return homes.find(id);
    }
    return CompletableFuture.failedStage(
        end.isClosed() ? HomeFinder.stopping() : AdmissionControl.noSuchRoom());
  }

  /** One question, which is asked again if the room is just moving. */
  private final class Attempt {
    private final UUID id;
    private final Command question;
    private final CompletableFuture<Optional<Fields>> answer = new CompletableFuture<>();

    Attempt(UUID id, Command question) {
      this.id = id;
      this.question = question;
    }

    void giveUp() {
      answer.completeExceptionally(
          new RefusalException(
              Refusal.UNAVAILABLE, "The room has not answered, and may have carried this out"));
    }

    void begin() {
      if (!answer.isDone()) {
        find(id)
            .thenCompose(this::asked)
            .whenComplete(
                (data, failure) -> {
                  if (failure == null) {
                    answer.complete(data);
                  } else {
                    failed(AsyncCalls.cause(failure));
                  }
                });
      }
    }

    private CompletionStage<Optional<Fields>> asked(Place place) {
      if (place instanceof Place.There there && homes != null) {
        return homes.ask(there.node(), id, question);
      } else if (place instanceof Place.Here here) {
        return here.room().ask(question);
      }
      throw new NotHomeException();
    }

    private void failed(Throwable cause) {
      if (Homes.hasMoved(cause)) {
        settings.scheduler().schedule(HomeFinder.AGAIN, this::begin);
      } else {
        answer.completeExceptionally(cause);
      }
    }
  }
}
