package dev.rtcrooms;

import dev.rtcrooms.transport.Masked;
import java.time.Instant;
import java.util.UUID;

/**
 * A room at one moment, for lists and dashboards; immutable, any thread.
 *
 * @param id the room's id, which is a capability
 * @param people how many users are connected, each counted once
 * @param connections how many clients are in the room
 * @param since when the room opened
 * @param attributes what the host has set by {@link Room#setAttribute}
 */
public record RoomSummary(
    UUID id, int people, int connections, Instant since, Attributes attributes) {

  /** Hides the id. */
  @Override
  public String toString() {
    return "RoomSummary["
        + Masked.id(id)
        + ", people="
        + people
        + ", connections="
        + connections
        + ", since="
        + since
        + "]";
  }
}
