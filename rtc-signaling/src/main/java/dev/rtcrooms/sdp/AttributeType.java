package dev.rtcrooms.sdp;

/**
 * An attribute that this package understands; any thread. {@link AttributeGrammar} reads its value.
 *
 * @param <T> the class of its values
 * @param name the name before the colon
 * @param slot the key under which its values are found: its name, or one that it shares with others
 * @param level where it has a meaning; elsewhere it counts as an unknown attribute
 * @param reading how strictly its value is read
 */
record AttributeType<T>(String name, String slot, Level level, Reading reading) {

  enum Level {
    SESSION,
    MEDIA,
    BOTH;

    boolean isIn(boolean media) {
      return this == BOTH || (this == MEDIA) == media;
    }
  }

  enum Reading {
    /** A decision depends on the value: a malformed one makes the description malformed. */
    STRICT,
    /**
     * No decision depends on the value, so the peer judges it: a malformed one is relayed and left
     * out of the views. Spaces at the end are ignored, as by browsers.
     */
    LENIENT,
    /** It has no value; whatever follows the name is ignored, as by browsers. */
    FLAG
  }

  static <T> AttributeType<T> strict(String name, Level level) {
    return new AttributeType<>(name, name, level, Reading.STRICT);
  }

  static <T> AttributeType<T> lenient(String name, Level level) {
    return new AttributeType<>(name, name, level, Reading.LENIENT);
  }

  static <T> AttributeType<T> flag(String name, Level level) {
    return new AttributeType<>(name, name, level, Reading.FLAG);
  }

  /** Another name for the same slot. */
  AttributeType<T> or(String name) {
    return new AttributeType<>(name, slot, level, reading);
  }

  /** Reads the rest of the line, which begins after the name's colon if there is one. */
  Object read(Cursor line) throws SdpException {
    if (reading == Reading.FLAG) {
      return AttributeGrammar.flag(name);
    }
    Cursor value = reading == Reading.STRICT ? line.as(name) : line.trimmed(name);
    Object read = AttributeGrammar.read(name, value);
    value.finish();
    return read;
  }
}
