package dev.rtcrooms;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a command was not executed; the connection continues. Immutable, any thread.
 *
 * @param code stable, for programs: one of the constants here, or the host's own
 * @param text for people: one sentence that names what was wrong, and nothing secret
 * @param fieldName the message's field that was wrong, null if no single one was
 * @param delay how long the client should wait before it tries again, null if that is not known
 */
public record Refusal(
    String code, String text, @Nullable String fieldName, @Nullable Duration delay)
    implements Serializable {

  /** The message is not JSON, is nested too deeply, or is not an object. */
  public static final String MALFORMED = "malformed";

  /** No message has this type. */
  public static final String UNKNOWN_TYPE = "unknown-type";

  /** A required field is missing. */
  public static final String MISSING_FIELD = "missing-field";

  /** A field has a value of the wrong kind, or outside its limits. */
  public static final String BAD_FIELD = "bad-field";

  /** The room has no feature that handles this command. */
  public static final String UNSUPPORTED = "unsupported";

  /** The client lacks the grant. */
  public static final String NOT_ALLOWED = "not-allowed";

  /** Nobody is logged in. */
  public static final String UNAUTHENTICATED = "unauthenticated";

  /** The client sends faster than {@link Limits#commandsPerSecond()}. */
  public static final String RATE_LIMITED = "rate-limited";

  /** The event could not be recorded and was sent to nobody; the client may try again. */
  public static final String NOT_RECORDED = "not-recorded";

  /** Something failed on the server. */
  public static final String INTERNAL = "internal";

  /** The id in the link is malformed. */
  public static final String MALFORMED_ID = "malformed-id";

  /** No such room is open, or the stream link was made with another secret. */
  public static final String NO_SUCH_ROOM = "no-such-room";

  /** The room limit is reached: {@link Limits#rooms()} are open. */
  public static final String TOO_MANY_ROOMS = "too-many-rooms";

  /** The user, or the network address, opens too many rooms: see {@link Quota}. */
  public static final String TOO_MANY_NEW_ROOMS = "too-many-new-rooms";

  /** The user, or the network address, has too many connections: see {@link Quota}. */
  public static final String TOO_MANY_CONNECTIONS = "too-many-connections";

  /** The user, or the network address, joins too often: see {@link Quota}. */
  public static final String TOO_MANY_JOINS = "too-many-joins";

  /** The server is stopping; a later attempt, or another server, may succeed. */
  public static final String SHUTTING_DOWN = "shutting-down";

  /** Another node of the cluster is the home of the room. */
  public static final String ELSEWHERE = "elsewhere";

  /** The cluster cannot tell which node is the home of the room; a later attempt may succeed. */
  public static final String UNAVAILABLE = "unavailable";

  /** A signal names a peer that this client has no connection to. */
  public static final String NO_SUCH_PEER = "no-such-peer";

  /** The other peer's offer stands, and this one was dropped (W3C perfect negotiation). */
  public static final String GLARE = "glare";

  /** The signal belongs to a negotiation that is over. */
  public static final String STALE = "stale";

  /** The session description must not be relayed. */
  public static final String BAD_SDP = "bad-sdp";

  /** No chat message has this number, or it was deleted. */
  public static final String NO_SUCH_MESSAGE = "no-such-message";

  /** The chat message is another user's, and the client lacks {@link Grants#MODERATE}. */
  public static final String NOT_YOURS = "not-yours";

  /** The room is in slow mode; {@link #retryAfter} tells when the user may send a message again. */
  public static final String SLOW_MODE = "slow-mode";

  /** The chat message has as many reactions as a message may have. */
  public static final String TOO_MANY_REACTIONS = "too-many-reactions";

  /** The limit of publishers or subscribers of the mesh is reached. */
  public static final String ROOM_TOO_LARGE_FOR_MESH = "room-too-large-for-mesh";

  /** The media server has too much to do, so it takes no new media now. */
  public static final String MEDIA_OVERLOADED = "media-overloaded";

  /** Somebody publishes a picture in a codec that this client does not play. */
  public static final String CODEC = "codec";

  /** The user is banned from the room; the text says until when. */
  public static final String BANNED = "banned";

  /** The room is locked: only its users may come back. */
  public static final String ROOM_LOCKED = "room-locked";

  /** The room, or its waiting room, is full. */
  public static final String ROOM_FULL = "room-full";

  /** A moderator did not let the user in, or the user has waited too long. */
  public static final String NOT_LET_IN = "not-let-in";

  /** No such user is in the room, waits, or is banned. */
  public static final String NO_SUCH_USER = "no-such-user";

  /** The host protects the user from moderators, by {@link Grants#PROTECTED}. */
  public static final String PROTECTED = "protected";

  /** A moderator cannot do this to itself. */
  public static final String NOT_YOURSELF = "not-yourself";

  /** The room remembers no more bans. */
  public static final String TOO_MANY_BANS = "too-many-bans";

  /** The client has as many data channels as it may have. */
  public static final String TOO_MANY_CHANNELS = "too-many-channels";

  /**
   * Creates a refusal that is not about a single field.
   *
   * @param code one of the constants, or the host's own
   * @param text one sentence
   * @return the refusal
   */
  public static Refusal of(String code, String text) {
    return new Refusal(code, text, null, null);
  }

  /**
   * Creates a refusal about one field.
   *
   * @param code one of the constants, or the host's own
   * @param field the field's name in the message
   * @param text one sentence
   * @return the refusal
   */
  public static Refusal ofField(String code, String field, String text) {
    return new Refusal(code, text, field, null);
  }

  /**
   * Tells the client when to try again.
   *
   * @param delay from now
   * @return this refusal with the duration
   */
  public Refusal after(Duration delay) {
    return new Refusal(code, text, fieldName, delay);
  }

  /**
   * Returns how long the client should wait before it tries again.
   *
   * @return the duration, or empty if it is not known
   */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(delay);
  }

  /**
   * Returns the field that was wrong.
   *
   * @return its name in the message, or empty if no single one was
   */
  public Optional<String> field() {
    return Optional.ofNullable(fieldName);
  }
}
