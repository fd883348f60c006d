package dev.rtcrooms.message;

import java.util.List;

/**
 * The last direct messages from and to the user; sent to each client that joins, if there are any.
 *
 * @param messages oldest first
 */
public record DirectLog(List<SaidTo> messages) implements ChatEvent {

  /** On the wire: {@code direct-log}. */
  public static final MessageType<DirectLog> TYPE = MessageType.of("direct-log", DirectLog.class);

  /** Copies the list. */
  public DirectLog {
    messages = List.copyOf(messages);
  }
}
