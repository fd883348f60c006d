package dev.rtcrooms.sfu.record;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Packets on their way from the loop to the writer, bounded in bytes. Never blocks; any thread. */
final class PacketQueue {

  /** What a packet takes besides its payload. */
  private static final int OVERHEAD = 100;

  private final Queue<MediaPacket> packets = new ConcurrentLinkedQueue<>();
  private final AtomicLong waiting = new AtomicLong();
  private final long most;

  /**
   * Is empty.
   *
   * @param most the bytes that may wait
   */
  PacketQueue(long most) {
    this.most = most;
  }

  /** Tells whether the packets that wait leave room for another one. */
  boolean hasRoom() {
    return waiting.get() < most;
  }

  void add(MediaPacket packet) {
    waiting.addAndGet(OVERHEAD + packet.payload().length);
    packets.add(packet);
  }

  @Nullable MediaPacket poll() {
    MediaPacket packet = packets.poll();
    if (packet != null) {
      waiting.addAndGet(-OVERHEAD - packet.payload().length);
    }
    return packet;
  }
}
