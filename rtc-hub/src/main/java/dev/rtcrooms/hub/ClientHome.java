package dev.rtcrooms.hub;

import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.hub.command.CommandHandler;
import dev.rtcrooms.hub.command.UnreadBudget;
import dev.rtcrooms.hub.mailbox.Mailbox;
import dev.rtcrooms.hub.membership.AttributeChanges;
import dev.rtcrooms.hub.membership.ClientRoom;
import dev.rtcrooms.hub.membership.GrantChanges;
import dev.rtcrooms.hub.membership.LiveClient;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.transport.Inbound;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes what a client asks of its room to the parts that do it; threads as the interface says. */
record ClientHome(
    Room room,
    Mailbox mailbox,
    Scheduler scheduler,
    UnreadBudget unread,
    CommandHandler commands,
    GrantChanges grants,
    AttributeChanges attributes)
    implements ClientRoom {

  @Override
  public long nanoTime() {
    return scheduler.nanoTime();
  }

  @Override
  public void receive(LiveClient sender, List<Inbound> messages, int bytes) {
    commands.receive(sender, messages, bytes);
  }

  @Override
  public boolean execute(Runnable task) {
    return mailbox.execute(task);
  }

  @Override
  public void change(LiveClient client, @Nullable Role to, Grants wanted) {
    grants.request(client, to, wanted);
  }

  @Override
  public <T> void set(LiveClient client, AttributeKey<T> key, @Nullable T value) {
    attributes.set(client, key, value);
  }
}
