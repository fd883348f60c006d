package dev.rtcrooms.sdp;

import org.jspecify.annotations.Nullable;

/**
 * An RTP header extension and its local number (RFC 8285 §5, §8). Immutable; any thread.
 *
 * @param id its number in this session
 * @param direction the direction in which it is used, or null for both
 * @param uri its name
 * @param attributes the extension's own attributes, or null
 */
public record HeaderExtension(
    int id, @Nullable Direction direction, String uri, @Nullable String attributes) {

  /** {@code 1*5DIGIT}. */
  private static final int MAX_ID = 99_999;

  static HeaderExtension read(Cursor value) throws SdpException {
    int id = value.number(MAX_ID);
    Direction direction = value.skip('/') ? direction(value) : null;
    value.space();
    String uri = value.word();
    return new HeaderExtension(id, direction, uri, value.skip(' ') ? value.rest() : null);
  }

  private static Direction direction(Cursor value) throws SdpException {
    Direction direction = Direction.named(value.token());
    if (direction == null) {
      throw value.refusal("has an unknown direction");
    }
    return direction;
  }
}
