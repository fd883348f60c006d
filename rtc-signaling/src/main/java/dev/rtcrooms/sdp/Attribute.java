package dev.rtcrooms.sdp;

import org.jspecify.annotations.Nullable;

/**
 * An {@code a=} line, {@code a=<name>} or {@code a=<name>:<value>} (RFC 8866 §5.13), understood or
 * not.
 *
 * @param line where it stands, from 1
 * @param name a token; its case matters
 * @param value what follows the colon, byte for byte; null if there is no colon
 */
public record Attribute(int line, String name, @Nullable String value) {

  /** Says which attribute this is, but not its value, which may be a secret or an address. */
  @Override
  public String toString() {
    return "Attribute[" + line + ", a=" + name + "]";
  }
}
