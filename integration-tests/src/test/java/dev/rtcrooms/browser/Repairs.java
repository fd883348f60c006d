package dev.rtcrooms.browser;

import dev.rtcrooms.machine.UdpProxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
  private final List<Repair> repaired = new ArrayList<>();
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

  /**
   * A lost packet that was repaired.
   *
   * @param millis how long that took
   * @param shownMillis when a later packet of the video had passed, which shows the gap; 0 if none
   *     has
   * @param lostRepairs how many repairs of it were lost
   * @param end whether it was the last packet of its frame
   */
  record Repair(long millis, long shownMillis, int lostRepairs, boolean end) {}

  private static final class Loss {
    private final int length;
    private final boolean end;
    private final long at = System.nanoTime();
    private long shownAt;
    private int lostRepairs;

    Loss(int length, boolean end) {
      this.length = length;
      this.end = end;
    }

    Repair repaired() {
      long shown = shownAt == 0 ? 0 : millis(shownAt - at);
      return new Repair(millis(System.nanoTime() - at), shown, lostRepairs, end);
    }

    private static long millis(long nanos) {
      return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
  }

  @Override
  public synchronized void media(byte[] datagram, boolean isLost) {
    ByteBuffer packet = ByteBuffer.wrap(datagram);
    int timestamp = packet.getInt(4);
    int source = packet.getInt(8);
    boolean end = (datagram[1] & MARKER) != 0;
    packets += source == ssrc ? 1 : 0;
    List<Loss> losses = open.getOrDefault(timestamp, List.of());
    if (source == ssrc && isLost) {
      lost++;
      ends += end ? 1 : 0;
      open.computeIfAbsent(timestamp, key -> new ArrayList<>()).add(new Loss(datagram.length, end));
    } else if (source == ssrc) {
      show();
    } else if (source == repairSsrc && (datagram[0] & PADDED) == 0) {
      repairs++;
      lostRepairs += isLost ? 1 : 0;
      Loss loss = find(losses, datagram.length - NUMBER_BYTES, end);
      if (loss != null && isLost) {
        loss.lostRepairs++;
      } else if (loss != null) {
        losses.remove(loss);
        repaired.add(loss.repaired());
      }
    }
  }

  /** A packet passes that shows all gaps before it. */
  private void show() {
    for (List<Loss> losses : open.values()) {
      for (Loss loss : losses) {
        loss.shownAt = loss.shownAt == 0 ? System.nanoTime() : loss.shownAt;
      }
    }
  }

  private static @Nullable Loss find(List<Loss> losses, int length, boolean end) {
    Loss nearest = null;
    for (Loss loss : losses) {
      boolean fits = loss.end == end && loss.length <= length && loss.length >= length - EXTENSIONS;
      if (fits && (nearest == null || loss.length > nearest.length)) {
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

  /** The lost packets that were repaired, those that took the shortest time first. */
  synchronized List<Repair> repaired() {
    return repaired.stream().sorted(Comparator.comparing(Repair::millis)).toList();
  }
}
