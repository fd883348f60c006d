package dev.rtcrooms.http;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;

/**
 * The page of a request that failed; as JSON it is a problem of RFC 9457. Immutable, any thread.
 *
 * @param status the response's status code
 * @param code stable, for programs: a {@link Refusal}'s, or {@code not-found}, {@code
 *     method-not-allowed}, {@code too-large}, {@code upgrade-required} or {@code bad-host}
 * @param title the status in words
 * @param detail one sentence for people
 */
public record ProblemPage(int status, String code, String title, String detail) implements Page {

  static final String NOT_FOUND = "not-found";
  static final String METHOD_NOT_ALLOWED = "method-not-allowed";
  static final String UPGRADE_REQUIRED = "upgrade-required";
  static final String BAD_HOST = "bad-host";
  static final String TOO_LARGE = "too-large";

  /** Creates a problem with the text of this class, for clients that must not learn details. */
  static ProblemPage of(String code) {
    return switch (code) {
      case Refusal.MALFORMED_ID -> of(400, code, "Part of this link is missing or wrong.");
      case BAD_HOST -> of(400, code, "The request names no host that this server knows.");
      case Refusal.UNAUTHENTICATED -> of(401, code, "Log in first.");
      case Refusal.NO_SUCH_ROOM -> of(404, code, "No room is open at this link.");
      case NOT_FOUND -> of(404, code, "There is nothing at this address.");
      case METHOD_NOT_ALLOWED -> of(405, code, "This address does not support the method.");
      case TOO_LARGE -> of(413, code, "The content of the request is too long.");
      case UPGRADE_REQUIRED -> of(426, code, "This address is for WebSocket connections only.");
      case Refusal.INTERNAL -> of(500, code, "Something failed on the server.");
      case Refusal.SHUTTING_DOWN -> of(503, code, "The server is stopping. Try again in a moment.");
      case Refusal.UNAVAILABLE -> of(503, code, "The room cannot be found now. Try again soon.");
      case Refusal.TOO_MANY_NEW_ROOMS ->
          of(429, code, "Too many new rooms. Try again in a minute.");
      case Refusal.ROOM_FULL -> of(503, code, "The room is full. Try again later.");
      case Refusal.TOO_MANY_ROOMS -> of(503, code, "Too many rooms are open. Try again later.");
      default -> of(403, code, "You may not enter here.");
    };
  }

  /** Creates a refusal with the text of this class. */
  static RefusalException refusal(String code) {
    return new RefusalException(code, of(code).detail);
  }

  /** Creates a problem with the text of the refusal, except for internal failures. */
  static ProblemPage of(Refusal refusal) {
    ProblemPage plain = of(refusal.code());
    return plain.status == 500 ? plain : of(plain.status, plain.code, refusal.text());
  }

  /**
   * Returns the page for people: it says that the link is broken, without the format of ids that
   * the JSON names.
   */
  ProblemPage forVisitors() {
    return code.equals(Refusal.MALFORMED_ID) ? of(code) : this;
  }

  private static ProblemPage of(int status, String code, String detail) {
    return new ProblemPage(status, code, title(status), detail);
  }

  /** The reason phrases of RFC 9110 §15, and of RFC 6585 §4. */
  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 413 -> "Content Too Large";
      case 426 -> "Upgrade Required";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      case 503 -> "Service Unavailable";
      default -> "Forbidden";
    };
  }
}
