package dev.rtcrooms;

import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers a command that was not carried out; the connection goes on. Immutable.
 *
 * @param code stable, for programs: one of the constants here, or the host's own
 * @param text for people: one sentence that names what was wrong, and nothing secret
 * @param fieldName the message's field that was wrong, null if no single one was
 */
public record Refusal(String code, String text, @Nullable String fieldName)
    implements Serializable {

  /** The message is not JSON, is nested too deeply, or is not an object. */
  public static final String MALFORMED = "malformed";

  /** No message has this type. */
  public static final String UNKNOWN_TYPE = "unknown-type";

  /** A required field is missing. */
  public static final String MISSING_FIELD = "missing-field";

  /** A field has the wrong kind of value, or one out of its bounds. */
  public static final String BAD_FIELD = "bad-field";

  /** The room has no feature that handles this command. */
  public static final String UNSUPPORTED = "unsupported";

  /** The client lacks the grant. */
  public static final String NOT_ALLOWED = "not-allowed";

  /** Nobody is logged in. */
  public static final String UNAUTHENTICATED = "unauthenticated";

  /** The client sends faster than {@link Limits#commandsPerSecond()}. */
  public static final String RATE_LIMITED = "rate-limited";

  /** The event could not be recorded; nobody heard it, and the client may try again. */
  public static final String NOT_RECORDED = "not-recorded";

  /** Something failed on the server. */
  public static final String INTERNAL = "internal";

  /** The id in the link is not one. */
  public static final String MALFORMED_ID = "malformed-id";

  /** No such room is open, or the stream link was not made here. */
  public static final String NO_SUCH_ROOM = "no-such-room";

  /** {@link Limits#rooms()} are open already. */
  public static final String TOO_MANY_ROOMS = "too-many-rooms";

  /** The server is stopping; another, or the same one later, will take the visitor. */
  public static final String SHUTTING_DOWN = "shutting-down";

  /** A signal names a peer that this client has no connection to. */
  public static final String NO_SUCH_PEER = "no-such-peer";

  /** The other peer's offer stands, and this one was dropped (W3C perfect negotiation). */
  public static final String GLARE = "glare";

  /** The signal belongs to a negotiation that is over. */
  public static final String STALE = "stale";

  /** The session description is not one that may be relayed. */
  public static final String BAD_SDP = "bad-sdp";

  /** The mesh has as many publishers or subscribers as it can carry. */
  public static final String ROOM_TOO_LARGE_FOR_MESH = "room-too-large-for-mesh";

  /**
   * A refusal that no single field is to blame for.
   *
   * @param code one of the constants, or the host's own
   * @param text one sentence
   * @return the refusal
   */
  public static Refusal of(String code, String text) {
    return new Refusal(code, text, null);
  }

  /**
   * A refusal for one field.
   *
   * @param code one of the constants, or the host's own
   * @param field the field's name in the message
   * @param text one sentence
   * @return the refusal
   */
  public static Refusal ofField(String code, String field, String text) {
    return new Refusal(code, text, field);
  }

  /**
   * The field that was wrong.
   *
   * @return its name in the message, or empty if no single one was
   */
  public Optional<String> field() {
    return Optional.ofNullable(fieldName);
  }
}
