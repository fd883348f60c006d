package dev.rtcrooms.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Role;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Outgoing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The queues of a room for other nodes, of which many come and go in a long life. */
class RemoteQueuesTest {

  private final Lanes lanes = new Lanes(1000, Runnable::run, () -> 0);

  private static final class Elsewhere implements RemoteLane {
    private boolean over;

    @Override
    public void turn(
        List<Outgoing> toParticipants, List<Outgoing> toWatchers, List<Group> groups) {}

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
}
