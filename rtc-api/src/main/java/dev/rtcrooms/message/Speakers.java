package dev.rtcrooms.message;

import dev.rtcrooms.Audience;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks now, in a room whose media a server forwards. Only clients that may receive media get
 * it.
 *
 * @param dominant the client id of the one who leads the conversation, perhaps in a pause; null if
 *     nobody has spoken since the last one left
 * @param speaking the client ids of all who are heard: the dominant one first, then the loudest
 *     first
 */
public record Speakers(@Nullable String dominant, List<String> speaking) implements Event {

  /** On the wire: {@code speakers}. */
  public static final MessageType<Speakers> TYPE =
      MessageType.of("speakers", Speakers.class)
          .withDelivery(Delivery.LATEST)
          .withAudience(Audience.EVERYONE);

  /** Nobody speaks, and nobody has. */
  public static final Speakers NOBODY = new Speakers(null, List.of());

  /** Copies the list. */
  public Speakers {
    speaking = List.copyOf(speaking);
  }

  /**
   * Leaves out a client that sends no media any more.
   *
   * @param client its id
   * @return the others; this object if it is not among them
   */
  public Speakers without(String client) {
    if (!client.equals(dominant) && !speaking.contains(client)) {
      return this;
    }
    return new Speakers(
        client.equals(dominant) ? null : dominant,
        speaking.stream().filter(each -> !each.equals(client)).toList());
  }
}
