package dev.rtcrooms.message;

import java.util.List;

/**
 * The last chat messages; sent to a client that has joined and did not recover.
 *
 * @param messages oldest first
 * @param more whether the room's history may have earlier messages
 */
public record ChatLog(List<ChatMessage> messages, boolean more) implements ChatEvent {

  /** On the wire: {@code chat-log}. */
  public static final MessageType<ChatLog> TYPE =
      MessageType.of("chat-log", ChatLog.class, ChatLog::read, ChatLog::write);

  /** Copies the list. */
  public ChatLog {
    messages = List.copyOf(messages);
  }

  private static ChatLog read(FieldReader fields) {
    return new ChatLog(fields.objects("messages", ChatMessage::read), fields.flag("more"));
  }

  private static void write(ChatLog log, FieldWriter fields) {
    fields.objects("messages", log.messages, ChatMessage::write).flag("more", log.more);
  }
}
