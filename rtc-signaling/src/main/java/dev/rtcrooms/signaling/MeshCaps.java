package dev.rtcrooms.signaling;

/**
 * The limits of a mesh, in which each publisher sends to every receiver. Immutable; any thread.
 *
 * @param publishers the most publishers at a time; each receives from all others
 * @param subscribers the most other receivers at a time; each publisher sends a copy to each
 */
public record MeshCaps(int publishers, int subscribers) {

  /** 8 publishers and 32 subscribers. */
  public static final MeshCaps DEFAULT = new MeshCaps(8, 32);

  /**
   * Checks both numbers.
   *
   * @throws IllegalArgumentException if there is no publisher, or a negative number of subscribers
   */
  public MeshCaps {
    if (publishers < 1 || subscribers < 0) {
      throw new IllegalArgumentException("MeshCaps needs at least 1 publisher and 0 subscribers");
    }
  }
}
