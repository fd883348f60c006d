package dev.rtcrooms.hub.presence;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.ViewerCount;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts participants and watchers, and sends the count to everybody: at once, then at most once
 * per second. A newcomer gets it at once in any case. A client that lost its connection counts
 * while it is {@linkplain dev.rtcrooms.RoomsBuilder#clientGrace expected back}. For the room's
 * mailbox.
 */
public final class Viewers implements Feature {

  private static final Duration QUIET = Duration.ofSeconds(1);

  private final Room room;
  private final Tally participants = new Tally();
  private final Tally watchers = new Tally();
  private boolean quiet;
  private ViewerCount told = new ViewerCount(0, 0);

  /** The counts of those who joined since everybody was told. */
  private final Map<Client, ViewerCount> toldToNewcomers = new LinkedHashMap<>();

  /** The connections of one role. */
  private static final class Tally {
    private final Map<String, String> users = new HashMap<>();
    private final Map<String, Integer> connections = new HashMap<>();

    void add(Client client) {
      String user = client.user().id();
      if (users.putIfAbsent(client.id(), user) == null) {
        connections.merge(user, 1, Integer::sum);
      }
    }

    void remove(Client client) {
      String user = users.remove(client.id());
      if (user != null) {
        connections.computeIfPresent(user, (id, count) -> count == 1 ? null : count - 1);
      }
    }

    int people() {
      return connections.size();
    }

    int connections() {
      return users.size();
    }
  }

  /**
   * The count of one room.
   *
   * @param room the room it is for
   */
  public Viewers(Room room) {
    this.room = room;
  }

  /**
   * The number of people and connections in the room now.
   *
   * @return the count, whether it was sent yet or not
   */
  public ViewerCount count() {
    return new ViewerCount(
        participants.people(),
        watchers.people(),
        participants.connections(),
        watchers.connections());
  }

  @Override
  public void joined(Client client) {
    count(client);
    if (quiet) {
      toldToNewcomers.put(client, count());
      room.hub().send(client, count());
    } else if (told.equals(count())) {
      room.hub().send(client, told);
    } else {
      tell();
    }
  }

  @Override
  public void left(Client client) {
    toldToNewcomers.remove(client);
  }

  @Override
  public void gone(Client client) {
    participants.remove(client);
    watchers.remove(client);
    changed();
  }

  @Override
  public void moved(Client client) {
    count(client);
    changed();
  }

  private void changed() {
    if (!quiet && !told.equals(count())) {
      tell();
    }
  }

  private void count(Client client) {
    boolean participates = client.role() == Role.PARTICIPANT;
    (participates ? watchers : participants).remove(client);
    (participates ? participants : watchers).add(client);
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
