package dev.rtcrooms.message;

import dev.rtcrooms.Audience;

/**
 * A client has begun to send media.
 *
 * @param member the publisher, whose client id is its peer id
 */
public record Published(Member member) implements Event {

  /** On the wire: {@code published}. */
  public static final MessageType<Published> TYPE =
      MessageType.of(
              "published",
              Published.class,
              f -> new Published(Member.readWithoutInfo(f)),
              (published, f) -> Member.write(published.member(), f))
          .withAudience(Audience.EVERYONE);

  /** Omits the member's info, which this message does not carry. */
  public Published {
    member = member.withoutInfo();
  }
}
