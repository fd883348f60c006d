package dev.rtcrooms.transport;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.message.Command;
import org.jspecify.annotations.Nullable;

/** One message of a frame that a client sent; immutable. */
public sealed interface Inbound {

  /** The longest {@code ref}, in characters. */
  int MAX_REF = 64;

  /**
   * The client's own name for its command, which the answer carries.
   *
   * @return 1 to 64 characters, or null if the client wants no answer
   */
  @Nullable String ref();

  /**
   * A command that could be read.
   *
   * @param ref see {@link #ref()}
   * @param command what the client asks
   */
  record Accepted(@Nullable String ref, Command command) implements Inbound {}

  /**
   * A message that could not be read; its neighbours are not touched by this.
   *
   * @param ref see {@link #ref()}
   * @param refusal what was wrong
   */
  record Rejected(@Nullable String ref, Refusal refusal) implements Inbound {}
}
