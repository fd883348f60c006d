package dev.rtcrooms.message;

/** Answers a {@link Ping}. Any other message shows as well that the client is alive. */
public record Pong() implements Command {

  /** On the wire: {@code pong}. */
  public static final MessageType<Pong> TYPE =
      MessageType.of("pong", Pong.class, f -> new Pong(), (m, f) -> {});
}
