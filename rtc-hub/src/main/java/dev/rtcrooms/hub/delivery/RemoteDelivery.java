package dev.rtcrooms.hub.delivery;

import dev.rtcrooms.hub.delivery.RemoteLane.Group;
import dev.rtcrooms.hub.outbox.TurnMessages;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Outgoing;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers the output of a turn to a node at once, whatever the number of its clients. */
final class RemoteDelivery implements LaneTask {

  private static final Logger LOG = LoggerFactory.getLogger(RemoteDelivery.class);

  private final TurnOutput output;
  private final LaneQueue queue;
  private final RemoteLane lane;
  private final RecipientList.Snapshot recipients;
  private boolean done;

  RemoteDelivery(
      TurnOutput output, LaneQueue queue, RemoteLane lane, RecipientList.Snapshot recipients) {
    this.output = output;
    this.queue = queue;
    this.lane = lane;
    this.recipients = recipients;
  }

  /** Clients that miss a turn must come back. */
  @Override
  public int run(int most, long now) {
    done = true;
    try {
      send();
    } catch (RuntimeException | Error e) {
      LOG.warn("A turn could not be sent to another node: {}", e.toString());
      for (int n = 0; n < recipients.size(); n++) {
        recipients.get(n).lose();
      }
    }
    return 1;
  }

  private void send() {
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
  }

  private static List<Outgoing> messages(@Nullable TurnMessages messages) {
    return messages == null ? List.of() : messages.messages();
  }

  @Override
  public boolean isDone() {
    return done;
  }
}
