package dev.rtcrooms.message;

import org.jspecify.annotations.Nullable;

/**
 * Reads chat messages backwards. The reply's data is a {@link ChatPage}.
 *
 * @param before only messages with a smaller number are read; null to begin with the newest
 * @param limit how many messages at most, 1 to {@value #MAX_LIMIT}; null for {@value
 *     #DEFAULT_LIMIT}
 */
public record ReadChat(@Nullable Long before, @Nullable Integer limit) implements ChatCommand {

  /** The largest limit. */
  public static final int MAX_LIMIT = 100;

  /** The limit if the command has none. */
  public static final int DEFAULT_LIMIT = 50;

  /** On the wire: {@code chat-history}. */
  public static final MessageType<ReadChat> TYPE =
      MessageType.of("chat-history", ReadChat.class)
          .withReply(RecordFormat.of(ChatPage.class, ChatPage::read, ChatPage::write));

  /**
   * Checks both bounds.
   *
   * @throws IllegalArgumentException if one is out of its bounds
   */
  public ReadChat {
    if (before != null && before < 1) {
      throw new IllegalArgumentException("before is at least 1");
    }
    if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
      throw new IllegalArgumentException("limit is 1 to " + MAX_LIMIT);
    }
  }
}
