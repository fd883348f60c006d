package dev.rtcrooms.message;

import dev.rtcrooms.Grants;

/**
 * A session description that proposes a session (RFC 3264 §5); its fields {@code type} and {@code
 * sdp} are a W3C {@code RTCSessionDescriptionInit}. Requires {@link Grants#PUBLISH}.
 *
 * @param peer the other peer
 * @param negotiation see {@link Signal#negotiation()}
 * @param sdp relayed byte for byte
 */
public record Offer(String peer, long negotiation, String sdp) implements Signal {

  /** On the wire: {@code offer}. */
  public static final MessageType<Offer> TYPE =
      MessageType.of(
              "offer",
              Offer.class,
              f -> new Offer(f.text("peer"), f.number("negotiation"), f.text("sdp")),
              (offer, f) ->
                  f.text("peer", offer.peer())
                      .number("negotiation", offer.negotiation())
                      .text("sdp", offer.sdp()))
          .withRequiredGrant(Grants.PUBLISH);

  @Override
  public Offer readdressed(String peer, long negotiation) {
    return new Offer(peer, negotiation, sdp);
  }

  /** Omits the description, which contains secrets and addresses. */
  @Override
  public String toString() {
    return "Offer[peer=" + peer + ", negotiation=" + negotiation + ", " + sdp.length() + " chars]";
  }
}
