package dev.rtcrooms.sdp;

import org.jspecify.annotations.Nullable;

/**
 * The direction in which media flows, as seen by the sender of the description (RFC 8866 §6.7); any
 * thread.
 */
public enum Direction {
  /** Both ways; the default. */
  SENDRECV,
  /** From the sender of the description. */
  SENDONLY,
  /** To the sender of the description. */
  RECVONLY,
  /** Neither way. */
  INACTIVE;

  /** Finds the direction of an attribute's name; null if there is none. */
  static @Nullable Direction named(String name) {
    return switch (name) {
      case "sendrecv" -> SENDRECV;
      case "sendonly" -> SENDONLY;
      case "recvonly" -> RECVONLY;
      case "inactive" -> INACTIVE;
      default -> null;
    };
  }

  /**
   * Tells whether the sender of the description sends media.
   *
   * @return true for {@link #SENDRECV} and {@link #SENDONLY}
   */
  public boolean sends() {
    return this == SENDRECV || this == SENDONLY;
  }

  /**
   * Tells whether the sender of the description receives media.
   *
   * @return true for {@link #SENDRECV} and {@link #RECVONLY}
   */
  public boolean receives() {
    return this == SENDRECV || this == RECVONLY;
  }
}
