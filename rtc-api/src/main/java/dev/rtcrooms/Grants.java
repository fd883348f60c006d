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
 * What a client may do, and until when; immutable. Names beside the library's own are the host's: a
 * {@link dev.rtcrooms.message.MessageType} may require them.
 */
public final class Grants {

  /** To be in the room at all. */
  public static final String JOIN = "join";

  /** To say something in the chat. */
  public static final String CHAT = "chat";

  /** To send one's own media. */
  public static final String PUBLISH = "publish";

  /** To receive the media of others. */
  public static final String SUBSCRIBE = "subscribe";

  /** To direct others, where a feature of the host offers it. */
  public static final String MODERATE = "moderate";

  private static final Grants NONE = new Grants(Collections.emptySortedSet(), null);

  private final SortedSet<String> names;
  private final @Nullable Instant expiry;

  private Grants(SortedSet<String> names, @Nullable Instant expiry) {
    this.names = Collections.unmodifiableSortedSet(names);
    this.expiry = expiry;
  }

  /**
   * No grants: who has only these may not enter.
   *
   * @return the empty grants
   */
  public static Grants none() {
    return NONE;
  }

  /**
   * Grants without expiry.
   *
   * @param names the library's or the host's own
   * @return the grants
   */
  public static Grants of(String... names) {
    return new Grants(new TreeSet<>(Arrays.asList(names)), null);
  }

  /**
   * The same grants, until a moment.
   *
   * @param expiry when they end; the client is then disconnected, and may come back to be admitted
   *     anew
   * @return new grants
   */
  public Grants until(Instant expiry) {
    return new Grants(names, expiry);
  }

  /**
   * These and more.
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
   * These but for some.
   *
   * @param fewer names to take away
   * @return grants with the same expiry; these, if none of the names is among them
   */
  public Grants without(String... fewer) {
    TreeSet<String> rest = new TreeSet<>(names);
    Arrays.asList(fewer).forEach(rest::remove);
    return rest.size() == names.size() ? this : new Grants(rest, expiry);
  }

  /**
   * Tells whether something is granted, whatever the time.
   *
   * @param name a grant
   * @return true if it is among these
   */
  public boolean allows(String name) {
    return names.contains(name);
  }

  /**
   * The names of these grants.
   *
   * @return unmodifiable, in alphabetical order
   */
  public Set<String> names() {
    return names;
  }

  /**
   * When these grants end.
   *
   * @return the moment, or empty if they do not
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
