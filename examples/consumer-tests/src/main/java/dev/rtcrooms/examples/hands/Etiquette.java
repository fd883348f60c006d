package dev.rtcrooms.examples.hands;

import dev.rtcrooms.User;
import java.util.concurrent.CompletionStage;

/** Says who may raise a hand; stands for a database. Called in a mailbox, so it must not block. */
@FunctionalInterface
public interface Etiquette {

  /**
   * Asks for a user.
   *
   * @param user who would like to speak
   * @return whether it is proper; may complete on any thread
   */
  CompletionStage<Boolean> permits(User user);
}
