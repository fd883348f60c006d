package dev.rtcrooms.hub.chat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Decides about the text of each message, edit and direct message of a client before anybody
 * receives it: changes it, refuses it, or takes time for it. {@link ChatOptions#filter} sets it.
 *
 * <p>Called in the room's mailbox, so it must not block; its stage may complete on any thread. The
 * texts of one user pass one after the other, in their order. A text that takes longer than {@link
 * dev.rtcrooms.Limits#answerTimeout()}, from its arrival, is refused with {@link
 * dev.rtcrooms.Refusal#INTERNAL}, and the next one follows. At most {@value #MAX_WAITING} texts of
 * a user wait; more are refused with {@link dev.rtcrooms.Refusal#RATE_LIMITED}.
 */
@FunctionalInterface
public interface ChatFilter {

  /** How many texts of one user wait, at most. */
  int MAX_WAITING = 64;

  /**
   * Decides about a text.
   *
   * @param draft the text and what it is for
   * @return completes with the text to send, within the limits of a message; fails with a {@link
   *     dev.rtcrooms.RefusalException} to refuse the command. Any other failure refuses it with
   *     {@link dev.rtcrooms.Refusal#INTERNAL}
   */
  CompletionStage<String> filter(ChatDraft draft);

  /**
   * Creates a filter that decides at once.
   *
   * @param decision returns the text to send, or throws a {@link dev.rtcrooms.RefusalException}
   * @return the filter
   */
  static ChatFilter of(Function<? super ChatDraft, String> decision) {
    return draft -> CompletableFuture.completedStage(decision.apply(draft));
  }
}
