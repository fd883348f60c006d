package dev.rtcrooms.signaling;

import dev.rtcrooms.Client;
import dev.rtcrooms.Hub;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.ChannelClosed;
import dev.rtcrooms.message.ChannelCommand;
import dev.rtcrooms.message.ChannelMessages;
import dev.rtcrooms.message.ChannelOpened;
import dev.rtcrooms.message.ChannelPeers;
import dev.rtcrooms.message.CloseChannel;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.OpenChannel;
import dev.rtcrooms.message.SendToChannel;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The data channels of a room whose media a server forwards: messages go from publishers to those
 * who receive from the media server, through this process. For the room's mailbox only.
 */
final class RelayedChannels {

  /** The most channels of a client: each client that comes is told of all channels. */
  private static final int MAX_CHANNELS = 16;

  private final Hub hub;
  private final Mesh mesh;

  /** The labels of each client that has channels. */
  private final Map<String, Set<String>> open = new LinkedHashMap<>();

  /** The clients that are connected both to the media server and to this one. */
  private Set<String> receivers = Set.of();

  RelayedChannels(Hub hub, Mesh mesh) {
    this.hub = hub;
    this.mesh = mesh;
  }

  void handle(Client client, ChannelCommand command) {
    if (command instanceof OpenChannel) {
      open(client, command.label());
    } else if (command instanceof CloseChannel) {
      close(client.id(), command.label());
    } else if (command instanceof SendToChannel message) {
      send(client.id(), message);
    }
  }

  private void open(Client client, String label) {
    String publisher = client.id();
    if (!mesh.isPublisher(publisher)) {
      throw new RefusalException(Refusal.NOT_ALLOWED, "Only publishers open channels");
    }
    Set<String> labels = open.computeIfAbsent(publisher, id -> new LinkedHashSet<>());
    if (labels.contains(label)) {
      return;
    }
    if (labels.size() >= MAX_CHANNELS) {
      throw new RefusalException(
          Refusal.TOO_MANY_CHANNELS, "A client has at most " + MAX_CHANNELS + " channels");
    }
    labels.add(label);
    hub.send(client, new ChannelPeers(without(receivers, Set.of(publisher)), List.of()));
    tellReceivers(publisher, new ChannelOpened(publisher, label));
  }

  private void close(String publisher, String label) {
    Set<String> labels = open.get(publisher);
    if (labels != null && labels.remove(label)) {
      open.values().removeIf(Set::isEmpty);
      tellReceivers(publisher, new ChannelClosed(publisher, label));
    }
  }

  private void send(String publisher, SendToChannel command) {
    if (!labels(publisher).contains(command.label())) {
      throw new RefusalException(Refusal.NOT_ALLOWED, "This channel is not open");
    }
    ChannelMessages sent = new ChannelMessages(publisher, command.label(), command.messages());
    String to = command.to();
    if (to == null) {
      tellReceivers(publisher, sent);
    } else if (receivers.contains(to) && !to.equals(publisher)) {
      hub.client(to).ifPresent(receiver -> hub.send(receiver, sent));
    } else {
      throw new RefusalException(Refusal.NO_SUCH_PEER, "This client does not receive");
    }
  }

  private Set<String> labels(String publisher) {
    return open.getOrDefault(publisher, Set.of());
  }

  /** The publishers or the receivers may have changed. */
  void settle() {
    for (String publisher : List.copyOf(open.keySet())) {
      if (!mesh.isPublisher(publisher) || hub.client(publisher).isEmpty()) {
        List.copyOf(labels(publisher)).forEach(label -> close(publisher, label));
      }
    }
    Set<String> before = receivers;
    receivers = new LinkedHashSet<>(mesh.served());
    receivers.removeIf(id -> hub.client(id).isEmpty());
    List<String> added = without(receivers, before);
    List<String> removed = without(before, receivers);
    if (!added.isEmpty() || !removed.isEmpty()) {
      open.forEach((publisher, labels) -> tellChange(publisher, labels, added, removed));
    }
  }

  private void tellChange(
      String publisher, Set<String> labels, List<String> added, List<String> removed) {
    List<String> others = without(added, Set.of(publisher));
    hub.client(publisher).ifPresent(client -> hub.send(client, new ChannelPeers(others, removed)));
    tellEach(others, labels, label -> new ChannelOpened(publisher, label));
    tellEach(removed, labels, label -> new ChannelClosed(publisher, label));
  }

  private void tellEach(List<String> ids, Set<String> labels, Function<String, Event> event) {
    for (String id : ids) {
      hub.client(id)
          .ifPresent(client -> labels.forEach(label -> hub.send(client, event.apply(label))));
    }
  }

  private void tellReceivers(String publisher, Event event) {
    hub.broadcast(
        event, client -> receivers.contains(client.id()) && !client.id().equals(publisher));
  }

  private static List<String> without(Collection<String> ids, Set<String> others) {
    return ids.stream().filter(id -> !others.contains(id)).toList();
  }
}
