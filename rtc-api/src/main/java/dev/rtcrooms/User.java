package dev.rtcrooms;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * A person or program that the host knows; immutable. One user may have many {@link Client}s.
 *
 * @param id the host's id for the user, 1 to 128 characters; other clients of a room see it
 * @param name how others see the user called, 1 to 64 characters
 */
public record User(String id, String name) {

  /** The longest id, in characters. */
  public static final int MAX_ID = 128;

  /** The longest name, in characters. */
  public static final int MAX_NAME = 64;

  /**
   * Checks both lengths.
   *
   * @throws IllegalArgumentException if id or name is blank or too long
   */
  public User {
    if (id.isBlank() || id.length() > MAX_ID) {
      throw new IllegalArgumentException("A user's id has 1 to " + MAX_ID + " characters");
    }
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException("A user's name has 1 to " + MAX_NAME + " characters");
    }
  }

  /**
   * A user that is called by its id.
   *
   * @param id 1 to 128 characters; a name is made of the first 64
   * @return the user
   */
  public static User of(String id) {
    return new User(id, id.length() > MAX_NAME ? id.substring(0, MAX_NAME) : id);
  }

  /**
   * A user with a name of its own.
   *
   * @param id 1 to 128 characters
   * @param name 1 to 64 characters
   * @return the user
   */
  public static User of(String id, String name) {
    return new User(id, name);
  }

  /**
   * The user that the host's container has authenticated.
   *
   * @param principal what the container says, null if nobody is logged in
   * @return the user of that name
   * @throws RefusalException with {@link Refusal#UNAUTHENTICATED} if there is no principal
   */
  public static User of(@Nullable Principal principal) {
    if (principal == null || principal.getName() == null) {
      throw new RefusalException(Refusal.of(Refusal.UNAUTHENTICATED, "Log in first"));
    }
    return of(principal.getName());
  }
}
