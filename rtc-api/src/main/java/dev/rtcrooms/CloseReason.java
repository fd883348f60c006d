package dev.rtcrooms;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a connection ended, as in a WebSocket close frame (RFC 6455 §7.4); immutable, any thread.
 * Codes from 4000 to 4499 mean "reconnect and resume", codes from 4500 to 4999 "do not".
 *
 * @param code 1000 to 4999
 * @param text at most 123 bytes in UTF-8 (RFC 6455 §5.5); longer text is cut
 */
public record CloseReason(int code, String text) {

  /** The client closed the connection. */
  public static final CloseReason LEFT = new CloseReason(1000, "left");

  /**
   * The client's page is being closed or loaded again. Browsers send this (RFC 6455 §7.4.1), so the
   * client may be back in a moment.
   */
  public static final CloseReason GOING_AWAY = new CloseReason(1001, "going away");

  /** The connection ended without a close frame; never sent (RFC 6455 §7.4.1). */
  public static final CloseReason LOST = new CloseReason(1006, "connection lost");

  /** The client sent a binary frame; this protocol uses text frames. */
  public static final CloseReason NOT_TEXT = new CloseReason(1003, "only text frames");

  /** A frame, a message, or the number of messages in a frame was over its limit. */
  public static final CloseReason TOO_BIG = new CloseReason(1009, "frame over the limit");

  /** Something failed on the server. */
  public static final CloseReason FAILED = new CloseReason(1011, "internal error");

  /** Messages waiting for the client exceeded the limit in bytes or age. */
  public static final CloseReason TOO_SLOW = new CloseReason(4000, "too slow; resume");

  /** The client gave no sign of life. */
  public static final CloseReason NO_HEARTBEAT = new CloseReason(4001, "no heartbeat; resume");

  /** The server is stopping. */
  public static final CloseReason SHUTTING_DOWN = new CloseReason(4002, "server is stopping");

  /** The grants have expired; reconnecting asks for new ones. */
  public static final CloseReason GRANTS_EXPIRED = new CloseReason(4003, "grants expired");

  /** The room limit of the server is reached; a later attempt may succeed. */
  public static final CloseReason TOO_MANY_ROOMS = new CloseReason(4004, "too many rooms");

  /** The rooms have too much to handle; a later attempt may succeed. */
  public static final CloseReason BUSY = new CloseReason(4005, "server busy; resume");

  /** The user, or the network address, has as many connections as it may have. */
  public static final CloseReason TOO_MANY_CONNECTIONS =
      new CloseReason(4006, "too many connections");

  /** The user, or the network address, joins too often; a later attempt may succeed. */
  public static final CloseReason TOO_MANY_JOINS = new CloseReason(4007, "too many joins");

  /**
   * The room is not here, or not any more: another node of the cluster is its home, or will be. The
   * client resumes there.
   */
  public static final CloseReason MOVED = new CloseReason(4008, "moved; resume");

  /** The host closed the room. */
  public static final CloseReason ROOM_CLOSED = new CloseReason(4500, "room closed");

  /** The host removed the client. */
  public static final CloseReason REMOVED = new CloseReason(4501, "removed");

  /** The same session has connected again. */
  public static final CloseReason REPLACED =
      new CloseReason(4502, "replaced by a newer connection");

  /** The client limit of the room is reached. */
  public static final CloseReason ROOM_FULL = new CloseReason(4503, "room full");

  /** The host's admission refused the user. */
  public static final CloseReason NOT_ALLOWED = new CloseReason(4504, "not allowed");

  /** Nobody is logged in. */
  public static final CloseReason UNAUTHENTICATED = new CloseReason(4505, "unauthenticated");

  /** There is no room at this link. */
  public static final CloseReason NO_SUCH_ROOM = new CloseReason(4506, "no such room");

  /** The client continued to send above its rate limit. */
  public static final CloseReason FLOODING = new CloseReason(4507, "too many messages");

  /** The connection does not speak this protocol. */
  public static final CloseReason WRONG_PROTOCOL = new CloseReason(4508, "unknown subprotocol");

  /** The user is banned from the room; the text sent says until when. */
  public static final CloseReason BANNED = new CloseReason(4509, "banned");

  /** The room is locked. */
  public static final CloseReason ROOM_LOCKED = new CloseReason(4510, "room locked");

  /** A moderator did not let the user in, or the user has waited too long. */
  public static final CloseReason NOT_LET_IN = new CloseReason(4511, "not let in");

  /** The user has connected elsewhere; see {@link UserConnections#NEWEST}. */
  public static final CloseReason CONNECTED_ELSEWHERE =
      new CloseReason(4512, "connected elsewhere");

  /** The user is connected already; see {@link UserConnections#FIRST}. */
  public static final CloseReason ALREADY_CONNECTED = new CloseReason(4513, "already connected");

  private static final Pattern RETRY_AFTER = Pattern.compile("come back in (\\d{1,9}) ms");
  private static final long LONGEST_WAIT = 999_999_999; // milliseconds, about eleven days

  private static final int NO_STATUS = 1005;
  private static final int MAX_BYTES = 123;

  /**
   * Cuts the text to what fits a close frame, on a code point's boundary.
   *
   * @throws IllegalArgumentException if the code is not from 1000 to 4999
   */
  public CloseReason {
    if (code < 1000 || code > 4999) {
      throw new IllegalArgumentException("A close code is from 1000 to 4999, not " + code);
    }
    text = beginning(text, MAX_BYTES);
  }

  private static String beginning(String text, int bytes) {
    String fitting = text;
    while (fitting.getBytes(StandardCharsets.UTF_8).length > bytes) {
      fitting = fitting.substring(0, fitting.offsetByCodePoints(fitting.length(), -1));
    }
    return fitting;
  }

  /**
   * Tells whether the client should reconnect and resume.
   *
   * @return true for 4000 to 4499 and for 1001, 1006, 1011, 1012 and 1013
   */
  public boolean shouldReconnect() {
    return switch (code) {
      case 1001, 1006, 1011, 1012, 1013 -> true;
      default -> code >= 4000 && code < 4500;
    };
  }

  /**
   * Returns the reason that ends a connection whose user was refused.
   *
   * @param refusal why the user may not enter
   * @return {@link #NOT_ALLOWED} with the text of the refusal, unless its code has a reason of its
   *     own
   */
  public static CloseReason of(Refusal refusal) {
    return switch (refusal.code()) {
      case Refusal.UNAUTHENTICATED -> UNAUTHENTICATED;
      case Refusal.MALFORMED_ID, Refusal.NO_SUCH_ROOM -> NO_SUCH_ROOM;
      case Refusal.TOO_MANY_ROOMS, Refusal.TOO_MANY_NEW_ROOMS -> TOO_MANY_ROOMS;
      case Refusal.TOO_MANY_CONNECTIONS -> TOO_MANY_CONNECTIONS;
      case Refusal.TOO_MANY_JOINS -> TOO_MANY_JOINS;
      case Refusal.SHUTTING_DOWN -> SHUTTING_DOWN;
      case Refusal.ELSEWHERE, Refusal.UNAVAILABLE -> MOVED;
      case Refusal.INTERNAL -> FAILED;
      case Refusal.ROOM_FULL -> ROOM_FULL;
      case Refusal.ROOM_LOCKED -> ROOM_LOCKED;
      case Refusal.BANNED -> new CloseReason(BANNED.code, refusal.text());
      case Refusal.NOT_LET_IN -> new CloseReason(NOT_LET_IN.code, refusal.text());
      default -> new CloseReason(NOT_ALLOWED.code, refusal.text());
    };
  }

  /**
   * Adds to the text how long the client should wait before it reconnects. The browser client does
   * so, and adds some jitter.
   *
   * @param delay zero or more; in the text in whole milliseconds
   * @return a reason with the same code
   * @throws IllegalArgumentException if the delay is negative
   */
  public CloseReason withRetryAfter(Duration delay) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("The delay must not be negative");
    }
    long millis = Math.min(LONGEST_WAIT, delay.toMillis());
    String addition = "; come back in " + millis + " ms";
    return new CloseReason(code, beginning(text, MAX_BYTES - addition.length()) + addition);
  }

  /**
   * Reads how long the client should wait before it reconnects.
   *
   * @return the delay in {@link #text}, or empty if it says nothing about that
   */
  public Optional<Duration> retryAfter() {
    Matcher found = RETRY_AFTER.matcher(text);
    return found.find()
        ? Optional.of(Duration.ofMillis(Long.parseLong(found.group(1))))
        : Optional.empty();
  }

  /**
   * Interprets the close frame of a client.
   *
   * @param code the frame's code; 1005 if it carries no code (RFC 6455 §7.4.1)
   * @return {@link #LEFT} for 1000 and for no code, {@link #GOING_AWAY} for 1001, and {@link #LOST}
   *     for all others
   */
  public static CloseReason received(int code) {
    if (code == LEFT.code || code == NO_STATUS) {
      return LEFT;
    }
    return code == GOING_AWAY.code ? GOING_AWAY : LOST;
  }

  /**
   * Tells whether a close frame may carry a code: those that RFC 6455 §7.4 and the IANA registry
   * define for frames, and 3000 to 4999.
   *
   * @param code of any value
   * @return false for codes that only describe a connection locally, such as 1005 and 1006
   */
  public static boolean isSendable(int code) {
    return (code >= 1000 && code <= 1003)
        || (code >= 1007 && code <= 1014)
        || (code >= 3000 && code <= 4999);
  }

  /**
   * Returns the code for a close frame. A code that must not be sent means that the connection
   * failed, so the frame tells the client to reconnect.
   *
   * @return {@link #code}, or that of {@link #FAILED} if it is not sendable
   */
  public int sendableCode() {
    return isSendable(code) ? code : FAILED.code;
  }
}
