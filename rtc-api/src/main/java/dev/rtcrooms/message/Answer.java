package dev.rtcrooms.message;

/**
 * A session description that answers an offer (RFC 3264 §6); its fields {@code type} and {@code
 * sdp} are a W3C {@code RTCSessionDescriptionInit}.
 *
 * @param peer the other peer
 * @param negotiation the number of the offer
 * @param sdp relayed byte for byte
 */
public record Answer(String peer, long negotiation, String sdp) implements Signal {

  /** On the wire: {@code answer}. */
  public static final MessageType<Answer> TYPE =
      MessageType.of(
          "answer",
          Answer.class,
          f -> new Answer(f.text("peer"), f.number("negotiation"), f.text("sdp")),
          (answer, f) ->
              f.text("peer", answer.peer())
                  .number("negotiation", answer.negotiation())
                  .text("sdp", answer.sdp()));

  @Override
  public Answer readdressed(String peer, long negotiation) {
    return new Answer(peer, negotiation, sdp);
  }

  /** Omits the description, which contains secrets and addresses. */
  @Override
  public String toString() {
    return "Answer[peer=" + peer + ", negotiation=" + negotiation + ", " + sdp.length() + " chars]";
  }
}
