package dev.rtcrooms.sfu.whip;

import dev.rtcrooms.Room;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Publish;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A client that publishes over HTTP (RFC 9725). */
final class WhipSession extends HttpSession {

  private static final String SERVER = "up";

  private final Supplier<Optional<Room>> room;
  private final MediaAccess media;
  private HttpOffer offer;
  private volatile long negotiation;

  /**
   * @param room finds the room, if it is open
   * @param offer that was checked
   */
  WhipSession(
      String address,
      Supplier<Optional<Room>> room,
      MediaAccess media,
      HttpOffer offer,
      Consumer<HttpSession> onEnd) {
    super(address, offer.ufrag(), /* mayKnow= */ true, onEnd);
    this.room = room;
    this.media = media;
    this.offer = offer;
  }

  @Override
  void hear(Event event) {
    if (event instanceof Hello) {
      send("publish", new Publish());
    } else if (event instanceof Connect connect && connect.peer().equals(SERVER)) {
      negotiation = connect.negotiation();
      room.get().ifPresent(here -> media.watch(here.id(), client(), this::leave));
      offer();
    } else if (event instanceof Answer answer && answer.peer().equals(SERVER)) {
      negotiation = answer.negotiation();
      accepted(answer.sdp());
    } else if (event instanceof Disconnect disconnect && disconnect.peer().equals(SERVER)) {
      forbid();
    }
  }

  private void offer() {
    send("offer", new Offer(SERVER, negotiation, offer.description().toString()));
  }

  @Override
  void restart(String newUfrag, String newPassword) {
    offer = offer.with(newUfrag, newPassword);
    offer();
  }
}
