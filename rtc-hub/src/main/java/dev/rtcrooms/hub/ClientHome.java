package dev.rtcrooms.hub;

import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.hub.command.CommandHandler;
import dev.rtcrooms.hub.command.Questions;
import dev.rtcrooms.hub.command.RetryCache;
import dev.rtcrooms.hub.command.UnreadBudget;
import dev.rtcrooms.hub.delivery.RoomOutput;
import dev.rtcrooms.hub.feature.FeatureList;
import dev.rtcrooms.hub.feature.MessageTypes;
import dev.rtcrooms.hub.mailbox.AsyncCalls;
import dev.rtcrooms.hub.mailbox.Mailbox;
import dev.rtcrooms.hub.membership.AttributeChanges;
import dev.rtcrooms.hub.membership.ClientRegistry;
import dev.rtcrooms.hub.membership.ClientRoom;
import dev.rtcrooms.hub.membership.GrantChanges;
import dev.rtcrooms.hub.membership.LiveClient;
import dev.rtcrooms.hub.membership.LiveHub;
import dev.rtcrooms.hub.recording.Recorder;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.transport.Inbound;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Passes what a client or the host asks of a room to the parts that do it; threads as the interface
 * says.
 */
record ClientHome(
    Room room,
    Mailbox mailbox,
    Scheduler scheduler,
    UnreadBudget unread,
    CommandHandler commands,
    Questions questions,
    GrantChanges grants,
    AttributeChanges attributes)
    implements ClientRoom {

  /** The home of the clients of a room that consists of these parts. */
  static ClientHome of(
      Room room,
      Mailbox mailbox,
      Settings settings,
      LiveHub hub,
      FeatureList features,
      ClientRegistry clients,
      RoomOutput output,
      Recorder recorder,
      RetryCache retries,
      AsyncCalls calls) {
    Limits limits = settings.limits();
    Scheduler time = settings.scheduler();
    MessageTypes types = settings.types();
    return new ClientHome(
        room,
        mailbox,
        time,
        settings.unread(),
        new CommandHandler(
            hub,
            features,
            types,
            recorder,
            retries,
            calls,
            time,
            limits,
            settings.refusals(),
            settings.observer()),
        new Questions(features, types, recorder, calls),
        new GrantChanges(mailbox, hub, clients, output, features, recorder),
        new AttributeChanges(mailbox, clients, features, settings.memberInfo()));
  }

  /** Asks the features for the host; any thread. Fails as a call of the mailbox if it has ended. */
  CompletionStage<Optional<Fields>> ask(Command question) {
    return mailbox.call(() -> questions.ask(question)).thenCompose(answer -> answer);
  }

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
