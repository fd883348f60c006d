package dev.rtcrooms.message;

import dev.rtcrooms.Grants;

/** The client is about to send its media; it is told whom to offer it to. */
public record Publish() implements Command {

  /** On the wire: {@code publish}. */
  public static final MessageType<Publish> TYPE =
      MessageType.of("publish", Publish.class, f -> new Publish(), (m, f) -> {})
          .withRequiredGrant(Grants.PUBLISH);
}
