package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.rtp.RtpPacket;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * The packets of a picture since its newest keyframe: a group of pictures, from which a receiver
 * can begin. For publishers that send no keyframe when they are asked. Bounded in bytes and time; a
 * group that exceeds a bound is of no use. For the loop's thread.
 */
final class GopCache {

  private static final int FIRST_BYTES = 256 * 1024;
  private static final int FIRST_PACKETS = 256;

  private static final int TIMESTAMP_AT = 4;

  /** From one frame to the next: a millisecond at 90 kHz. */
  private static final int TICKS = 90;

  /** A datagram is not longer. */
  private static final int LONGEST = 2048;

  private final RtpPacket kept = new RtpPacket();
  private final byte[] replayed = new byte[LONGEST];
  private final int mostBytes;
  private final long mostNanos;
  private byte[] bytes = new byte[0];
  private int[] starts = new int[0];
  private long[] ins = new long[0];
  private int[] frames = new int[0];
  private long[] timestamps = new long[0];
  private int size;
  private int used;
  private long begun;
  private long timestamp;
  private int newest;
  private boolean whole;

  /**
   * Is empty, and allocates nothing yet.
   *
   * @param mostBytes the most bytes of packets
   * @param mostMillis the longest time since the keyframe
   */
  GopCache(int mostBytes, int mostMillis) {
    this.mostBytes = mostBytes;
    this.mostNanos = TimeUnit.MILLISECONDS.toNanos(mostMillis);
  }

  /** Begins a group anew; its first packet follows. */
  void begin(long now) {
    size = 0;
    used = 0;
    begun = now;
    whole = true;
  }

  /**
   * Takes a packet of a layer, and tells whether a receiver can begin with the group. The first
   * packet of a keyframe may have come late; then those that follow it are taken as well.
   */
  boolean take(Layer layer, RtpPacket packet, long in, long now) {
    if (in == layer.newestKeyframe()) {
      begin(now);
      addUseful(in, packet, now);
      for (long next = in + 1; next <= layer.newest(); next++) {
        if (layer.cache().find(next, kept)) {
          addUseful(next, kept, now);
        }
      }
    } else if (in > layer.newestKeyframe()) {
      addUseful(in, packet, now);
    }
    return isWhole(now);
  }

  private void addUseful(long in, RtpPacket packet, long now) {
    if (packet.payloadLength() > 0) {
      add(in, packet, now);
    }
  }

  /** Sends the group to a receiver that waits for a keyframe. */
  void replay(Layer source, TrackReceiver receiver, long now) {
    for (int i = 0; i < size; i++) {
      if (read(i, replayed, kept)) {
        receiver.forward(source, kept, ins[i], i == 0, now);
      }
    }
    receiver.forgetSent(); // what is kept for resending has other timestamps
  }

  /** Adds a packet, unless the group has exceeded a bound. */
  void add(long in, RtpPacket packet, long now) {
    int length = packet.payload() + packet.payloadLength() - packet.offset();
    if (!whole || used + length > mostBytes || now - begun > mostNanos) {
      whole = false;
      return;
    }
    int frame = frame(packet.timestamp());
    if (frame < 0) {
      whole = false;
      return;
    }
    makeRoom(length);
    System.arraycopy(packet.bytes(), packet.offset(), bytes, used, length);
    bytes[used] &= ~0x20; // without the padding
    starts[size] = used;
    ins[size] = in;
    frames[size] = frame;
    timestamps[size] = packet.timestamp();
    used += length;
    size++;
  }

  /** The number of a packet's frame; -1 if it is late, and nothing of its frame came before. */
  private int frame(long time) {
    if (size == 0) {
      newest = 0;
      timestamp = time;
      return 0;
    }
    if ((int) (time - timestamp) > 0) { // timestamps wrap at 32 bits
      timestamp = time;
      return ++newest;
    }
    for (int i = size - 1; i >= 0; i--) {
      if (timestamps[i] == time) {
        return frames[i];
      }
    }
    return -1;
  }

  private void makeRoom(int length) {
    if (used + length > bytes.length) {
      int doubled = Math.max(FIRST_BYTES, 2 * bytes.length);
      bytes = Arrays.copyOf(bytes, Math.min(mostBytes, Math.max(doubled, used + length)));
    }
    if (size == starts.length) {
      int more = Math.max(FIRST_PACKETS, 2 * size);
      starts = Arrays.copyOf(starts, more);
      ins = Arrays.copyOf(ins, more);
      frames = Arrays.copyOf(frames, more);
      timestamps = Arrays.copyOf(timestamps, more);
    }
  }

  /** Tells whether a receiver can begin with it now. */
  boolean isWhole(long now) {
    return whole && size > 0 && now - begun <= mostNanos;
  }

  /** How many packets it has. */
  int size() {
    return size;
  }

  /**
   * Reads a packet, with a timestamp as if all frames had been taken in the last moment before the
   * newest one: a receiver that gets them at once then shows the newest at once.
   *
   * @param into holds the packet then, from index 0; as long as the longest packet
   * @return false if it is malformed
   */
  boolean read(int index, byte[] into, RtpPacket packet) {
    int end = index + 1 < size ? starts[index + 1] : used;
    int length = end - starts[index];
    System.arraycopy(bytes, starts[index], into, 0, length);
    long earlier = (long) TICKS * (newest - frames[index]);
    for (int i = 0; i < 4; i++) {
      into[TIMESTAMP_AT + i] = (byte) ((timestamp - earlier) >> (24 - 8 * i));
    }
    return packet.read(into, 0, length);
  }

  /** The extended number of a packet. */
  long in(int index) {
    return ins[index];
  }
}
