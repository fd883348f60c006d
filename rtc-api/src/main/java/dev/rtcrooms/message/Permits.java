package dev.rtcrooms.message;

import java.util.List;

/**
 * The grants that moderators gave a user or took from it; immutable, any thread.
 *
 * @param user the {@link dev.rtcrooms.User#id()}
 * @param given what the user has beyond its admission
 * @param taken what the user does not have, whatever its admission says
 */
public record Permits(String user, List<String> given, List<String> taken) {

  /** Copies the lists. */
  public Permits {
    given = List.copyOf(given);
    taken = List.copyOf(taken);
  }
}
