package dev.rtcrooms.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user who may not enter; immutable, any thread.
 *
 * @param user the {@link dev.rtcrooms.User#id()}
 * @param name the display name, null if it is not known
 * @param until when the ban ends, null if it ends with the room
 * @param reason for the user, or null
 */
public record Ban(
    String user, @Nullable String name, @Nullable Instant until, @Nullable String reason) {

  /**
   * Tells whether the ban has ended.
   *
   * @param now the time
   * @return true from its end on
   */
  public boolean expired(Instant now) {
    return until != null && !now.isBefore(until);
  }
}
