package dev.rtcrooms;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a client may do, and until when; immutable, any thread. A host may use names of its own: a
 * {@link dev.rtcrooms.message.MessageType} can require them.
 */
public final class Grants implements Admitted {

  /** Allows the client to be in the room. */
  public static final String JOIN = "join";

  /** Allows the client to send chat messages. */
  public static final String CHAT = "chat";

  /** Allows the client to send media. */
  public static final String PUBLISH = "publish";

  /** Allows the client to receive media. */
  public static final String SUBSCRIBE = "subscribe";

  /** Allows the client to moderate, by the feature {@code Moderation} or one of the host. */
  public static final String MODERATE = "moderate";

  /** Protects the user from moderators: none can remove, mute or move it. */
  public static final String PROTECTED = "protected";

  private static final Grants NONE = new Grants(Collections.emptySortedSet(), null);

  private final SortedSet<String> names;
  private final @Nullable Instant expiry;

  private Grants(SortedSet<String> names, @Nullable Instant expiry) {
    this.names = Collections.unmodifiableSortedSet(names);
    this.expiry = expiry;
  }

  /**
   * Returns empty grants, with which a user cannot join.
   *
   * @return the empty grants
   */
  public static Grants none() {
    return NONE;
  }

  /**
   * Creates grants without expiry.
   *
   * @param names the library's or the host's own
   * @return the grants
   */
  public static Grants of(String... names) {
    return new Grants(new TreeSet<>(Arrays.asList(names)), null);
  }

  /**
   * Limits these grants in time.
   *
   * @param expiry when they end; the client is then disconnected, and may reconnect to be admitted
   *     again
   * @return new grants
   */
  public Grants until(Instant expiry) {
    return new Grants(names, expiry);
  }

  /**
   * Adds grants.
   *
   * @param more names to add
   * @return new grants with the same expiry
   */
  public Grants with(String... more) {
    TreeSet<String> union = new TreeSet<>(names);
    union.addAll(Arrays.asList(more));
    return new Grants(union, expiry);
  }

  /**
   * Removes grants.
   *
   * @param fewer names to remove
   * @return grants with the same expiry; this object if none of the names is granted
   */
  public Grants without(String... fewer) {
    TreeSet<String> rest = new TreeSet<>(names);
    Arrays.asList(fewer).forEach(rest::remove);
    return rest.size() == names.size() ? this : new Grants(rest, expiry);
  }

  /**
   * Tells whether a grant is present, even if it has expired.
   *
   * @param name a grant
   * @return true if it is present
   */
  public boolean allows(String name) {
    return names.contains(name);
  }

  /**
   * Returns the names of these grants.
   *
   * @return unmodifiable, in alphabetical order
   */
  public Set<String> names() {
    return names;
  }

  /**
   * Returns when these grants end.
   *
   * @return the instant, or empty if they do not end
   */
  public Optional<Instant> expiry() {
    return Optional.ofNullable(expiry);
  }

  /**
   * Tells whether these grants have ended.
   *
   * @param now the time
   * @return true from the expiry on
   */
  public boolean expired(Instant now) {
    return expiry != null && !now.isBefore(expiry);
  }

  @Override
  public Grants grants() {
    return this;
  }

  /** {@return no attributes} */
  @Override
  public Attributes attributes() {
    return Attributes.none();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Grants that
        && names.equals(that.names)
        && expiry().equals(that.expiry());
  }

  @Override
  public int hashCode() {
    return names.hashCode() * 31 + expiry().hashCode();
  }

  @Override
  public String toString() {
    return expiry == null ? names.toString() : names + " until " + expiry;
  }
}
