package dev.rtcrooms.hub;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Room;
import dev.rtcrooms.testkit.TestRooms;
import java.util.ArrayList;
import java.util.List;

/** A feature that writes down what it is told. */
public final class Witness implements Feature {

  private final List<String> seen = new ArrayList<>();

  public Witness(Room room) {}

  /** What the room of this name has seen so far. */
  static List<String> of(TestRooms rooms, String room) {
    return rooms.call(room, in -> in.feature(Witness.class).seen());
  }

  /** What happened, such as "joined ann", "left ann", "closed". */
  public List<String> seen() {
    return List.copyOf(seen);
  }

  @Override
  public void joined(Client client) {
    seen.add("joined " + client.user().id());
  }

  @Override
  public void left(Client client) {
    seen.add("left " + client.user().id());
  }

  @Override
  public void regranted(Client client, Grants before) {
    seen.add("regranted " + client.user().id() + " " + before + " -> " + client.grants());
  }

  @Override
  public void closed() {
    seen.add("closed");
  }
}
