package dev.rtcrooms.hub.schedule;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.history.InMemoryHistory;
import dev.rtcrooms.hub.moderation.Moderation;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.hub.presence.Viewers;
import dev.rtcrooms.hub.schedule.Step.Action;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Plays a schedule with a real room and with the model, and compares them after each step. */
final class Play {

  static final String ROOM = "lobby";

  private final RoomModel model = new RoomModel();
  private final Answers answers = new Answers(model);
  private final TestRooms rooms;
  private final Map<Seat, Tab> tabs = new EnumMap<>(Seat.class);
  private final Map<Seat, Step> said = new EnumMap<>(Seat.class);
  private final List<String> transcript = new ArrayList<>();
  private final Comparison comparison;

  private Play(long seed) {
    rooms = TestRooms.with(time -> builder(time, seed)).seeded(seed);
    for (Seat seat : Seat.values()) {
      tabs.put(seat, new Tab(seat, rooms));
    }
    comparison = new Comparison(model, rooms, tabs);
  }

  private static RoomsBuilder builder(VirtualTime time, long seed) {
    Duration kept = Duration.ofSeconds(Log.KEPT_SECONDS);
    Duration waiting = Duration.ofSeconds(RoomModel.WAITING);
    return RtcRooms.builder()
        .secret("a secret of the tests")
        .history(InMemoryHistory.of(Log.KEPT, kept, time, new Random(seed)))
        .clientGrace(Duration.ofSeconds(RoomModel.GRACE))
        .emptyRoomGrace(Duration.ofSeconds(RoomModel.EMPTY))
        .limits(
            limits ->
                limits.toBuilder()
                    .clientsPerRoom(Door.CAPACITY)
                    .outboxAge(Duration.ofHours(1))
                    .build())
        .feature(Presence::new)
        .feature(Viewers::new)
        .feature(Chat::new)
        .feature(Moderation.with(options -> options.waiting(100, waiting)))
        .authenticator(handshake -> User.of(handshake.principal()))
        .admission(
            (user, room, role) ->
                CompletableFuture.completedStage(admitted(user.id(), role, time)));
  }

  private static Grants admitted(String user, Role role, VirtualTime time) {
    Grants grants = Grants.of(Seat.admitted(user, role).toArray(String[]::new));
    return Seat.expires(user) ? grants.until(time.now().plusSeconds(RoomModel.ADMISSION)) : grants;
  }

  /**
   * Plays a schedule to its end.
   *
   * @return a transcript, and how the room and the model differ; null if they do not
   */
  static @Nullable String play(long seed, List<Step> schedule) {
    Play play = new Play(seed);
    try {
      schedule.forEach(play::step);
      play.pass(RoomModel.GRACE + 3);
      play.comparison.check();
      play.rooms.close();
      return null;
    } catch (Mismatch e) {
      return play.told(e.getMessage());
    } catch (RuntimeException | AssertionError e) {
      return play.told(e.toString());
    }
  }

  private String told(String problem) {
    return String.join("\n", transcript) + "\n" + problem;
  }

  private void step(Step step) {
    String about = step.isAboutMessage() ? " of " + model.log.choose(step.n()) : "";
    transcript.add("%4d s  %s%s".formatted(model.now, step, about));
    String answer = step.by() == null ? byHost(step) : by(tabs.get(step.by()), step);
    if (answer.isEmpty()) {
      transcript.remove(transcript.size() - 1); // there was nothing to do
    } else {
      transcript.set(transcript.size() - 1, transcript.get(transcript.size() - 1) + ": " + answer);
      comparison.check();
    }
  }

  private String byHost(Step step) {
    if (step.action() == Action.WAIT) {
      pass(step.seconds());
      return "over";
    }
    if (step.action() != Action.DISCONNECT) {
      model.open();
    }
    int message = model.log.choose(step.n());
    String expected = answers.toHost(step);
    String actual = Commands.callOfHost(rooms, step, message);
    Mismatch.unless("the answer", expected.startsWith("recorded") ? "done" : expected, actual);
    return expected;
  }

  private void pass(int seconds) {
    for (int second = 0; second < seconds; second++) {
      model.second();
    }
    rooms.advance(Duration.ofSeconds(seconds));
  }

  private String by(Tab tab, Step step) {
    return switch (step.action()) {
      case JOIN -> connect(tab, null);
      case RESUME -> connect(tab, position(tab, step));
      case LEAVE -> end(tab, CloseReason.LEFT, tab::leave);
      case CRASH -> end(tab, CloseReason.LOST, tab::crash);
      case VANISH -> vanish(tab);
      case SAY_AGAIN -> said.containsKey(tab.seat) ? ask(tab, said.get(tab.seat)) : "";
      default -> ask(tab, step);
    };
  }

  private static int @Nullable [] position(Tab tab, Step step) {
    int[] position = tab.position();
    if (position != null && step.n() % 8 == 0) {
      position[1] = Math.max(0, position[1] - step.n() % 5);
    }
    return position;
  }

  private String connect(Tab tab, int @Nullable [] from) {
    Connected expected = model.connect(tab.seat, from);
    tab.connect(expected, from == null ? null : new Position(comparison.epoch(from[0]), from[1]));
    return expected.closed > 0
        ? "closed with " + expected.closed
        : expected.waits ? "waits" : "joined" + (expected.recovered ? ", recovered" : "");
  }

  private String end(Tab tab, CloseReason reason, Runnable end) {
    if (!tab.isUsable()) {
      return "";
    }
    model.close(tab.expected(), reason);
    end.run();
    return "left";
  }

  private String vanish(Tab tab) {
    if (!tab.isUsable()) {
      return "";
    }
    tab.expected().hears = false;
    tab.vanish();
    return "vanished";
  }

  private String ask(Tab tab, Step step) {
    if (!tab.isJoined()) {
      return "";
    }
    if (step.action() == Action.SAY) {
      said.put(tab.seat, step);
    }
    int message = model.log.choose(step.n());
    String expected = answers.to(tab.expected(), step);
    String actual = tab.ask(Commands.of(step, message));
    Mismatch.unless("the answer to " + tab.seat, expected, actual);
    return expected;
  }
}
