package dev.rtcrooms.sfu.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams that were read and wait for their turn. Audio comes first, for it is small, and who
 * hears it notices each delay. At most 64 are read ahead, so audio behind more than that waits at
 * the port. For one thread.
 */
final class ReadAhead {

  private static final int ROOM = 64;

  /** After so much audio without a break, another datagram has its turn. */
  private static final int MOST_AUDIO = 16;

  private final Receiver receiver;
  private final Deque<Datagram> free = new ArrayDeque<>(ROOM);
  private final Deque<Datagram> audio = new ArrayDeque<>(ROOM);
  private final Deque<Datagram> others = new ArrayDeque<>(ROOM);
  private int audioTaken;

  /** A datagram that was read. */
  private static final class Datagram {
    private final byte[] bytes = new byte[UdpPort.LONGEST];
    private int length;
    private @Nullable InetSocketAddress from;
  }

  /** Gets the datagrams when it is their turn. */
  interface Receiver {

    /** Tells whether a datagram, which may be forged, is audio. */
    boolean isAudio(byte[] datagram, int length, InetSocketAddress from);

    /** Handles a datagram, which is not kept. */
    void receive(byte[] datagram, int length, InetSocketAddress from, long now);
  }

  ReadAhead(Receiver receiver) {
    this.receiver = receiver;
    for (int i = 0; i < ROOM; i++) {
      free.add(new Datagram());
    }
  }

  boolean isEmpty() {
    return audio.isEmpty() && others.isEmpty();
  }

  /** Reads what waits at the port, as far as there is room. */
  void read(UdpPort udp) throws IOException {
    for (Datagram next = free.peek(); next != null; next = free.peek()) {
      next.from = udp.receive(next.bytes);
      if (next.from == null) {
        return;
      }
      next.length = udp.received();
      free.remove();
      boolean first = receiver.isAudio(next.bytes, next.length, next.from);
      (first ? audio : others).add(next);
    }
  }

  /**
   * Handles the next datagram; there is one.
   *
   * @return whether it ends a frame of video, so that nothing more belongs to it
   */
  boolean handle(long now) {
    boolean first = others.isEmpty() || (!audio.isEmpty() && audioTaken < MOST_AUDIO);
    audioTaken = first ? audioTaken + 1 : 0;
    Datagram next = (first ? audio : others).remove();
    free.push(next);
    boolean ends = !first && isMarked(next);
    InetSocketAddress from = next.from;
    if (from != null) {
      receiver.receive(next.bytes, next.length, from, now);
    }
    return ends;
  }

  /** Whether it is RTP, and not RTCP (RFC 5761 §4), with a marker. */
  private static boolean isMarked(Datagram datagram) {
    int second = datagram.bytes[1] & 0xFF;
    return datagram.length > 1
        && (datagram.bytes[0] & 0xC0) == 0x80
        && second >= 128
        && (second < 192 || second > 223);
  }
}
