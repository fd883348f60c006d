package dev.rtcrooms.hub.presence;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.Members;
import dev.rtcrooms.message.MembersChanged;
import dev.rtcrooms.message.Person;
import dev.rtcrooms.message.Person.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the participants who takes part: people, whatever the number of their connections. A
 * participant that joins is sent the list; changes follow, the first at once and then at most every
 * half second, so that n people who come at the same time cost messages in proportion to n.
 * Somebody whose connections are lost is {@linkplain State#AWAY away} after two seconds, and leaves
 * when no longer {@linkplain dev.rtcrooms.RoomsBuilder#clientGrace expected back}. Watchers do not
 * receive this and are not listed. For the room's mailbox.
 *
 * <p>All participants know the same list: as it was told last. A newcomer is in the list that it is
 * sent, or in the next change.
 */
public final class Presence implements Feature {

  private static final Duration QUIET = Duration.ofMillis(500);
  private static final Duration AWAY_AFTER = Duration.ofSeconds(2);

  private final Room room;
  private final Map<String, Attendance> present = new LinkedHashMap<>();
  private final Map<String, Person> told = new LinkedHashMap<>();

  /** The ids of users of whom the others may have to be told something. */
  private final Set<String> changed = new LinkedHashSet<>();

  /** The list for a newcomer; null if it must be made anew. */
  private @Nullable Members list;

  private boolean quiet;

  /**
   * The presence of one room.
   *
   * @param room the room it is for
   */
  public Presence(Room room) {
    this.room = room;
  }

  /**
   * Returns the people who take part now, whether the others were told already or not.
   *
   * @return a snapshot in the order of joining
   */
  public List<Person> people() {
    return present.values().stream().map(Attendance::person).toList();
  }

  @Override
  public void joined(Client client) {
    if (client.role() == Role.PARTICIPANT) {
      welcome(client);
    } else {
      remove(client);
    }
  }

  @Override
  public void moved(Client client) {
    joined(client);
  }

  @Override
  public void infoChanged(Client client) {
    Attendance attendance = present.get(client.user().id());
    if (attendance != null && client.role() == Role.PARTICIPANT) {
      attendance.show(client);
      changed(client);
    }
  }

  @Override
  public void left(Client client) {
    Attendance attendance = present.get(client.user().id());
    if (attendance != null && attendance.disconnected(client)) {
      awaySoon(attendance, client);
    }
  }

  @Override
  public void gone(Client client) {
    remove(client);
  }

  private void welcome(Client client) {
    Attendance attendance = present.computeIfAbsent(client.user().id(), id -> new Attendance());
    attendance.connected(client);
    changed.add(client.user().id());
    if (!quiet) {
      tell(client);
    }
    room.hub().send(client, list());
  }

  private void remove(Client client) {
    String user = client.user().id();
    Attendance attendance = present.get(user);
    if (attendance != null && attendance.remove(client.id())) {
      if (attendance.isEmpty()) {
        present.remove(user);
      } else if (attendance.isWaitedFor()) {
        awaySoon(attendance, client);
      }
      changed(client);
    }
  }

  private void awaySoon(Attendance attendance, Client client) {
    attendance.awayTimer(room.after(AWAY_AFTER, () -> away(client)));
  }

  private void away(Client client) {
    Attendance attendance = present.get(client.user().id());
    if (attendance != null) {
      attendance.away();
      changed(client);
    }
  }

  private void changed(Client client) {
    changed.add(client.user().id());
    if (!quiet) {
      tell(null);
    }
  }

  /**
   * Tells all participants what has changed since they were told last; a newcomer gets the list.
   */
  private void tell(@Nullable Client newcomer) {
    MembersChanged news = takeNews();
    if (news.joined().isEmpty() && news.changed().isEmpty() && news.left().isEmpty()) {
      return;
    }
    if (newcomer == null) {
      room.hub().broadcast(news);
    } else {
      room.hub().broadcastExcept(newcomer, news);
    }
    quiet = true;
    room.after(
        QUIET,
        () -> {
          quiet = false;
          tell(null);
        });
  }

  private MembersChanged takeNews() {
    List<Person> joined = new ArrayList<>();
    List<Person> different = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (String user : changed) {
      Attendance attendance = present.get(user);
      if (attendance == null) {
        if (told.remove(user) != null) {
          left.add(user);
        }
        continue;
      }
      Person now = attendance.person();
      Person before = told.put(user, now);
      if (before == null) {
        joined.add(now);
      } else if (!before.equals(now)) {
        different.add(now);
      }
    }
    changed.clear();
    list = null;
    return new MembersChanged(joined, different, left);
  }

  private Members list() {
    Members known = list;
    if (known == null) {
      known = new Members(List.copyOf(told.values()));
      list = known;
    }
    return known;
  }
}
