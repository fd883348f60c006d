package dev.rtcrooms.sdp;

/**
 * An attribute that this package understands.
 *
 * @param name as it stands before the colon
 * @param slot under which its values are found: its name, or one that it shares with others
 * @param level where it has a meaning; elsewhere it is an attribute like any unknown one
 * @param once whether a section may have it only once: of two, two readers might take either
 * @param reader reads what follows the colon
 */
record AttributeType<T>(String name, String slot, Level level, boolean once, Reader<T> reader) {

  enum Level {
    SESSION,
    MEDIA,
    BOTH;

    boolean isIn(boolean media) {
      return this == BOTH || (this == MEDIA) == media;
    }
  }

  @FunctionalInterface
  interface Reader<T> {
    T read(Cursor value) throws SdpException;
  }

  static <T> AttributeType<T> valued(String name, Level level, Reader<T> reader) {
    return new AttributeType<>(name, name, level, false, reader);
  }

  /** One without a value. */
  static AttributeType<Boolean> flag(String name, Level level) {
    return valued(name, level, value -> true);
  }

  AttributeType<T> onlyOnce() {
    return new AttributeType<>(name, slot, level, true, reader);
  }

  /** Another name for the same slot; the name itself is the value. */
  AttributeType<T> or(String name, T value) {
    return new AttributeType<>(name, slot, level, once, cursor -> value);
  }

  T read(Cursor cursor) throws SdpException {
    Cursor value = cursor.as("a=" + name);
    T read = reader.read(value);
    value.finish();
    return read;
  }
}
