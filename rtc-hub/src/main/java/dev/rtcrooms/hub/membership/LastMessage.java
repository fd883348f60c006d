package dev.rtcrooms.hub.membership;

import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.transport.Outgoing;
import org.jspecify.annotations.Nullable;

/**
 * The message that was sent to a client last. An event that is sent to one client after the other,
 * such as the list of members to all who join within half a second, is thus encoded once. For the
 * mailbox.
 */
final class LastMessage {

  private @Nullable Outgoing last;

  /** The message with this event. An event of the host may have changed, so it is a new one. */
  Outgoing with(MessageType<?> type, Event event) {
    Outgoing known = last;
    if (known == null || known.event() != event || event instanceof CustomEvent) {
      known = Outgoing.of(type, event);
      last = known;
    }
    return known;
  }
}
