package dev.rtcrooms.sfu;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.Refused;
import java.util.HashSet;
import java.util.Set;

/** Tells a receiver once of each track whose codec it does not play; for the room's mailbox. */
final class CodecNotices {

  private final Room room;
  private final String client;
  private final Set<PublishedTrack> told = new HashSet<>();

  CodecNotices(Room room, String client) {
    this.room = room;
    this.client = client;
  }

  void notTaken(PublishedTrack track) {
    if (told.add(track)) {
      String name =
          room.hub().client(track.client()).map(each -> each.user().name()).orElse("somebody");
      String text =
          "%s is sent as %s, which this client does not play"
              .formatted(name, track.codec().encoding());
      Refused notice = new Refused(null, Refusal.of(Refusal.CODEC, text));
      room.hub().client(client).ifPresent(here -> room.hub().send(here, notice));
    }
  }

  void forget(PublishedTrack track) {
    told.remove(track);
  }
}
