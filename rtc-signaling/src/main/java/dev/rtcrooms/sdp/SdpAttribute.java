package dev.rtcrooms.sdp;

import org.jspecify.annotations.Nullable;

/**
 * An {@code a=} line, {@code a=<name>} or {@code a=<name>:<value>} (RFC 8866 §5.13), known or not.
 * Immutable; any thread.
 *
 * @param line the number of its line, from 1
 * @param name the text up to the first colon or space; its case matters
 * @param value the text after the colon, byte for byte; null if no colon follows the name
 */
public record SdpAttribute(int line, String name, @Nullable String value) {

  /** Gives the name, but not the value, which may be a secret or an address. */
  @Override
  public String toString() {
    return "SdpAttribute[" + line + ", a=" + name + "]";
  }
}
