package dev.rtcrooms.message;

import java.util.List;

/**
 * The people who take part in the room, as the participants were told so far; sent to each
 * participant when it joins. {@link MembersChanged} follows.
 *
 * @param members in the order in which they were announced
 */
public record Members(List<Person> members) implements Event {

  /** On the wire: {@code members}. */
  public static final MessageType<Members> TYPE =
      MessageType.of(
          "members",
          Members.class,
          f -> new Members(f.objects("members", Person::read)),
          (all, f) -> f.objects("members", all.members(), Person::write));

  /** Copies the list. */
  public Members {
    members = List.copyOf(members);
  }
}
