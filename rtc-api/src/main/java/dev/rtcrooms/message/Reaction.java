package dev.rtcrooms.message;

import java.util.ArrayList;
import java.util.List;

/**
 * The users who reacted to a chat message with the same emoji; immutable, any thread.
 *
 * @param emoji the emoji
 * @param users the ids of the users, in the order in which they reacted
 */
public record Reaction(String emoji, List<String> users) {

  /** Copies the list. */
  public Reaction {
    users = List.copyOf(users);
  }

  /**
   * Adds or removes one user's reaction in a list of reactions.
   *
   * @param reactions the reactions to a message
   * @param emoji the emoji
   * @param user the user's id
   * @param on true to add the reaction, false to remove it
   * @return the changed reactions, without an emoji that nobody uses; equal to the given list if
   *     nothing has changed
   */
  public static List<Reaction> change(
      List<Reaction> reactions, String emoji, String user, boolean on) {
    List<Reaction> changed = new ArrayList<>();
    boolean found = false;
    for (Reaction each : reactions) {
      boolean same = each.emoji.equals(emoji);
      found |= same;
      Reaction next = same ? each.change(user, on) : each;
      if (!next.users.isEmpty()) {
        changed.add(next);
      }
    }
    if (on && !found) {
      changed.add(new Reaction(emoji, List.of(user)));
    }
    return List.copyOf(changed);
  }

  private Reaction change(String user, boolean on) {
    if (users.contains(user) == on) {
      return this;
    }
    List<String> changed = new ArrayList<>(users);
    if (on) {
      changed.add(user);
    } else {
      changed.remove(user);
    }
    return new Reaction(emoji, changed);
  }

  static Reaction read(FieldReader fields) {
    return new Reaction(fields.text("emoji"), fields.texts("users"));
  }

  static void write(Reaction reaction, FieldWriter fields) {
    fields.text("emoji", reaction.emoji).texts("users", reaction.users);
  }
}
