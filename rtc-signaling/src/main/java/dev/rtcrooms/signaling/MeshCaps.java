package dev.rtcrooms.signaling;

/**
 * How large a mesh may grow, in which each publisher sends to every other client; immutable.
 *
 * @param publishers how many may publish at once; each receives from all others
 * @param subscribers how many others may receive at once; each publisher sends that many copies
 */
public record MeshCaps(int publishers, int subscribers) {

  /** 8 publishers and 32 subscribers. */
  public static final MeshCaps DEFAULT = new MeshCaps(8, 32);

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if there is no publisher, or a negative number of subscribers
   */
  public MeshCaps {
    if (publishers < 1 || subscribers < 0) {
      throw new IllegalArgumentException("A mesh has a publisher, and none or more subscribers");
    }
  }
}
