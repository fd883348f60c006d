package dev.rtcrooms.message;

import java.util.List;

/**
 * The changes among the people who take part in the room, since {@link Members} or the last such
 * event. It is not recorded: a client that comes back is sent the list again.
 *
 * @param joined people who were not in the list; they are added at its end, in this order
 * @param changed people in the list of whom something has changed
 * @param left the user ids of people who have left
 */
public record MembersChanged(List<Person> joined, List<Person> changed, List<String> left)
    implements Event {

  /** On the wire: {@code members-changed}. */
  public static final MessageType<MembersChanged> TYPE =
      MessageType.of(
          "members-changed",
          MembersChanged.class,
          f ->
              new MembersChanged(
                  f.objects("joined", Person::read),
                  f.objects("changed", Person::read),
                  f.texts("left")),
          (news, f) ->
              f.objects("joined", news.joined(), Person::write)
                  .objects("changed", news.changed(), Person::write)
                  .texts("left", news.left()));

  /** Copies the lists. */
  public MembersChanged {
    joined = List.copyOf(joined);
    changed = List.copyOf(changed);
    left = List.copyOf(left);
  }
}
