package dev.rtcrooms.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of earlier chat messages, with all changes that were made to them.
 *
 * @param messages oldest first; may be empty even if there are earlier messages
 * @param before the number to continue with; null if there are no earlier messages
 */
public record ChatPage(List<ChatMessage> messages, @Nullable Long before) {

  /** Copies the list. */
  public ChatPage {
    messages = List.copyOf(messages);
  }

  static ChatPage read(FieldReader fields) {
    return new ChatPage(
        fields.objects("messages", ChatMessage::read),
        fields.optionalNumber("before").orElse(null));
  }

  static void write(ChatPage page, FieldWriter fields) {
    fields.objects("messages", page.messages, ChatMessage::write);
    if (page.before != null) {
      fields.number("before", page.before);
    }
  }
}
