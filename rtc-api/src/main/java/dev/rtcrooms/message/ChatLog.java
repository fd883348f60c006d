package dev.rtcrooms.message;

import java.util.List;

/**
 * The last chat messages; sent to a client that has joined and did not recover.
 *
 * @param messages oldest first
 */
public record ChatLog(List<Said> messages) implements Event {

  /** On the wire: {@code chat-log}. */
  public static final MessageType<ChatLog> TYPE =
      MessageType.of(
          "chat-log",
          ChatLog.class,
          f -> new ChatLog(f.objects("messages", Said::read)),
          (log, f) -> f.objects("messages", log.messages(), Said::write));

  /** Copies the list. */
  public ChatLog {
    messages = List.copyOf(messages);
  }
}
