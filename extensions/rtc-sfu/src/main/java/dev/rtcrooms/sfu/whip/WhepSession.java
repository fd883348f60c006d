package dev.rtcrooms.sfu.whip;

import dev.rtcrooms.Room;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.sdp.SessionDescription;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A client that plays over HTTP (draft-ietf-wish-whep). */
final class WhepSession extends HttpSession implements Player {

  private static final String SERVER = "down";
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final Supplier<Optional<Room>> room;
  private final MediaAccess media;
  private final HttpOffer offer;

  /**
   * @param room finds the room of the stream, if it is open
   * @param offer that was checked
   */
  WhepSession(
      String address,
      Supplier<Optional<Room>> room,
      MediaAccess media,
      HttpOffer offer,
      Consumer<HttpSession> onEnd) {
    super(address, offer.ufrag(), /* mayKnow= */ false, onEnd);
    this.room = room;
    this.media = media;
    this.offer = offer;
  }

  @Override
  void hear(Event event) {
    if (event instanceof Connect connect && connect.peer().equals(SERVER)) {
      room.get().ifPresent(here -> media.play(here.id(), client(), this));
    } else if (event instanceof Disconnect disconnect && disconnect.peer().equals(SERVER)) {
      forbid();
    }
  }

  @Override
  public SessionDescription offer() {
    return offer.description();
  }

  @Override
  public void answered(String sdp) {
    accepted(sdp);
  }

  @Override
  public void nothingToPlay() {
    refuse(Problems.later(409, "no-stream", "Nobody publishes anything to play.", AGAIN));
  }

  @Override
  public void gone() {
    leave();
  }

  @Override
  void restart(String newUfrag, String newPassword) {
    room.get().ifPresent(here -> media.restart(here.id(), client()));
  }
}
