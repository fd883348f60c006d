package dev.rtcrooms.hub.presence;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.ViewerCount;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts participants and watchers, and sends the count to everybody: at once, then at most once
 * per second. A newcomer gets it at once in any case. For the room's mailbox.
 */
public final class Viewers implements Feature {

  private static final Duration QUIET = Duration.ofSeconds(1);

  private final Room room;
  private int participants;
  private int watchers;
  private boolean quiet;
  private ViewerCount told = new ViewerCount(0, 0);

  /** The counts of those who joined since everybody was told. */
  private final Map<Client, ViewerCount> toldToNewcomers = new LinkedHashMap<>();

  /**
   * The count of one room.
   *
   * @param room the room it is for
   */
  public Viewers(Room room) {
    this.room = room;
  }

  /**
   * The number of clients in the room now.
   *
   * @return the count, whether it was sent yet or not
   */
  public ViewerCount count() {
    return new ViewerCount(participants, watchers);
  }

  @Override
  public void joined(Client client) {
    count(client.role(), 1);
    if (quiet) {
      toldToNewcomers.put(client, count());
      room.hub().send(client, count());
    } else {
      tell();
    }
  }

  @Override
  public void left(Client client) {
    toldToNewcomers.remove(client);
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
    toldToNewcomers.clear();
    room.hub().broadcast(told);
    quiet = true;
    room.after(QUIET, this::correct);
  }

  /** Everybody knows the true count afterwards: newcomers may have been told another one. */
  private void correct() {
    quiet = false;
    if (!told.equals(count())) {
      tell();
      return;
    }
    toldToNewcomers.forEach(
        (newcomer, known) -> {
          if (!known.equals(told)) {
            room.hub().send(newcomer, told);
          }
        });
    toldToNewcomers.clear();
  }
}
