package dev.rtcrooms.sfu;

import dev.rtcrooms.sfu.net.MediaLoop;
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

  LoopShare(MediaLoop loop) {
    this(loop, new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
  }
}
