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
  private long bytes;

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
    Line line = encoder.of(message);
    lines.add(line);
    bytes += line.json().length;
    return lines.size() - 1;
  }

  /** The size of all encoded messages. */
  long bytes() {
    return bytes;
  }

  /** All messages that have a position, in this order. */
  List<Line> lines() {
    return lines;
  }
}
