package dev.rtcrooms.hub.chat;

import dev.rtcrooms.Audience;
import dev.rtcrooms.Client;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Room;
import dev.rtcrooms.hub.feature.HeapSize;
import dev.rtcrooms.hub.feature.StateBudget;
import dev.rtcrooms.message.DirectLog;
import dev.rtcrooms.message.SaidTo;
import dev.rtcrooms.message.SayTo;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Messages between two users. The last ones are in memory, for clients that join later, bounded by
 * themselves and with the state of all rooms; none is recorded. For the mailbox.
 */
final class DirectMessages {

  /** How many direct messages a room remembers. */
  private static final int KEPT = 200;

  /** How many bytes they take on the wire together, unless a single one takes more. */
  private static final int KEPT_BYTES = Conversation.LAST_BYTES;

  private final Room room;
  private final Audience audience;
  private final StateBudget.Share share;
  private final ArrayDeque<SaidTo> last = new ArrayDeque<>();
  private int bytes;
  private long count;

  DirectMessages(Room room, Audience audience, StateBudget.Share share) {
    this.room = room;
    this.audience = audience;
    this.share = share;
    share.add(this::trim);
  }

  /**
   * Refuses a message to a user that is not in the room.
   *
   * @throws RefusalException with {@link Refusal#NO_SUCH_USER}
   */
  Client receiver(String user) {
    return room.hub().clientsOf(user).stream()
        .filter(client -> audience.includes(client.role()))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusalException(
                    Refusal.ofField(Refusal.NO_SUCH_USER, "to", "No such user is in the room")));
  }

  void send(Client sender, SayTo command, String text) {
    Client receiver = receiver(command.to());
    SaidTo said =
        new SaidTo(
            ++count,
            command.id(),
            sender.id(),
            sender.user().id(),
            sender.user().name(),
            receiver.user().id(),
            receiver.user().name(),
            text,
            room.now());
    keep(said);
    for (Client client : List.copyOf(room.hub().clients())) {
      if (isFor(said, client)) {
        room.hub().send(client, said);
      }
    }
  }

  private void keep(SaidTo said) {
    last.add(said);
    bytes += WireSize.of(said);
    share.changed(HeapSize.of(SaidTo.TYPE, said));
    trim();
  }

  private void trim() {
    while (last.size() > KEPT
        || (bytes > KEPT_BYTES && last.size() > 1)
        || (!last.isEmpty() && share.isTooLarge())) {
      SaidTo oldest = last.remove();
      bytes -= WireSize.of(oldest);
      share.changed(-HeapSize.of(SaidTo.TYPE, oldest));
    }
  }

  private boolean isFor(SaidTo said, Client client) {
    String user = client.user().id();
    return (user.equals(said.user()) || user.equals(said.to())) && audience.includes(client.role());
  }

  /** The messages that a client that joins may have missed. */
  void tell(Client client) {
    List<SaidTo> own = last.stream().filter(said -> isFor(said, client)).toList();
    if (!own.isEmpty()) {
      room.hub().send(client, new DirectLog(own));
    }
  }
}
