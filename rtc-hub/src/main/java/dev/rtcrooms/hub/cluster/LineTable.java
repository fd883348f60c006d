package dev.rtcrooms.hub.cluster;

import dev.rtcrooms.hub.cluster.NodeMessage.Line;
import dev.rtcrooms.transport.Outgoing;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** The messages of one turn, each once, whoever gets it; for one thread. */
final class LineTable {

  private final Lines encoder;
  private final List<Line> lines = new ArrayList<>();
  private final IdentityHashMap<Outgoing, Integer> positions = new IdentityHashMap<>();

  LineTable(Lines encoder) {
    this.encoder = encoder;
  }

  /** The positions of some messages, which are added if they are new. */
  int[] positions(List<Outgoing> messages) {
    return messages.stream().mapToInt(this::position).toArray();
  }

  private int position(Outgoing message) {
    Integer known = positions.putIfAbsent(message, lines.size());
    if (known != null) {
      return known;
    }
    lines.add(encoder.of(message));
    return lines.size() - 1;
  }

  /** All messages that have a position, in this order. */
  List<Line> lines() {
    return lines;
  }
}
