package dev.rtcrooms;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * A person or program that the host knows; immutable, any thread. One user may have many {@link
 * Client}s.
 *
 * @param id the host's id for the user, 1 to 128 characters; other clients of a room see it
 * @param name the name that other clients see, 1 to 64 characters
 * @param attributes the attributes that the host's login found; features read them by {@link
 *     Client#attribute}, and other clients do not see them
 */
public record User(String id, String name, Attributes attributes) {

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
   * A user without attributes.
   *
   * @param id 1 to 128 characters
   * @param name 1 to 64 characters
   */
  public User(String id, String name) {
    this(id, name, Attributes.none());
  }

  /**
   * Adds an attribute, replaces it, or removes it.
   *
   * @param key the attribute
   * @param value its value, or null to remove it
   * @param <T> the type of the value
   * @return the same user with changed attributes
   * @throws IllegalArgumentException if another key of the same name is present
   */
  public <T> User with(AttributeKey<T> key, @Nullable T value) {
    return new User(id, name, attributes.with(key, value));
  }

  /** {@return the same user without attributes, as other clients see it} */
  public User withoutAttributes() {
    return attributes.equals(Attributes.none()) ? this : new User(id, name);
  }

  /**
   * Creates a user whose name is its id.
   *
   * @param id 1 to 128 characters; the name is its first 64
   * @return the user @throws IllegalArgumentException if the id is blank or too long
   */
  public static User of(String id) {
    return of(id, id);
  }

  /**
   * Creates a user.
   *
   * @param id 1 to 128 characters
   * @param name at least 1 character; a longer name than {@link #MAX_NAME} is cut between code
   *     points
   * @return the user
   * @throws IllegalArgumentException if the id is blank or too long, or the name is blank
   */
  public static User of(String id, String name) {
    return new User(id, beginning(name));
  }

  private static String beginning(String name) {
    if (name.length() <= MAX_NAME) {
      return name;
    }
    boolean splitsPair = Character.isHighSurrogate(name.charAt(MAX_NAME - 1));
    return name.substring(0, splitsPair ? MAX_NAME - 1 : MAX_NAME);
  }

  /**
   * Creates the user that the host's container has authenticated.
   *
   * @param principal the container's principal, null if nobody is logged in
   * @return the user of that name
   * @throws RefusalException with {@link Refusal#UNAUTHENTICATED} if there is no principal
   * @throws IllegalArgumentException if the principal's name is blank or over 128 characters
   */
  public static User of(@Nullable Principal principal) {
    if (principal == null || principal.getName() == null) {
      throw new RefusalException(Refusal.of(Refusal.UNAUTHENTICATED, "Log in first"));
    }
    return of(principal.getName());
  }
}
