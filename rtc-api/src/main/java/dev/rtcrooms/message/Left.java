package dev.rtcrooms.message;

/**
 * A participant has left, for any reason.
 *
 * @param member the former participant
 */
public record Left(Member member) implements Event {

  /** On the wire: {@code left}. */
  public static final MessageType<Left> TYPE =
      MessageType.of(
              "left",
              Left.class,
              f -> new Left(Member.readWithoutInfo(f)),
              (left, f) -> Member.write(left.member(), f))
          .withDelivery(Delivery.RECORDED);

  /** Omits the member's info, which this message does not carry. */
  public Left {
    member = member.withoutInfo();
  }
}
