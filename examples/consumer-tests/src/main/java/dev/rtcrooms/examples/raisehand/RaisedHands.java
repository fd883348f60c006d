package dev.rtcrooms.examples.raisehand;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Grants;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.Room;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.Delivery;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Participants raise a hand, and moderators give them the floor. For the room's mailbox. */
final class RaisedHands implements Feature {

  record RaiseHand(@Size(max = 80) String topic) implements CustomCommand {}

  /** The reply: the place in the queue, from 1. */
  record Place(int place) {}

  record GiveFloor(String client) implements CustomCommand {}

  /** All raised hands; a slow client gets only the newest list. */
  record Hands(List<Hand> hands) implements CustomEvent {}

  record Hand(String client, String topic) {}

  private final Room room;
  private final Map<String, Hand> hands = new LinkedHashMap<>();

  private RaisedHands(Room room) {
    this.room = room;
  }

  static RoomsBuilder addTo(RoomsBuilder rooms) {
    return rooms.feature(
        RaisedHands::new,
        MessageType.of("raise-hand", RaiseHand.class).withReply(Place.class),
        MessageType.of("give-floor", GiveFloor.class).withRequiredGrant(Grants.MODERATE),
        MessageType.of("hands", Hands.class).withDelivery(Delivery.LATEST));
  }

  @Override
  public void joined(Client client) {
    room.hub().send(client, new Hands(List.copyOf(hands.values())));
  }

  @Override
  public void left(Client client) {
    if (hands.remove(client.id()) != null) {
      tell();
    }
  }

  @Override
  public Result handle(Client client, Command command) {
    if (command instanceof RaiseHand raise) {
      hands.putIfAbsent(client.id(), new Hand(client.id(), raise.topic()));
      tell();
      return Result.reply(new Place(List.copyOf(hands.keySet()).indexOf(client.id()) + 1));
    }
    if (command instanceof GiveFloor give) {
      if (hands.remove(give.client()) == null) {
        throw new RefusalException("no-such-hand", "This client has not raised a hand");
      }
      tell();
      return Result.DONE;
    }
    return Result.UNHANDLED;
  }

  private void tell() {
    room.hub().broadcast(new Hands(List.copyOf(hands.values())));
  }
}
