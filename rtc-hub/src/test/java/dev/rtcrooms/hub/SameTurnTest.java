package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.transport.Handshake;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client that joins in the turn in which an event was recorded. */
class SameTurnTest {

  /** The newest task runs first, so that the admission comes before the turn. */
  private final Deque<Runnable> tasks = new ArrayDeque<>();

  private void runAll() {
    while (!tasks.isEmpty()) {
      tasks.pop().run();
    }
  }

  @Test
  void whatWasRecordedBeforeIsBehindItsPosition() {
    try (Rooms rooms = Echo.builder().executor(tasks::push).scheduler(new StoppedTime()).build()) {
      Room room = rooms.create();
      runAll();
      HeldConnection ann = new HeldConnection(new TallyCodec());

      room.execute(() -> room.hub().broadcast(new Fact("before")));
      rooms.accept(ann, Handshake.of(Role.PARTICIPANT, room.id().toString()));
      runAll();

      List<Event> heard = ann.events();
      assertThat(heard).hasSize(1);
      assertThat(((Hello) heard.get(0)).position().offset()).isEqualTo(1);
      rooms.close();
      runAll();
    }
  }
}
