package dev.rtcrooms.hub.membership;

import dev.rtcrooms.Grants;

/** What a change of grants means for grants in another role; any thread. */
public final class GrantDifference {

  private GrantDifference() {}

  /**
   * Changes grants as others were changed.
   *
   * @param grants what changes
   * @param before the others before their change
   * @param after the others after it
   * @return the grants without those that the change took away, with those that it gave, and with
   *     its expiry
   */
  public static Grants apply(Grants grants, Grants before, Grants after) {
    Grants changed = grants.without(missing(before, after)).with(missing(after, before));
    return after
        .expiry()
        .map(changed::until)
        .orElseGet(() -> Grants.of(changed.names().toArray(String[]::new)));
  }

  /** The names that some grants have and others have not. */
  private static String[] missing(Grants some, Grants others) {
    return some.names().stream().filter(name -> !others.allows(name)).toArray(String[]::new);
  }
}
