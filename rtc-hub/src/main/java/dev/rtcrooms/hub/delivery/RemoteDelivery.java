package dev.rtcrooms.hub.delivery;

import dev.rtcrooms.hub.delivery.RemoteLane.Group;
import dev.rtcrooms.hub.outbox.TurnMessages;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Outgoing;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Delivers the output of a turn to a node at once, whatever the number of its clients. */
final class RemoteDelivery implements LaneTask {

  private final TurnOutput output;
  private final LaneQueue queue;
  private final RemoteLane lane;
  private boolean done;

  RemoteDelivery(TurnOutput output, LaneQueue queue, RemoteLane lane) {
    this.output = output;
    this.queue = queue;
    this.lane = lane;
  }

  @Override
  public int run(int most, long now) {
    done = true;
    IdentityHashMap<TurnMessages, List<Connection>> groups = new IdentityHashMap<>();
    output
        .individual()
        .forEach(
            (recipient, messages) -> {
              if (recipient.lane() == queue) {
                groups
                    .computeIfAbsent(messages, same -> new ArrayList<>())
                    .add(recipient.connection());
              }
            });
    List<Group> sent = new ArrayList<>(groups.size());
    groups.forEach((messages, some) -> sent.add(new Group(messages.messages(), some)));
    lane.turn(messages(output.toParticipants()), messages(output.toWatchers()), sent);
    return 1;
  }

  private static List<Outgoing> messages(@Nullable TurnMessages messages) {
    return messages == null ? List.of() : messages.messages();
  }

  @Override
  public boolean isDone() {
    return done;
  }
}
