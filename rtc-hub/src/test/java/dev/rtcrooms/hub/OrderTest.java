package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Hub;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Result;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random comings, goings, stalls and speeches, against a model that is one list for each client of
 * what the room said while it was there.
 */
class OrderTest {

  private static final int STEPS = 2_000;

  /** What each client must hear of notes and facts, by its id, in the room's order. */
  private final Map<String, List<Event>> model = new HashMap<>();

  private final Map<String, TestClient> present = new LinkedHashMap<>();
  private final List<TestClient> all = new ArrayList<>();
  private int said;
  private int users;

  /** Writes down who is there whenever the room says something. */
  private final class Scribe implements Feature {
    private final Hub hub;

    Scribe(Hub hub) {
      this.hub = hub;
    }

    @Override
    public void joined(Client client) {
      model.put(client.id(), new ArrayList<>());
      say(new Note(client.id() + " joined"));
    }

    @Override
    public void left(Client client) {
      say(new Fact(client.id() + " left"));
    }

    @Override
    public Result handle(Client client, Command command) {
      if (command instanceof CustomEvent event) {
        say(event);
        tell(client, new Note("only for " + client.id() + " " + said++));
        return Result.DONE;
      }
      return Result.UNHANDLED;
    }

    private void say(Event event) {
      hub.clients().forEach(client -> model.get(client.id()).add(event));
      hub.broadcast(event);
    }

    private void tell(Client client, Event event) {
      if (hub.clients().contains(client)) {
        model.get(client.id()).add(event);
      }
      hub.send(client, event);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyClientHearsTheRoomsOrder(long seed) {
    Random random = new Random(seed);
    try (TestRooms rooms =
        TestRooms.with(
            RtcRooms.builder()
                .secret("a secret of the tests")
                .limits(Limits.builder().forLoadTests().build())
                .feature(room -> new Scribe(room.hub()), Note.TYPE, Fact.TYPE))) {
      for (int step = 0; step < STEPS; step++) {
        step(rooms, random);
      }
      present.values().forEach(OrderTest::wakeUp);

      assertThat(all).hasSizeGreaterThan(50);
      for (TestClient client : all) {
        List<Event> heard =
            client.heard().stream()
                .filter(event -> event instanceof Note || event instanceof Fact)
                .toList();
        List<Event> expected = model.get(client.id());
        if (present.containsKey(client.id())) {
          assertThat(heard).as(client + " of seed " + seed).isEqualTo(expected);
        } else {
          assertThat(expected)
              .as(client + " of seed " + seed)
              .startsWith(heard.toArray(Event[]::new));
        }
      }
    }
  }

  private void step(TestRooms rooms, Random random) {
    int dice = random.nextInt(100);
    if (present.size() < 2 || dice < 10) {
      TestClient client =
          dice % 3 == 0
              ? rooms.watch("lobby", "user " + users++)
              : rooms.join("lobby", "user " + users++);
      present.put(client.id(), client);
      all.add(client);
    } else if (dice < 18) {
      leave(random);
    } else if (dice < 25) {
      any(random).stall();
    } else if (dice < 32) {
      wakeUp(any(random));
    } else if (dice < 40) {
      rooms.execute(
          "lobby", room -> room.feature(Scribe.class).say(new Fact("the house says " + said++)));
    } else {
      any(random).send(dice % 2 == 0 ? new Note("note " + said++) : new Fact("fact " + said++));
    }
  }

  private void leave(Random random) {
    TestClient client = any(random);
    wakeUp(client);
    present.remove(client.id());
    if (random.nextBoolean()) {
      client.leave();
    } else {
      client.crash();
    }
  }

  private static void wakeUp(TestClient client) {
    client.stall();
    client.resume();
  }

  private TestClient any(Random random) {
    return new ArrayList<>(present.values()).get(random.nextInt(present.size()));
  }
}
