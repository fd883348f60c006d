package dev.rtcrooms.message;

/** The client sends its media no longer. */
public record Unpublish() implements Command {

  /** On the wire: {@code unpublish}. */
  public static final MessageType<Unpublish> TYPE =
      MessageType.of("unpublish", Unpublish.class, f -> new Unpublish(), (m, f) -> {});
}
