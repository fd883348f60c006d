package dev.rtcrooms.examples.hands;

import dev.rtcrooms.Audience;
import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.Room;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.User;
import dev.rtcrooms.json.JsonText;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.Delivery;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Size;
import dev.rtcrooms.spi.Cancellable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Participants raise hands, and moderators call on them. Another service says who may raise one,
 * and a hand goes down after a while. For the room's mailbox.
 */
final class Hands implements Feature {

  static final Duration PATIENCE = Duration.ofMinutes(10);

  /** A hand that is up. */
  record Hand(String client, String name, String topic) {}

  /** The reply to a raised hand: its place in the queue, from 1. */
  record Place(int place) {}

  record RaiseHand(boolean up, @Size(max = 80) String topic) implements CustomCommand {
    static final MessageType<RaiseHand> TYPE =
        MessageType.of("raise-hand", RaiseHand.class)
            .withRequiredGrant(Grants.CHAT)
            .withReply(Place.class);
  }

  record CallOn(String client) implements CustomCommand {
    static final MessageType<CallOn> TYPE =
        MessageType.of("call-on", CallOn.class).withRequiredGrant(Grants.MODERATE);
  }

  /** All hands; a slow client gets only the newest. */
  record HandsUp(List<Hand> hands) implements CustomEvent {
    static final MessageType<HandsUp> TYPE =
        MessageType.of("hands-up", HandsUp.class)
            .withDelivery(Delivery.LATEST)
            .withAudience(Audience.EVERYONE);
  }

  /** Recorded, so that a client that resumes gets it too. */
  record CalledOn(Hand hand) implements CustomEvent {
    static final MessageType<CalledOn> TYPE =
        MessageType.of("called-on", CalledOn.class)
            .withDelivery(Delivery.RECORDED)
            .withAudience(Audience.EVERYONE);
  }

  private record Raised(Hand hand, Cancellable timer) {}

  private final Room room;
  private final Function<User, CompletionStage<Boolean>> etiquette;
  private final Map<String, Raised> up = new LinkedHashMap<>();

  private Hands(Room room, Function<User, CompletionStage<Boolean>> etiquette) {
    this.room = room;
    this.etiquette = etiquette;
  }

  /** Adds hands to rooms; the etiquette may answer on any thread. */
  static RoomsBuilder addTo(
      RoomsBuilder rooms, Function<User, CompletionStage<Boolean>> etiquette) {
    return rooms.feature(
        room -> new Hands(room, etiquette),
        RaiseHand.TYPE,
        CallOn.TYPE,
        HandsUp.TYPE,
        CalledOn.TYPE);
  }

  private HandsUp all() {
    return new HandsUp(up.values().stream().map(Raised::hand).toList());
  }

  /** The hands for a page that is not in the room, as a JSON object. */
  String json() {
    return JsonText.object(fields -> HandsUp.TYPE.write(all(), fields));
  }

  @Override
  public void joined(Client client) {
    room.hub().send(client, all());
  }

  @Override
  public void left(Client client) {
    lower(client.id());
  }

  @Override
  public Result handle(Client client, Command command) {
    if (command instanceof RaiseHand raise && raise.up()) {
      return Result.later(
          etiquette
              .apply(client.user())
              .thenCompose(proper -> client.call(() -> raise(client, raise.topic(), proper))));
    }
    if (command instanceof RaiseHand) {
      lower(client.id());
      return Result.DONE;
    }
    if (command instanceof CallOn callOn) {
      callOn(callOn.client());
      return Result.DONE;
    }
    return Result.UNHANDLED;
  }

  private Place raise(Client client, String topic, boolean proper) {
    if (!proper) {
      throw new RefusalException("not-proper", "You may not raise a hand now");
    }
    if (!up.containsKey(client.id())) {
      Hand hand = new Hand(client.id(), client.user().name(), topic);
      up.put(client.id(), new Raised(hand, room.after(PATIENCE, () -> lower(client.id()))));
      room.hub().broadcast(all());
    }
    return new Place(List.copyOf(up.keySet()).indexOf(client.id()) + 1);
  }

  private void callOn(String id) {
    Raised raised = up.get(id);
    if (raised == null) {
      throw new RefusalException(
          Refusal.ofField("no-such-hand", "client", "This client has no hand up"));
    }
    lower(id);
    room.hub().broadcast(new CalledOn(raised.hand()));
  }

  private void lower(String id) {
    Raised raised = up.remove(id);
    if (raised != null) {
      raised.timer().cancel();
      room.hub().broadcast(all());
    }
  }
}
