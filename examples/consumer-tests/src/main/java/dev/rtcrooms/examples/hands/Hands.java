package dev.rtcrooms.examples.hands;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Result;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.json.JsonText;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.spi.Cancellable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Who would like to speak in a room. For the room's mailbox. */
public final class Hands implements Feature {

  /** How long a hand stays up. */
  public static final Duration PATIENCE = Duration.ofMinutes(10);

  private record Raised(Client client, Hand hand, Cancellable tiring) {}

  private final Room room;
  private final Etiquette etiquette;
  private final Map<Client, Raised> up = new LinkedHashMap<>();

  private Hands(Room room, Etiquette etiquette) {
    this.room = room;
    this.etiquette = etiquette;
  }

  /**
   * Adds hands to rooms.
   *
   * @param rooms the rooms to be
   * @param etiquette who may raise a hand
   * @return the same builder
   */
  public static Rooms.Builder addTo(Rooms.Builder rooms, Etiquette etiquette) {
    return rooms.feature(
        room -> new Hands(room, etiquette),
        RaiseHand.TYPE,
        CallOn.TYPE,
        HandsUp.TYPE,
        CalledOn.TYPE);
  }

  /**
   * The hands that are up.
   *
   * @return in the order in which they went up
   */
  public List<Hand> all() {
    return up.values().stream().map(Raised::hand).toList();
  }

  /**
   * The same for a page that is not in the room.
   *
   * @return a JSON object
   */
  public String json() {
    return JsonText.object(fields -> HandsUp.TYPE.write(new HandsUp(all()), fields));
  }

  @Override
  public void joined(Client client) {
    room.hub().send(client, new HandsUp(all()));
  }

  @Override
  public void left(Client client) {
    lower(client);
  }

  @Override
  public Result handle(Client client, Command command) {
    if (command instanceof RaiseHand raise && raise.up()) {
      return Result.later(asked(client).thenCompose(yes -> raise(client, raise.topic())));
    }
    if (command instanceof RaiseHand) {
      lower(client);
      return Result.DONE;
    }
    if (command instanceof CallOn callOn) {
      call(callOn.client());
      return Result.DONE;
    }
    return Result.UNHANDLED;
  }

  private CompletionStage<Boolean> asked(Client client) {
    return etiquette
        .permits(client.user())
        .thenApply(
            proper -> {
              if (!proper) {
                throw new RefusalException("not-proper", "It is not your turn to ask");
              }
              return true;
            });
  }

  /** The answer may have come on any thread, and the client may have left meanwhile. */
  private CompletionStage<Boolean> raise(Client client, String topic) {
    return room.call(
        () -> {
          if (room.hub().clients().contains(client) && !up.containsKey(client)) {
            Hand hand = new Hand(client.id(), client.user().name(), topic);
            up.put(client, new Raised(client, hand, room.after(PATIENCE, () -> lower(client))));
            tell();
          }
          return true;
        });
  }

  private void call(String id) {
    Raised raised =
        up.values().stream()
            .filter(one -> one.hand().client().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new RefusalException(
                        Refusal.ofField("no-such-hand", "client", "That hand is not up")));
    lower(raised.client());
    room.hub().broadcast(new CalledOn(raised.hand()));
  }

  private void lower(Client client) {
    Raised raised = up.remove(client);
    if (raised != null) {
      raised.tiring().cancel();
      tell();
    }
  }

  private void tell() {
    room.hub().broadcast(new HandsUp(all()));
  }
}
