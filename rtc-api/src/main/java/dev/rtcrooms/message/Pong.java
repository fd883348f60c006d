package dev.rtcrooms.message;

/** Answers a {@link Ping}; any other message is a sign of life as well. */
public record Pong() implements Command {

  /** On the wire: {@code pong}. */
  public static final MessageType<Pong> TYPE =
      MessageType.of("pong", Pong.class, f -> new Pong(), (m, f) -> {});
}
