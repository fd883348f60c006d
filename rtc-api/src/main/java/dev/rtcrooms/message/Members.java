package dev.rtcrooms.message;

import java.util.List;

/**
 * The participants in the room; sent to each participant when it joins.
 *
 * @param members in the order of joining, including the receiver
 */
public record Members(List<Member> members) implements Event {

  /** On the wire: {@code members}. */
  public static final MessageType<Members> TYPE =
      MessageType.of(
          "members",
          Members.class,
          f -> new Members(f.objects("members", Member::read)),
          (all, f) -> f.objects("members", all.members(), Member::write));

  /** Copies the list. */
  public Members {
    members = List.copyOf(members);
  }
}
