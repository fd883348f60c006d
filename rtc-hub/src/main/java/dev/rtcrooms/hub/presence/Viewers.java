package dev.rtcrooms.hub.presence;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.ViewerCount;
import java.time.Duration;

/**
 * Counts who is here, participants and watchers apart, and tells everybody: at once, then at most
 * once a second. For the room's mailbox. A newcomer is told at once in any case.
 */
public final class Viewers implements Feature {

  private static final Duration QUIET = Duration.ofSeconds(1);

  private final Room room;
  private int participants;
  private int watchers;
  private boolean quiet;
  private ViewerCount told = new ViewerCount(0, 0);

  /**
   * The count of one room.
   *
   * @param room the room it is for
   */
  public Viewers(Room room) {
    this.room = room;
  }

  /**
   * How many are here now.
   *
   * @return the count, whether it has been told yet or not
   */
  public ViewerCount count() {
    return new ViewerCount(participants, watchers);
  }

  @Override
  public void joined(Client client) {
    count(client.role(), 1);
    if (quiet) {
      room.hub().send(client, count());
    } else {
      tell();
    }
  }

  @Override
  public void left(Client client) {
    count(client.role(), -1);
    changed();
  }

  @Override
  public void moved(Client client) {
    count(client.role(), 1);
    count(client.role() == Role.PARTICIPANT ? Role.WATCHER : Role.PARTICIPANT, -1);
    changed();
  }

  private void changed() {
    if (!quiet) {
      tell();
    }
  }

  private void count(Role role, int change) {
    if (role == Role.PARTICIPANT) {
      participants += change;
    } else {
      watchers += change;
    }
  }

  private void tell() {
    told = count();
    room.hub().broadcast(told);
    quiet = true;
    room.after(
        QUIET,
        () -> {
          quiet = false;
          if (!told.equals(count())) {
            tell();
          }
        });
  }
}
