package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.net.Drop;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher may send in each second. If it sends too many bits for 3 seconds, all packets of
 * its greatest source are dropped, which of simulcast is the highest layer, so that the others
 * arrive whole. That ends when it has sent few enough for 10 seconds. For the loop's thread, but
 * the constructor.
 */
public final class PublisherRate {

  /** More sources than these are not told apart. */
  private static final int MAX_SOURCES = 32;

  private static final int PATIENCE = 3;
  private static final int CALM = 10;

  private final int packetsPerSecond;
  private final long bytesPerSecond;
  private final int[] ssrcs = new int[MAX_SOURCES];
  private final long[] offered = new long[MAX_SOURCES];
  private final boolean[] blocked = new boolean[MAX_SOURCES];
  private int size;
  private boolean begun;
  private long second;
  private int packets;
  private long offeredBytes;
  private long takenBytes;
  private boolean exceeded;
  private int tooMuch;
  private int calm;

  /**
   * Nothing was sent yet.
   *
   * @param packetsPerSecond the most packets in a second
   * @param bitsPerSecond the most bits in a second, with headers
   */
  public PublisherRate(int packetsPerSecond, long bitsPerSecond) {
    this.packetsPerSecond = packetsPerSecond;
    this.bytesPerSecond = bitsPerSecond / 8;
  }

  /**
   * Takes a packet into account.
   *
   * @param ssrc its source
   * @param length its bytes
   * @param now nanoseconds of any clock
   * @return why it is dropped, or null
   */
  @Nullable Drop take(int ssrc, int length, long now) {
    if (!begun || now - second >= TimeUnit.SECONDS.toNanos(1)) {
      endSecond(now);
    }
    if (++packets > packetsPerSecond) {
      return Drop.PACKET_RATE;
    }
    int source = source(ssrc);
    offeredBytes += length;
    if (source >= 0) {
      offered[source] += length;
      if (blocked[source]) {
        return Drop.BIT_RATE;
      }
    }
    if (takenBytes + length > bytesPerSecond) {
      exceeded = true;
      return Drop.BIT_RATE;
    }
    takenBytes += length;
    return null;
  }

  private int source(int ssrc) {
    for (int i = 0; i < size; i++) {
      if (ssrcs[i] == ssrc) {
        return i;
      }
    }
    if (size == MAX_SOURCES) {
      return -1;
    }
    ssrcs[size] = ssrc;
    offered[size] = 0;
    blocked[size] = false;
    return size++;
  }

  private void endSecond(long now) {
    tooMuch = exceeded ? tooMuch + 1 : 0;
    calm = offeredBytes > bytesPerSecond ? 0 : calm + 1;
    if (tooMuch >= PATIENCE) {
      blockGreatest();
      tooMuch = 0;
    }
    forgetSilent(calm >= CALM);
    begun = true;
    second = now;
    packets = 0;
    offeredBytes = 0;
    takenBytes = 0;
    exceeded = false;
  }

  private void blockGreatest() {
    int greatest = -1;
    for (int i = 0; i < size; i++) {
      if (!blocked[i] && (greatest < 0 || offered[i] > offered[greatest])) {
        greatest = i;
      }
    }
    if (greatest >= 0) {
      blocked[greatest] = true;
    }
  }

  /** Begins to measure anew, and forgets sources that sent nothing and are not blocked. */
  private void forgetSilent(boolean unblock) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      boolean blocks = blocked[i] && !unblock;
      if (blocks || offered[i] > 0) {
        ssrcs[kept] = ssrcs[i];
        blocked[kept] = blocks;
        offered[kept++] = 0;
      }
    }
    size = kept;
  }
}
