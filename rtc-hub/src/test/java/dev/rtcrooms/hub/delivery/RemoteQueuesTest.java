package dev.rtcrooms.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.rtcrooms.Audience;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Role;
import dev.rtcrooms.message.Typing;
import dev.rtcrooms.testkit.VirtualTime;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Outgoing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The queues of a room for other nodes, of which many come and go in a long life. */
class RemoteQueuesTest {

  private final Lanes lanes = new Lanes(1000, Runnable::run, () -> 0);

  private static final class Elsewhere implements RemoteLane {
    private boolean over;
    private boolean fails;

    @Override
    public void turn(List<Outgoing> toParticipants, List<Outgoing> toWatchers, List<Group> groups) {
      if (fails) {
        throw new IllegalStateException("as the test wants it");
      }
    }

    @Override
    public void moved(Connection connection, Role role) {}

    @Override
    public boolean isOver() {
      return over;
    }

    @Override
    public void left(Connection connection) {}
  }

  @Test
  void theConnectionsOfANodeShareAQueue() {
    Elsewhere lane = new Elsewhere();
    assertThat(lanes.queue(lane)).isSameAs(lanes.queue(lane));
  }

  @Test
  void theQueueOfALaneThatIsOverIsForgotten() {
    Elsewhere lane = new Elsewhere();
    LaneQueue queue = lanes.queue(lane);
    lane.over = true;
    lanes.queue(new Elsewhere());
    lane.over = false;
    assertThat(lanes.queue(lane)).isNotSameAs(queue);
  }

  @Test
  void clientsThatMissATurnMustComeBack() {
    Elsewhere lane = new Elsewhere();
    Connection connection = mock(Connection.class);
    when(connection.lane()).thenReturn(lane);
    List<CloseReason> ended = new ArrayList<>();
    RoomOutput output = new RoomOutput(Limits.defaults(), new VirtualTime(), Runnable::run);
    Recipient recipient = output.recipient(connection, Role.PARTICIPANT, ended::add);
    output.add(recipient);
    output.endTurn();

    lane.fails = true;
    output.broadcast(Outgoing.of(Typing.TYPE, new Typing(List.of())), Audience.EVERYONE);
    output.endTurn();

    assertThat(ended).containsExactly(CloseReason.LOST);
  }
}
