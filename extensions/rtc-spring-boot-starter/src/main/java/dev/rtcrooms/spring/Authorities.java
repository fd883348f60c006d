package dev.rtcrooms.spring;

import dev.rtcrooms.AttributeKey;
import java.util.List;

/**
 * The authorities that Spring Security has granted a user, as an attribute of the user and its
 * clients; immutable, any thread. They are those of the request that opened the connection.
 *
 * <pre>{@code
 * boolean teaches = client.attribute(Authorities.KEY).filter(a -> a.has("ROLE_TEACHER")).isPresent();
 * }</pre>
 *
 * @param names such as {@code ROLE_ADMIN}, in the order in which Spring Security has them
 */
public record Authorities(List<String> names) {

  /** The attribute that the default login sets for each user whom Spring Security knows. */
  public static final AttributeKey<Authorities> KEY =
      AttributeKey.of("authorities", Authorities.class);

  /** Copies the names. */
  public Authorities {
    names = List.copyOf(names);
  }

  /**
   * Tells whether an authority is among them.
   *
   * @param name with its prefix, such as {@code ROLE_ADMIN}
   * @return whether the user has it
   */
  public boolean has(String name) {
    return names.contains(name);
  }
}
