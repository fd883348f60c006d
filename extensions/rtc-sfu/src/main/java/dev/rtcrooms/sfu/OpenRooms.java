package dev.rtcrooms.sfu;

import dev.rtcrooms.sfu.whip.MediaAccess;
import dev.rtcrooms.sfu.whip.Player;
import java.util.Map;
import java.util.UUID;

/**
 * The rooms of an SFU, for clients over HTTP. Any thread.
 *
 * @param rooms by their ids
 */
record OpenRooms(Map<UUID, SfuRoom> rooms) implements MediaAccess {

  @Override
  public void watch(UUID room, String client, Runnable gone) {
    SfuRoom found = rooms.get(room);
    if (found != null) {
      found.withUp(up -> up.watch(client, gone));
    }
  }

  @Override
  public void play(UUID room, String client, Player player) {
    SfuRoom found = rooms.get(room);
    if (found != null) {
      found.withDown(down -> down.play(client, player));
    }
  }

  @Override
  public void restart(UUID room, String client) {
    SfuRoom found = rooms.get(room);
    if (found != null) {
      found.withDown(down -> down.restart(client));
    }
  }
}
