package dev.rtcrooms.sdp;

/**
 * An attribute that this package understands; {@link AttributeSyntax} reads what follows its colon.
 *
 * @param <T> what is made of its value
 * @param name as it stands before the colon
 * @param slot under which its values are found: its name, or one that it shares with others
 * @param level where it has a meaning; elsewhere it is an attribute like any unknown one
 * @param once whether a section may have it only once: of two, two readers might take either
 */
record AttributeType<T>(String name, String slot, Level level, boolean once) {

  enum Level {
    SESSION,
    MEDIA,
    BOTH;

    boolean isIn(boolean media) {
      return this == BOTH || (this == MEDIA) == media;
    }
  }

  static <T> AttributeType<T> any(String name, Level level) {
    return new AttributeType<>(name, name, level, false);
  }

  static <T> AttributeType<T> once(String name, Level level) {
    return new AttributeType<>(name, name, level, true);
  }

  /** Another name for the same slot. */
  AttributeType<T> or(String name) {
    return new AttributeType<>(name, slot, level, once);
  }

  Object read(Cursor cursor) throws SdpException {
    Cursor value = cursor.as(name);
    Object read = AttributeSyntax.read(name, value);
    value.finish();
    return read;
  }
}
