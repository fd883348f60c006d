package dev.rtcrooms.message;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;

/**
 * Renews the grants of a client before they expire: the host's {@link
 * dev.rtcrooms.spi.Authenticator} and {@link dev.rtcrooms.spi.Admission} decide again, about the
 * handshake of the client with this token in it.
 *
 * @param token 1 to 4,096 characters of visible ASCII
 */
public record Refresh(String token) implements Command {

  /** On the wire: {@code refresh}. */
  public static final MessageType<Refresh> TYPE =
      MessageType.of(
          "refresh",
          Refresh.class,
          Refresh::read,
          (refresh, fields) -> fields.text("token", refresh.token()));

  private static final int MAX_TOKEN = 4096;

  /**
   * Checks the token.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public Refresh {
    if (!isToken(token)) {
      throw new IllegalArgumentException("A token is 1 to 4096 visible characters"); // not which
    }
  }

  /**
   * Tells whether a text may be a bearer token.
   *
   * @param text any text
   * @return true for 1 to 4,096 characters of visible ASCII
   */
  public static boolean isToken(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_TOKEN
        && text.chars().allMatch(c -> c > ' ' && c < 127);
  }

  private static Refresh read(FieldReader fields) {
    String token = fields.text("token");
    try {
      return new Refresh(token);
    } catch (IllegalArgumentException e) {
      throw new RefusalException(
          Refusal.ofField(Refusal.BAD_FIELD, "token", "must be 1 to 4096 visible characters"));
    }
  }

  /** Leaves out the token, which is secret. */
  @Override
  public String toString() {
    return "Refresh[]";
  }
}
