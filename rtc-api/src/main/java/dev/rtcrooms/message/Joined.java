package dev.rtcrooms.message;

/**
 * A participant has joined.
 *
 * @param member the new participant
 */
public record Joined(Member member) implements Event {

  /** On the wire: {@code joined}. */
  public static final MessageType<Joined> TYPE =
      MessageType.of(
              "joined",
              Joined.class,
              f -> new Joined(Member.read(f)),
              (joined, f) -> Member.write(joined.member(), f))
          .withDelivery(Delivery.RECORDED);
}
