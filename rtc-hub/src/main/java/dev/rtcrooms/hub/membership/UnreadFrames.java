package dev.rtcrooms.hub.membership;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.hub.command.UnreadBudget;
import dev.rtcrooms.hub.mailbox.Droppable;
import dev.rtcrooms.transport.Inbound;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/** The frames of a client that wait for the mailbox, bounded in bytes; any thread. */
final class UnreadFrames {

  private static final AtomicIntegerFieldUpdater<UnreadFrames> UNREAD =
      AtomicIntegerFieldUpdater.newUpdater(UnreadFrames.class, "unread");

  private final LiveClient client;
  private final ClientRoom home;

  @SuppressWarnings("UnusedVariable") // UNREAD reads it
  private volatile int unread;

  UnreadFrames(LiveClient client, ClientRoom home) {
    this.client = client;
    this.home = home;
  }

  /**
   * Adds a frame to the mailbox.
   *
   * @return why the client must be disconnected, or null if it may stay
   */
  @Nullable CloseReason add(List<Inbound> messages, int bytes) {
    Frame frame = new Frame(this, messages, bytes);
    int own = UNREAD.addAndGet(this, frame.size());
    home.unread().add(frame.size());
    CloseReason tooMuch = null;
    if (own > home.room().limits().unreadBytes()) {
      tooMuch = CloseReason.FLOODING;
    } else if (home.unread().isOverFor(own)) {
      tooMuch = CloseReason.BUSY;
    }
    if (tooMuch != null || !home.execute(frame)) {
      frame.drop();
    }
    return tooMuch;
  }

  private record Frame(UnreadFrames of, List<Inbound> messages, int bytes) implements Droppable {

    int size() {
      return UnreadBudget.size(messages.size(), bytes);
    }

    @Override
    public void run() {
      drop();
      of.home.receive(of.client, messages, bytes);
    }

    /** Releases the memory. */
    @Override
    public void drop() {
      UNREAD.addAndGet(of, -size());
      of.home.unread().add(-size());
    }
  }
}
