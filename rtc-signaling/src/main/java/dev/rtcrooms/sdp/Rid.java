package dev.rtcrooms.sdp;

import dev.rtcrooms.grammar.CharClass;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A named RTP stream and its restrictions (RFC 8851 §4, §10).
 *
 * @param id its name
 * @param sent whether the one who describes it sends it; otherwise it is received
 * @param restrictions as written, such as {@code pt=96;max-width=1280}, or null
 */
public record Rid(String id, boolean sent, @Nullable String restrictions) {

  static Rid read(Cursor value) throws SdpException {
    String id = value.some(CharClass.NAME, "an id");
    value.space();
    boolean sent =
        switch (value.token()) {
          case "send" -> true;
          case "recv" -> false;
          default -> throw value.refusal("is neither send nor recv");
        };
    return new Rid(id, sent, value.skip(' ') ? value.rest() : null);
  }

  /**
   * One restriction.
   *
   * @param name such as {@code max-width}
   * @return its value as written, or empty if there is none of that name with a value
   */
  public Optional<String> restriction(String name) {
    return restrictions == null ? Optional.empty() : Parameters.value(restrictions, name);
  }
}
