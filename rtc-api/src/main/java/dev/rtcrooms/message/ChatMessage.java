package dev.rtcrooms.message;

/**
 * A chat message with its number in the room's history; immutable, any thread.
 *
 * @param offset the number of the {@link Said} event in the epoch, at least 1; 0 if the message
 *     could not be stored, so that it cannot be edited, deleted, answered or reacted to
 * @param said the message, with all changes that were made to it
 */
public record ChatMessage(long offset, Said said) {

  static ChatMessage read(FieldReader fields) {
    return new ChatMessage(fields.optionalNumber("offset").orElse(0L), Said.read(fields));
  }

  static void write(ChatMessage message, FieldWriter fields) {
    if (message.offset > 0) {
      fields.number("offset", message.offset);
    }
    Said.write(message.said, fields);
  }
}
