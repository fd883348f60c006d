package dev.rtcrooms.message;

import java.util.List;

/**
 * The participants that are in the room; sent to each participant as it joins.
 *
 * @param members in the order of joining, the new one among them
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
