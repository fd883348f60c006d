package dev.rtcrooms.hub;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Room;
import dev.rtcrooms.spi.RefusedEntry;
import dev.rtcrooms.spi.RoomListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Notes what happens in the rooms, for the test's thread. */
public final class Audit implements RoomListener {

  private final List<String> lines = new ArrayList<>();

  /** What was noted since this was called last. */
  public List<String> lines() {
    List<String> noted = List.copyOf(lines);
    lines.clear();
    return noted;
  }

  @Override
  public void roomOpened(Room room) {
    lines.add("opened");
  }

  @Override
  public void roomClosed(Room room, CloseReason reason) {
    lines.add("closed: " + reason.text());
  }

  @Override
  public void joined(Client client) {
    lines.add(client.user().id() + " joined");
  }

  @Override
  public void left(Client client, CloseReason reason) {
    lines.add(client.user().id() + " left: " + reason.text());
  }

  @Override
  public void refused(RefusedEntry entry) {
    lines.add(entry.userId().orElse("somebody") + " refused: " + entry.reason().text());
  }

  @Override
  public void slow(Client client, long waiting) {
    lines.add(client.user().id() + " slow: " + (waiting > 0 ? "some bytes" : "no bytes"));
  }

  @Override
  public void resumed(Client client, boolean recovered) {
    lines.add(client.user().id() + (recovered ? " recovered" : " resumed in vain"));
  }

  @Override
  public void handled(Client client, String type, Duration took, Optional<String> refusal) {
    lines.add(
        client.user().id() + " " + type + " " + took.toMillis() + " ms " + refusal.orElse("done"));
  }
}
