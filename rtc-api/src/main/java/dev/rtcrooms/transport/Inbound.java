package dev.rtcrooms.transport;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.message.Command;
import org.jspecify.annotations.Nullable;

/** One message of a frame from a client; immutable, any thread. */
public sealed interface Inbound {

  /** The longest {@code ref}, in characters. */
  int MAX_REF = 64;

  /**
   * Returns the client's own name for its command, which the answer repeats.
   *
   * @return 1 to 64 characters, or null if the client wants no answer
   */
  @Nullable String ref();

  /**
   * A command that could be read.
   *
   * @param ref see {@link #ref()}
   * @param command the command
   */
  record Accepted(@Nullable String ref, Command command) implements Inbound {}

  /**
   * A message that could not be read; it does not affect the other messages of the frame.
   *
   * @param ref see {@link #ref()}
   * @param refusal what was wrong
   */
  record Rejected(@Nullable String ref, Refusal refusal) implements Inbound {}
}
