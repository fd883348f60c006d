package dev.rtcrooms.hub.entry;

import dev.rtcrooms.Admitted;
import dev.rtcrooms.Attributes;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Role;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.feature.Renewed;
import dev.rtcrooms.hub.mailbox.AsyncCalls;
import dev.rtcrooms.hub.membership.AdmittedUser;
import dev.rtcrooms.hub.membership.ShownAttribute;
import dev.rtcrooms.message.Granted;
import dev.rtcrooms.spi.Admission;
import dev.rtcrooms.spi.Authenticator;
import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.HandshakeField;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides which user a handshake is from, and whether that user may enter. Any thread. */
public final class AdmissionControl {

  private static final Logger LOG = LoggerFactory.getLogger(AdmissionControl.class);

  private final Authenticator authenticator;
  private final Admission admission;
  private final ShownAttribute memberInfo;
  private final StreamIds streamIds;
  private final Executor executor;
  private final Scheduler scheduler;
  private final Limits limits;
  private final BooleanSupplier closed;

  /**
   * The admission to all rooms of an application.
   *
   * @param closed tells whether the rooms are closed
   */
  public AdmissionControl(
      Authenticator authenticator,
      Admission admission,
      ShownAttribute memberInfo,
      StreamIds streamIds,
      Executor executor,
      Scheduler scheduler,
      Limits limits,
      BooleanSupplier closed) {
    this.authenticator = authenticator;
    this.admission = admission;
    this.memberInfo = memberInfo;
    this.streamIds = streamIds;
    this.executor = executor;
    this.scheduler = scheduler;
    this.limits = limits;
    this.closed = closed;
  }

  /**
   * Authenticates a handshake and asks for admission.
   *
   * @param known called on any thread with the user, as soon as that is known
   * @return completes on any thread, within {@link Limits#answerTimeout}; fails with a {@link
   *     RefusalException} itself, not with one in a {@link
   *     java.util.concurrent.CompletionException}
   */
  public CompletionStage<AdmittedUser> admit(Handshake handshake, Consumer<User> known) {
    CompletableFuture<AdmittedUser> answer = new CompletableFuture<>();
    long now = scheduler.nanoTime();
    FutureTask<Void> attempt =
        new FutureTask<>(() -> admit(handshake, now, known, answer), /* result= */ null);
    Cancellable deadline =
        scheduler.schedule(limits.answerTimeout(), () -> giveUp(attempt, answer));
    answer.minimalCompletionStage().whenComplete((admitted, failure) -> deadline.cancel());
    try {
      executor.execute(attempt);
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(refusal(e));
    }
    return answer;
  }

  /**
   * Asks again about a user that was admitted, who has a fresh token now.
   *
   * @return completes as {@link #admit} does, but never fails
   */
  public CompletionStage<Renewed> renew(AdmittedUser admitted, String token) {
    Handshake handshake = admitted.handshake();
    if (handshake == null) {
      return CompletableFuture.completedStage(
          new Renewed(Refusal.of(Refusal.UNSUPPORTED, "The grants of this client do not expire")));
    }
    return admit(handshake.with(HandshakeField.BEARER, token), user -> {})
        .handle(
            (again, failure) -> {
              if (failure != null) {
                return new Renewed(refusal(failure).refusal());
              } else if (!again.user().id().equals(admitted.user().id())) {
                return new Renewed(
                    Refusal.of(Refusal.NOT_ALLOWED, "This token is of another user"));
              }
              return new Renewed(new Granted(again.role(), again.grants()));
            });
  }

  private void admit(
      Handshake handshake,
      long arrivedAt,
      Consumer<User> known,
      CompletableFuture<AdmittedUser> answer) {
    try {
      User user = authenticate(handshake);
      known.accept(user);
      UUID room = roomId(handshake);
      if (answer.isDone()) {
        return;
      }
      admission
          .admit(user, room, handshake.role())
          .thenApply(decision -> admitted(handshake, arrivedAt, room, user, decision))
          .whenComplete(
              (admitted, failure) -> {
                if (failure == null) {
                  answer.complete(admitted);
                } else if (!answer.isDone()) {
                  answer.completeExceptionally(refusal(failure));
                }
              });
    } catch (RuntimeException | Error e) {
      if (!answer.isDone()) {
        answer.completeExceptionally(refusal(e));
      }
    }
  }

  /** A user that breaks the rules of {@link User} would be refused again at each attempt. */
  private User authenticate(Handshake handshake) {
    try {
      return authenticator.authenticate(handshake);
    } catch (IllegalArgumentException e) {
      LOG.error("The authenticator gave no valid user: {}", e.getMessage());
      throw new RefusalException(Refusal.UNAUTHENTICATED, "This login cannot be used here");
    }
  }

  private AdmittedUser admitted(
      Handshake handshake, long arrivedAt, UUID room, User user, @Nullable Admitted decision) {
    Admitted decided = decision == null ? Grants.none() : decision;
    List<String> forgone = handshake.forgone();
    Grants grants =
        handshake.role().restrict(decided.grants()).without(forgone.toArray(String[]::new));
    if (!grants.allows(Grants.JOIN) || grants.expired(scheduler.now())) {
      throw new RefusalException(Refusal.NOT_ALLOWED, "You may not enter this room");
    }
    Attributes attributes = user.attributes().and(decided.attributes());
    return new AdmittedUser(
        handshake.arrival(),
        arrivedAt,
        room,
        user.withoutAttributes(),
        handshake.role(),
        grants,
        forgone,
        attributes,
        memberInfo.of(attributes).orElse(null),
        handshake.session().orElse(null),
        handshake.resume(),
        grants.expiry().isPresent() ? handshake : null);
  }

  /**
   * Reads the id in the link of a handshake.
   *
   * @throws RefusalException if it is malformed, or was made with another secret
   */
  public UUID roomId(Handshake handshake) {
    String key = handshake.key();
    if (handshake.role() == Role.WATCHER) {
      return streamIds.open(key).orElseThrow(AdmissionControl::noSuchRoom);
    }
    try {
      UUID id = UUID.fromString(key);
      if (id.toString().equals(key.toLowerCase(Locale.ROOT))) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // refused below
    }
    throw new RefusalException(Refusal.MALFORMED_ID, "A room id must be a UUID");
  }

  /** Says that a link leads to no open room. */
  public static RefusalException noSuchRoom() {
    return new RefusalException(Refusal.NO_SUCH_ROOM, "There is no open room at this link");
  }

  /** The deadline has passed: the thread is interrupted, in case it waits for something. */
  private static void giveUp(FutureTask<Void> attempt, CompletableFuture<AdmittedUser> answer) {
    if (answer.completeExceptionally(undecided())) {
      LOG.warn("Authentication or admission gave no answer in time");
      attempt.cancel(true);
    }
  }

  private static RefusalException undecided() {
    return new RefusalException(Refusal.INTERNAL, "The server could not decide who may enter");
  }

  /** What a user is told about a failure, which is logged unless it is a refusal. */
  public RefusalException refusal(Throwable failure) {
    Throwable cause = AsyncCalls.cause(failure);
    if (cause instanceof RefusalException refused) {
      return refused;
    }
    if (closed.getAsBoolean()) {
      LOG.debug("Nobody is admitted, because the rooms are closed", cause);
      return new RefusalException(Refusal.SHUTTING_DOWN, "The server is stopping");
    }
    LOG.error("Authentication or admission failed", cause);
    return undecided();
  }
}
