package dev.rtcrooms;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a {@link Feature} made of a command; immutable. */
public final class Handled {

  /** Not this feature's command. */
  public static final Handled NO = new Handled(null);

  /**
   * Done. If the command carries a {@code ref} it is answered now, or, when the feature broadcast
   * recorded events while it handled the command, once those are recorded.
   */
  public static final Handled YES = new Handled(null);

  private final @Nullable CompletionStage<?> stage;

  private Handled(@Nullable CompletionStage<?> stage) {
    this.stage = stage;
  }

  /**
   * Not done yet: the command is answered when the stage completes, and refused when it fails with
   * a {@link RefusalException}, or, with {@link Refusal#INTERNAL}, when it fails otherwise or takes
   * longer than {@link Limits#answerTimeout()}.
   *
   * @param stage may complete on any thread
   * @return the answer to come
   */
  public static Handled when(CompletionStage<?> stage) {
    return new Handled(stage);
  }

  /**
   * What the answer waits for.
   *
   * @return the stage, or empty for {@link #NO} and {@link #YES}
   */
  public Optional<CompletionStage<?>> stage() {
    return Optional.ofNullable(stage);
  }
}
