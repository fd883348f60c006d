package dev.rtcrooms;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The result of {@link Feature#handle} and {@link Feature#asked}; immutable, any thread. */
public final class Result {

  /** The feature does not handle this command; the next feature is called. */
  public static final Result UNHANDLED = new Result(null, null, null);

  /**
   * The command was executed. If it has a {@code ref}, it is answered now. If the feature broadcast
   * recorded events while it handled the command, the answer follows once they are stored.
   */
  public static final Result DONE = new Result(null, null, null);

  private final @Nullable Record data;
  private final @Nullable CompletionStage<?> stage;
  private final @Nullable Function<@Nullable Object, Result> next;

  private Result(
      @Nullable Record data,
      @Nullable CompletionStage<?> stage,
      @Nullable Function<@Nullable Object, Result> next) {
    this.data = data;
    this.stage = stage;
    this.next = next;
  }

  /**
   * The command was executed, as with {@link #DONE}, and the reply carries data. A retry of the
   * command gets the same data, unless the room was closed in between.
   *
   * @param data of the class that the command's type declares with {@link
   *     dev.rtcrooms.message.MessageType#withReply}; otherwise the command is refused with {@link
   *     Refusal#INTERNAL}
   * @return the result
   */
  public static Result reply(Record data) {
    return new Result(data, null, null);
  }

  /**
   * The command is answered when a stage completes. If the command's type declares {@linkplain
   * dev.rtcrooms.message.MessageType#withReply reply data}, the stage's value is that data, or null
   * for none; otherwise the value is ignored. If the stage fails with a {@link RefusalException},
   * the command is refused with it. If it fails otherwise or takes longer than {@link
   * Limits#answerTimeout()}, the command is refused with {@link Refusal#INTERNAL}.
   *
   * @param stage may complete on any thread
   * @return the result
   */
  public static Result later(CompletionStage<?> stage) {
    return new Result(null, stage, null);
  }

  /**
   * The command continues when a stage completes: a function is then called in the room's mailbox
   * and decides how the command is answered. Its events and its reply belong to the command, as if
   * {@link Feature#handle} had not returned yet: the answer follows the events that it records, and
   * a retry is recognised by them. The client may have left by then.
   *
   * <p>If the stage fails, or takes longer than {@link Limits#answerTimeout()}, the command is
   * refused as with {@link #later}, and the function is not called.
   *
   * @param stage may complete on any thread
   * @param next gets the value of the stage, must not block, and may throw {@link
   *     RefusalException}; its result must not be {@link #UNHANDLED}
   * @param <T> the value of the stage
   * @return the result
   */
  @SuppressWarnings("unchecked") // the stage's values are the function's arguments
  public static <T> Result then(CompletionStage<T> stage, Function<? super T, Result> next) {
    return new Result(null, stage, value -> next.apply((T) value));
  }

  /**
   * Returns the data of the reply.
   *
   * @return the data, or empty if there is none or it comes later
   */
  public Optional<Record> data() {
    return Optional.ofNullable(data);
  }

  /**
   * Returns the stage whose completion the answer waits for.
   *
   * @return the stage, or empty if the command is answered at once
   */
  public Optional<CompletionStage<?>> stage() {
    return Optional.ofNullable(stage);
  }

  /**
   * Returns the function that continues the command.
   *
   * @return the function, or empty if the value of the {@link #stage} is the answer
   */
  public Optional<Function<@Nullable Object, Result>> next() {
    return Optional.ofNullable(next);
  }
}
