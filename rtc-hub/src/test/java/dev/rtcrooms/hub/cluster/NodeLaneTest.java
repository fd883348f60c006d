package dev.rtcrooms.hub.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.rtcrooms.Limits;
import dev.rtcrooms.hub.cluster.NodeMessage.Group;
import dev.rtcrooms.hub.cluster.NodeMessage.Turn;
import dev.rtcrooms.hub.delivery.RemoteLane;
import dev.rtcrooms.message.Typing;
import dev.rtcrooms.spi.cluster.Cluster;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Encoded;
import dev.rtcrooms.transport.Outgoing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Turns of a room in which many clients of another node get much. */
class NodeLaneTest {

  private static final int KIB = 1024;
  private static final int CLIENTS = 20;

  /** Which {@link Cluster#send} promises to engines. */
  private static final int MOST_OF_A_FRAME = 4 * 1024 * KIB;

  private final List<NodeMessage> sent = new ArrayList<>();
  private final NodeLane lane = new NodeLane(1, lines(), sent::add);

  /** Each message has the same large form. */
  private static Lines lines() {
    Codec codec = mock(Codec.class);
    Encoded large = Encoded.ofText("x".repeat(256 * KIB));
    when(codec.encode(any(Outgoing.class))).thenReturn(large);
    Cluster cluster = mock(Cluster.class);
    when(cluster.codec(any(), any())).thenReturn(codec);
    return new Lines(cluster, List.of(), Limits.defaults());
  }

  private static Outgoing message() {
    return Outgoing.of(Typing.TYPE, new Typing(List.of()));
  }

  private RemoteLane.Group resumes(long client) {
    NodeLane.Numbered connection = mock(NodeLane.Numbered.class);
    when(connection.number()).thenReturn(client);
    List<Outgoing> missed = List.of(message(), message(), message(), message());
    return new RemoteLane.Group(missed, List.of(connection));
  }

  /** How many messages each client gets, if client 0 is a participant that is in no group. */
  private Map<Long, Integer> received() {
    Map<Long, Integer> received = new HashMap<>();
    for (NodeMessage message : sent) {
      Turn turn = (Turn) message;
      Map<Long, Integer> now = new HashMap<>();
      for (long client = 0; client <= CLIENTS; client++) {
        now.put(client, turn.toParticipants().length);
      }
      for (Group group : turn.groups()) {
        for (long client : group.clients()) {
          now.put(client, group.messages().length);
        }
      }
      now.forEach((client, messages) -> received.merge(client, messages, Integer::sum));
    }
    return received;
  }

  @Test
  void theReplaysOfManyClientsDoNotShareAFrame() {
    List<RemoteLane.Group> groups = new ArrayList<>();
    for (long client = 1; client <= CLIENTS; client++) {
      groups.add(resumes(client));
    }
    lane.turn(List.of(message()), List.of(), groups);

    for (NodeMessage message : sent) {
      FrameBuffer frame = new FrameBuffer(0);
      frame.add(message);
      assertThat(frame.contentSize()).isLessThan(MOST_OF_A_FRAME);
    }
    Map<Long, Integer> received = received();
    assertThat(received.remove(0L)).as("who only listens").isEqualTo(1);
    assertThat(received.values()).hasSize(CLIENTS).containsOnly(4);
  }

  @Test
  void anOrdinaryTurnIsOneMessage() {
    lane.turn(List.of(message()), List.of(), List.of(resumes(1)));
    assertThat(sent).hasSize(1);
    assertThat(((Turn) sent.get(0)).groups()).hasSize(1);
  }
}
