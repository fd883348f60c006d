package dev.rtcrooms.hub.membership;

import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.hub.command.UnreadBudget;
import dev.rtcrooms.transport.Inbound;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a room that its clients need; threads as each method says. */
public interface ClientRoom {

  /** The room; any thread. */
  Room room();

  /** The scheduler's nanoseconds; any thread. */
  long nanoTime();

  /** Handles the commands of a frame; for the mailbox. */
  void receive(LiveClient sender, List<Inbound> messages, int bytes);

  /**
   * Adds a task to the mailbox; any thread.
   *
   * @return false if the mailbox has ended
   */
  boolean execute(Runnable task);

  /** The messages of all clients that are not handled yet; any thread. */
  UnreadBudget unread();

  /**
   * Changes the client's grants; for the mailbox.
   *
   * @param to the new role, or null to keep the present one
   */
  void change(LiveClient client, @Nullable Role to, Grants wanted);

  /** Sets an attribute, or removes it if the value is null; for the mailbox. */
  <T> void set(LiveClient client, AttributeKey<T> key, @Nullable T value);
}
