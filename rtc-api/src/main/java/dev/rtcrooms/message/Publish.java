package dev.rtcrooms.message;

import dev.rtcrooms.Grants;

/** Announces that the client will send media; {@link Connect} names the peers to offer it to. */
public record Publish() implements Command {

  /** On the wire: {@code publish}. */
  public static final MessageType<Publish> TYPE =
      MessageType.of("publish", Publish.class, f -> new Publish(), (m, f) -> {})
          .withRequiredGrant(Grants.PUBLISH);
}
