package dev.rtcrooms;

import org.jspecify.annotations.Nullable;

/**
 * What an {@link dev.rtcrooms.spi.Admission} decided: {@link Grants}, alone or with attributes for
 * the client; immutable, any thread.
 *
 * <pre>{@code
 * return role.defaultGrants().with(Grants.MODERATE).with(TITLE, "Teacher");
 * }</pre>
 */
public sealed interface Admitted permits Grants, AdmittedWithAttributes {

  /** {@return what the client may do} */
  Grants grants();

  /** {@return what admission found about the client; it replaces attributes of the user} */
  Attributes attributes();

  /**
   * Adds an attribute, replaces it, or removes it.
   *
   * @param key the attribute
   * @param value its value, or null to remove it
   * @param <T> the type of the value
   * @return the same grants with changed attributes
   * @throws IllegalArgumentException if another key of the same name is present
   */
  default <T> Admitted with(AttributeKey<T> key, @Nullable T value) {
    return new AdmittedWithAttributes(grants(), attributes().with(key, value));
  }
}
