package dev.rtcrooms.sfu;

import dev.rtcrooms.sfu.net.MediaLoop;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A loop, and what lives on it. Any thread.
 *
 * @param rooms how many rooms
 * @param publishers how many connections from publishers
 * @param receivers how many connections to receivers
 */
record LoopShare(
    MediaLoop loop, AtomicInteger rooms, AtomicInteger publishers, AtomicInteger receivers) {

  /** The one with the fewest rooms, of those that still run and are not overloaded if there are. */
  static LoopShare best(List<LoopShare> shares) {
    return Collections.min(
        shares,
        Comparator.comparing((LoopShare each) -> each.loop().isClosed())
            .thenComparing(each -> each.loop().isOverloaded())
            .thenComparingInt(each -> each.rooms().get()));
  }

  LoopShare(MediaLoop loop) {
    this(loop, new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
  }
}
