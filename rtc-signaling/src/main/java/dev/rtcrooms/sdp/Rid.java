package dev.rtcrooms.sdp;

import dev.rtcrooms.grammar.CharClass;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A named RTP stream and its restrictions (RFC 8851 §4, §10). Immutable; any thread.
 *
 * @param id its name
 * @param sent true if the sender of the description sends it, false if it receives it
 * @param restrictions as written, such as {@code pt=96;max-width=1280}, or null
 */
public record Rid(String id, boolean sent, @Nullable String restrictions) {

  static Rid read(Cursor value) throws SdpException {
    String id = value.some(CharClass.NAME, "an id");
    value.space();
    boolean sent = isSent(value);
    return new Rid(id, sent, value.skip(' ') ? value.rest() : null);
  }

  /** Reads {@code send} or {@code recv}. */
  static boolean isSent(Cursor value) throws SdpException {
    return switch (value.token()) {
      case "send" -> true;
      case "recv" -> false;
      default -> throw value.refusal("is neither send nor recv");
    };
  }

  /**
   * Finds a restriction.
   *
   * @param name such as {@code max-width}
   * @return its value as written, or empty if there is no such restriction with a value
   */
  public Optional<String> restriction(String name) {
    return restrictions == null ? Optional.empty() : Parameters.value(restrictions, name);
  }
}
