package dev.rtcrooms.redis;

import dev.rtcrooms.spi.cluster.NodeStatus;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes and reads what Redis keeps of a living node. */
final class NodeText {

  private NodeText() {}

  static String write(NodeStatus status) {
    return (status.draining() ? 1 : 0) + " " + status.rooms() + " " + status.clients();
  }

  /** Empty if another version has written it so that it cannot be read. */
  static Optional<NodeStatus> read(String name, byte[] written) {
    String[] parts = new String(written, StandardCharsets.US_ASCII).split(" ", -1);
    try {
      return Optional.of(
          new NodeStatus(
              name, parts[0].equals("1"), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
