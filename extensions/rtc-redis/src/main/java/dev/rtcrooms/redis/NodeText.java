package dev.rtcrooms.redis;

import dev.rtcrooms.spi.cluster.NodeStatus;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Writes and reads what Redis keeps of a living node, in an envelope: others send encoders to its
 * address, so nobody but nodes may write it. Any thread.
 */
record NodeText(Envelopes envelopes) {

  private static final int FIELDS = 3;

  /**
   * Writes a description.
   *
   * @param lease the lease under which it is kept
   */
  byte[] write(String lease, NodeStatus status) {
    String text =
        (status.draining() ? 1 : 0)
            + " "
            + status.rooms()
            + " "
            + status.clients()
            + status.address().map(address -> " " + address.toASCIIString()).orElse("");
    return envelopes.wrap(lease, status.name(), text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Empty if no node has written it, or another version has so that it cannot be read. */
  Optional<NodeStatus> read(String lease, byte[] written) {
    Envelopes.Opened opened = envelopes.open(lease, written);
    if (opened == null) {
      return Optional.empty();
    }
    String[] parts = new String(opened.content(), StandardCharsets.US_ASCII).split(" ", -1);
    try {
      return Optional.of(
          new NodeStatus(
              opened.from(),
              parts[0].equals("1"),
              Integer.parseInt(parts[1]),
              Integer.parseInt(parts[2]),
              parts.length > FIELDS ? Optional.of(URI.create(parts[FIELDS])) : Optional.empty()));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
