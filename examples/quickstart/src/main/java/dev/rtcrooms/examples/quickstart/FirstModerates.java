package dev.rtcrooms.examples.quickstart;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.hub.moderation.Moderation;
import org.jspecify.annotations.Nullable;

/**
 * Lets the first participant of a room moderate it, and when that one is gone for good, the one
 * that has been here the longest. Moderators can make others moderators. In the mailbox.
 *
 * <p>A host with accounts needs no such rule: its {@link dev.rtcrooms.spi.Admission} gives the
 * grant to whom it wants.
 */
final class FirstModerates implements Feature {

  private final Room room;
  private @Nullable String moderator;

  FirstModerates(Room room) {
    this.room = room;
  }

  @Override
  public void joined(Client client) {
    if (moderator == null && client.role() == Role.PARTICIPANT) {
      appoint(client.user().id());
    }
  }

  @Override
  public void gone(Client client) {
    String user = client.user().id();
    if (user.equals(moderator) && room.hub().clientsOf(user).isEmpty()) {
      moderator = null;
      room.hub().clients().stream()
          .filter(other -> other.role() == Role.PARTICIPANT)
          .findFirst()
          .ifPresent(next -> appoint(next.user().id()));
    }
  }

  private void appoint(String user) {
    moderator = user;
    room.execute(Moderation.class, moderation -> moderation.permit(user, Grants.MODERATE, true));
  }
}
