package dev.rtcrooms.message;

import dev.rtcrooms.Grants;

/**
 * Asks a peer that publishes to restart ICE (RFC 8445 §9, W3C webrtc-pc {@code restartIce}),
 * because its media no longer arrive. A receiver cannot offer a restart itself. Requires {@link
 * Grants#SUBSCRIBE}.
 *
 * @param peer the other peer
 * @param negotiation see {@link Signal#negotiation()}
 */
public record Restart(String peer, long negotiation) implements Signal {

  /** On the wire: {@code restart}. */
  public static final MessageType<Restart> TYPE =
      MessageType.of(
              "restart",
              Restart.class,
              f -> new Restart(f.text("peer"), f.number("negotiation")),
              (restart, f) ->
                  f.text("peer", restart.peer()).number("negotiation", restart.negotiation()))
          .withRequiredGrant(Grants.SUBSCRIBE);

  @Override
  public Restart readdressed(String peer, long negotiation) {
    return new Restart(peer, negotiation);
  }
}
