package dev.rtcrooms.message;

/** Announces that the client has stopped sending media. */
public record Unpublish() implements Command {

  /** On the wire: {@code unpublish}. */
  public static final MessageType<Unpublish> TYPE =
      MessageType.of("unpublish", Unpublish.class, f -> new Unpublish(), (m, f) -> {});
}
