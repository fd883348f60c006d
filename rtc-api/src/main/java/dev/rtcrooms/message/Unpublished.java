package dev.rtcrooms.message;

import dev.rtcrooms.Audience;

/**
 * A client has stopped sending media; receivers discard its tracks.
 *
 * @param member the former publisher
 */
public record Unpublished(Member member) implements Event {

  /** On the wire: {@code unpublished}. */
  public static final MessageType<Unpublished> TYPE =
      MessageType.of(
              "unpublished",
              Unpublished.class,
              f -> new Unpublished(Member.readWithoutInfo(f)),
              (unpublished, f) -> Member.write(unpublished.member(), f))
          .withAudience(Audience.EVERYONE);

  /** Omits the member's info, which this message does not carry. */
  public Unpublished {
    member = member.withoutInfo();
  }
}
