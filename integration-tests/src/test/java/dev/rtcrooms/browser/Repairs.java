package dev.rtcrooms.browser;

import dev.rtcrooms.machine.UdpProxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out at a {@link UdpProxy} when the packets of a video that it lost were sent again. The
 * payloads are encrypted, so a repair is recognized by its timestamp and its marker, which are
 * those of the lost packet (RFC 4588 §4), and by its length. Thread-safe.
 */
final class Repairs implements UdpProxy.Tap {

  /** A retransmission begins with the number of the packet (RFC 4588 §4). */
  private static final int NUMBER_BYTES = 2;

  /** A retransmission may have other header extensions, as long as its source is not known. */
  private static final int EXTENSIONS = 24;

  private static final int PADDED = 0x20;
  private static final int MARKER = 0x80;

  private final int ssrc;
  private final int repairSsrc;
  private final Map<Integer, List<Loss>> open = new HashMap<>();
  private final List<Long> millis = new ArrayList<>();
  private final List<Long> endMillis = new ArrayList<>();
  private int packets;
  private int repairs;
  private int lost;
  private int ends;
  private int lostRepairs;

  /**
   * Of one video.
   *
   * @param ssrc of its packets
   * @param repairSsrc of those that are sent again
   */
  Repairs(int ssrc, int repairSsrc) {
    this.ssrc = ssrc;
    this.repairSsrc = repairSsrc;
  }

  private record Loss(int length, boolean end, long at) {}

  @Override
  public synchronized void media(byte[] datagram, boolean isLost) {
    ByteBuffer packet = ByteBuffer.wrap(datagram);
    int timestamp = packet.getInt(4);
    int source = packet.getInt(8);
    boolean end = (datagram[1] & MARKER) != 0;
    packets += source == ssrc ? 1 : 0;
    if (source == ssrc && isLost) {
      lost++;
      ends += end ? 1 : 0;
      open.computeIfAbsent(timestamp, key -> new ArrayList<>())
          .add(new Loss(datagram.length, end, System.nanoTime()));
    } else if (source == repairSsrc && (datagram[0] & PADDED) == 0) {
      repairs++;
      lostRepairs += isLost ? 1 : 0;
      if (!isLost) {
        repaired(open.getOrDefault(timestamp, List.of()), datagram.length - NUMBER_BYTES, end);
      }
    }
  }

  private void repaired(List<Loss> losses, int length, boolean end) {
    Loss repaired = find(losses, length, end);
    if (repaired != null) {
      losses.remove(repaired);
      long time = (System.nanoTime() - repaired.at()) / 1_000_000;
      millis.add(time);
      if (end) {
        endMillis.add(time);
      }
    }
  }

  private static @Nullable Loss find(List<Loss> losses, int length, boolean end) {
    Loss nearest = null;
    for (Loss loss : losses) {
      boolean fits =
          loss.end() == end && loss.length() <= length && loss.length() >= length - EXTENSIONS;
      if (fits && (nearest == null || loss.length() > nearest.length())) {
        nearest = loss;
      }
    }
    return nearest;
  }

  /** How many packets of the video there were. */
  synchronized int packets() {
    return packets;
  }

  /** How many of them were sent again, or copies were. */
  synchronized int repairs() {
    return repairs;
  }

  /** How many packets of the video were lost. */
  synchronized int lost() {
    return lost;
  }

  /** How many of them were the last ones of a frame, which only the next frame shows. */
  synchronized int ends() {
    return ends;
  }

  /** How many retransmissions were lost. */
  synchronized int lostRepairs() {
    return lostRepairs;
  }

  /** How many of the lost packets were not repaired. */
  synchronized int open() {
    return open.values().stream().mapToInt(List::size).sum();
  }

  /** How long the repairs took, in milliseconds, the shortest first. */
  synchronized List<Long> millis() {
    return millis.stream().sorted().toList();
  }

  /** How long the repairs of the last packets of frames took. */
  synchronized List<Long> endMillis() {
    return endMillis.stream().sorted().toList();
  }
}
