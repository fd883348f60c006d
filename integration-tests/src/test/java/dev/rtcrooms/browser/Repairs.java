package dev.rtcrooms.browser;

import dev.rtcrooms.machine.UdpProxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Finds out at a {@link UdpProxy} when the packets of a video that it lost were sent again. The
 * payloads are encrypted, so a repair is recognized by its timestamp, which is that of the lost
 * packet (RFC 4588 §4), and by its length. Thread-safe.
 */
final class Repairs implements UdpProxy.Tap {

  /** A retransmission begins with the number of the packet (RFC 4588 §4). */
  private static final int NUMBER_BYTES = 2;

  private static final int PADDED = 0x20;

  private final int ssrc;
  private final int repairSsrc;
  private final Map<Integer, List<Loss>> open = new HashMap<>();
  private final List<Long> millis = new ArrayList<>();
  private int lost;
  private int lostAgain;

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

  private static final class Loss {
    private final int length;
    private final long at;
    private boolean again;

    Loss(int length, long at) {
      this.length = length;
      this.at = at;
    }
  }

  @Override
  public synchronized void media(byte[] datagram, boolean isLost) {
    ByteBuffer packet = ByteBuffer.wrap(datagram);
    int timestamp = packet.getInt(4);
    int source = packet.getInt(8);
    if (source == ssrc && isLost) {
      lost++;
      open.computeIfAbsent(timestamp, key -> new ArrayList<>())
          .add(new Loss(datagram.length, System.nanoTime()));
    } else if (source == repairSsrc && (datagram[0] & PADDED) == 0) {
      repaired(open.getOrDefault(timestamp, List.of()), datagram.length - NUMBER_BYTES, isLost);
    }
  }

  private void repaired(List<Loss> losses, int length, boolean isLost) {
    for (Iterator<Loss> each = losses.iterator(); each.hasNext(); ) {
      Loss loss = each.next();
      if (loss.length == length) {
        if (isLost) {
          loss.again = true;
          return;
        }
        each.remove();
        if (loss.again) {
          lostAgain++;
        } else {
          millis.add((System.nanoTime() - loss.at) / 1_000_000);
        }
        return;
      }
    }
  }

  /** How many packets of the video were lost. */
  synchronized int lost() {
    return lost;
  }

  /** How many of them were repaired although the first repair was lost too. */
  synchronized int lostAgain() {
    return lostAgain;
  }

  /** How many of them were not repaired. */
  synchronized int open() {
    return open.values().stream().mapToInt(List::size).sum();
  }

  /** How long those took whose first repair arrived, in milliseconds, the shortest first. */
  synchronized List<Long> millis() {
    return millis.stream().sorted().toList();
  }
}
