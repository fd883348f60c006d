package dev.rtcrooms.message;

/**
 * The info of a participant has changed. It is recorded, so that it keeps its place between {@link
 * Joined} and {@link Left}, and a client that resumes ends with the right info.
 *
 * @param member the participant with its new info
 */
public record MemberChanged(Member member) implements Event {

  /** On the wire: {@code member-changed}. */
  public static final MessageType<MemberChanged> TYPE =
      MessageType.of(
              "member-changed",
              MemberChanged.class,
              f -> new MemberChanged(Member.read(f)),
              (changed, f) -> Member.write(changed.member(), f))
          .withDelivery(Delivery.RECORDED);
}
