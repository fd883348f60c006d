package dev.rtcrooms;

import org.jspecify.annotations.Nullable;

/**
 * The result of an {@link dev.rtcrooms.spi.Admission}: {@link Grants}, optionally with attributes
 * of the client; immutable, any thread.
 *
 * <pre>{@code
 * return role.defaultGrants().with(Grants.MODERATE).with(TITLE, "Teacher");
 * }</pre>
 */
public sealed interface Admitted permits Grants, AdmittedWithAttributes {

  /** {@return the grants of the client} */
  Grants grants();

  /**
   * {@return the attributes that the admission adds; each replaces an attribute of the user with
   * the same key}
   */
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
