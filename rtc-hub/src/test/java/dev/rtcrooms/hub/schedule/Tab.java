package dev.rtcrooms.hub.schedule;

import dev.rtcrooms.Role;
import dev.rtcrooms.message.ChatPage;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.ReadChat;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.testkit.Arrival;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A seat's connections, the present one last, and what its client shows. */
final class Tab {

  final Seat seat;
  final Screen screen = new Screen();
  private final TestRooms rooms;
  private @Nullable TestClient client;
  private @Nullable Connected expected;

  /** The last connection with a hello, from which the next one resumes. */
  private @Nullable Connected greeted;

  private boolean usable;
  private int shown;
  private int asked;

  Tab(Seat seat, TestRooms rooms) {
    this.seat = seat;
    this.rooms = rooms;
  }

  /** The connection in the model; null before the first. */
  @Nullable Connected expected() {
    return expected;
  }

  @Nullable TestClient client() {
    return client;
  }

  /** Whether its user can still close the connection, or send something. */
  boolean isUsable() {
    return usable && expected != null && expected.closed == 0;
  }

  boolean isJoined() {
    return isUsable() && expected != null && expected.joined;
  }

  /** The epoch and the offset of its position; null if it has none. */
  int @Nullable [] position() {
    return greeted == null || greeted.moved ? null : new int[] {greeted.epoch, greeted.position};
  }

  void connect(Connected inModel, @Nullable Position from) {
    Arrival arrival = rooms.arrival(Play.ROOM, seat.user()).session(seat.session());
    if (from != null) {
      arrival.resuming(from);
    }
    expected = inModel;
    shown = 0;
    usable = true;
    client = seat.link() == Role.PARTICIPANT ? arrival.join() : arrival.watch();
  }

  void leave() {
    usable = false;
    client.leave();
  }

  void crash() {
    usable = false;
    client.crash();
  }

  void vanish() {
    usable = false;
    client.vanish();
  }

  /** Sends a command, and gives the answer as the model does. */
  String ask(Command command) {
    String ref = "r-" + ++asked;
    client.send(command, ref);
    List<Event> all = client.answers(ref);
    if (all.size() != 1) {
      return "answers " + all;
    }
    if (all.get(0) instanceof Refused refused) {
      return refused.refusal().code();
    }
    Replied reply = (Replied) all.get(0);
    if (command instanceof ReadChat) {
      ChatPage page = client.data(command, reply, ChatPage.class);
      String rest = page.before() == null ? "" : " before " + page.before();
      return page.messages().stream().map(Screen::message).toList() + rest;
    }
    return reply.recorded() == null ? "done" : "recorded " + reply.recorded();
  }

  /** Shows what has arrived. */
  void show() {
    if (client == null) {
      return;
    }
    List<Batch> frames = client.frames();
    for (Batch frame : frames.subList(shown, frames.size())) {
      frame.messages().forEach(screen::show);
    }
    shown = frames.size();
    if (expected.greeted) {
      greeted = expected;
    }
  }
}
