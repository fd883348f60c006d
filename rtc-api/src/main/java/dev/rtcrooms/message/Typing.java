package dev.rtcrooms.message;

import java.util.List;

/**
 * The users that write a chat message now.
 *
 * @param users all of them, but at most ten, in the order in which they began
 */
public record Typing(List<Typist> users) implements ChatEvent {

  /** On the wire: {@code typing}. */
  public static final MessageType<Typing> TYPE =
      MessageType.of("typing", Typing.class).withDelivery(Delivery.LATEST);

  /** Copies the list. */
  public Typing {
    users = List.copyOf(users);
  }

  /**
   * A user that writes now.
   *
   * @param user the user's id
   * @param name the display name
   */
  public record Typist(String user, String name) {}
}
