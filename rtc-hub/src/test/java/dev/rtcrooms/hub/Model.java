package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Hub;
import dev.rtcrooms.Result;
import dev.rtcrooms.Role;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Hello;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each client must hear: one list, to which is added what the room says while the client is
 * there. For the mailbox; to be read when nothing happens any more.
 */
final class Model {

  private final Map<String, List<Event>> expected = new HashMap<>();
  private final Set<String> dismissed = new HashSet<>();
  private @Nullable Hub hub;

  /** Passes on what clients send, and keeps the book of it. */
  Feature scribe(Hub hub) {
    this.hub = hub;
    return new Feature() {
      @Override
      public void joined(Client client) {
        expected.put(client.id(), new ArrayList<>());
        say(new Note(client.id() + " joined"));
      }

      @Override
      public void left(Client client) {
        say(new Fact(client.id() + " left"));
      }

      @Override
      public Result handle(Client client, Command command) {
        say((CustomEvent) command);
        return Result.DONE;
      }
    };
  }

  private Hub hub() {
    if (hub == null) {
      throw new IllegalStateException("No room has been opened yet");
    }
    return hub;
  }

  List<Client> members() {
    return List.copyOf(hub().clients());
  }

  void say(Event event) {
    boolean everybody = event instanceof Note || event instanceof Fact;
    for (Client client : hub().clients()) {
      if (everybody || client.role() == Role.PARTICIPANT) {
        told(client).add(event);
      }
    }
    hub().broadcast(event);
  }

  void tell(Client client, Event event) {
    told(client).add(event);
    hub().send(client, event);
  }

  /** Takes a client out of the room, whose connection stays open. */
  void dismiss(Client client) {
    dismissed.add(client.id());
    hub().unregister(client);
  }

  private List<Event> told(Client client) {
    return told(client.id());
  }

  private List<Event> told(String id) {
    List<Event> told = expected.get(id);
    if (told == null) {
      throw new IllegalStateException(id + " has not joined");
    }
    return told;
  }

  boolean wasDismissed(List<Event> heard) {
    return dismissed.contains(id(heard));
  }

  private static String id(List<Event> heard) {
    return ((Hello) heard.get(0)).member().client();
  }

  /**
   * Compares what a client heard, its hello first, with what it was told.
   *
   * @param toTheEnd whether it must have heard all of it
   */
  void check(List<Event> heard, boolean toTheEnd, String what) {
    String id = id(heard);
    List<Event> told = told(id);
    List<Event> left =
        heard.stream()
            .filter(
                e ->
                    e instanceof Note
                        || e instanceof Fact
                        || e instanceof Secret
                        || e instanceof Level)
            .toList();
    int at = 0;
    for (int n = 0; n < told.size() && (toTheEnd || at < left.size()); n++) {
      Event next = told.get(n);
      if (at < left.size() && left.get(at).equals(next)) {
        at++;
      } else {
        assertThat(replaced(next, told.subList(n + 1, told.size())))
            .as("%s: %s must hear %s after %d others", what, id, next, at)
            .isTrue();
      }
    }
    assertThat(left).as("%s: what %s heard", what, id).hasSize(at);
  }

  private static boolean replaced(Event event, List<Event> later) {
    return event instanceof Level level
        && later.stream().anyMatch(e -> e instanceof Level l && l.of().equals(level.of()));
  }
}
