package dev.rtcrooms.sfu.whip;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.http.RoomResponse;
import java.time.Duration;

/** Responses that say what was wrong (RFC 9457); any thread. */
final class Problems {

  /** For clients that may try again soon. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private Problems() {}

  static RoomResponse of(int status, String code, String detail) {
    return RoomResponse.problem(status, code, detail);
  }

  static RoomResponse unknown() {
    return of(404, "no-such-session", "There is no session at this address, or it has ended.");
  }

  static RoomResponse wrongType(String wanted) {
    return of(415, "wrong-type", "The content must be of the type " + wanted + ".");
  }

  static RoomResponse unacceptable(String detail) {
    return of(422, "not-acceptable", detail + ".");
  }

  /** A client may try again after a while. */
  static RoomResponse later(int status, String code, String detail, Duration delay) {
    return of(status, code, detail)
        .with("Retry-After", String.valueOf(Math.max(1, delay.plusMillis(999).toSeconds())));
  }

  static RoomResponse busy(String code, String detail) {
    return later(503, code, detail, SOON);
  }

  /** Why a client did not get in, or must leave. The text of a host's refusal might name a room. */
  static RoomResponse of(CloseReason reason, boolean mayKnow) {
    Duration delay = reason.retryAfter().orElse(SOON);
    return switch (reason.code()) {
      case 4505 ->
          of(401, Refusal.UNAUTHENTICATED, "Log in first.").with("WWW-Authenticate", "Bearer");
      case 4506 -> of(404, Refusal.NO_SUCH_ROOM, "No room is open at this address.");
      case 4006 ->
          later(429, Refusal.TOO_MANY_CONNECTIONS, "There are too many connections.", delay);
      case 4007 -> later(429, Refusal.TOO_MANY_JOINS, "There are too many attempts.", delay);
      case 4002 -> later(503, Refusal.SHUTTING_DOWN, "The server is stopping.", delay);
      case 4004 -> later(503, Refusal.TOO_MANY_ROOMS, "Too many rooms are open.", delay);
      case 4005 -> later(503, "busy", "The server has too much to do.", delay);
      case 4008 -> later(503, Refusal.UNAVAILABLE, "The room cannot be found now.", delay);
      case 4503 -> later(503, Refusal.ROOM_FULL, "The room is full.", delay);
      case 4509 -> of(403, Refusal.BANNED, "The user is banned.");
      case 4510 -> of(403, Refusal.ROOM_LOCKED, "The room is locked.");
      case 4511 -> of(403, Refusal.NOT_LET_IN, "The user was not let in.");
      case 4512, 4513 -> of(409, "connected-elsewhere", "The user is connected already.");
      case 1011 -> of(500, Refusal.INTERNAL, "Something failed on the server.");
      default -> of(403, Refusal.NOT_ALLOWED, mayKnow ? reason.text() : "You may not enter here.");
    };
  }

  /** Why a command of a client was refused. */
  static RoomResponse of(Refusal refusal) {
    return switch (refusal.code()) {
      case Refusal.BAD_SDP -> of(400, refusal.code(), refusal.text());
      case Refusal.ROOM_TOO_LARGE_FOR_MESH, Refusal.MEDIA_OVERLOADED ->
          later(503, refusal.code(), refusal.text(), refusal.retryAfter().orElse(SOON));
      case Refusal.RATE_LIMITED ->
          later(429, refusal.code(), refusal.text(), refusal.retryAfter().orElse(SOON));
      case Refusal.INTERNAL -> of(500, refusal.code(), "Something failed on the server.");
      default -> of(403, refusal.code(), refusal.text());
    };
  }
}
