package dev.rtcrooms.sfu.net;

import io.netty.channel.Channel;
import io.netty.channel.unix.Errors;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams that wait for {@link #flush}. Those to the same address are written as one, which the
 * kernel divides: they have the same length, but for the last one, which may be shorter (udp(7),
 * UDP_SEGMENT). If the system refuses that, they are sent one by one. What goes to one address
 * leaves in the order in which it came. For one thread.
 */
final class Bursts {

  /** How many bursts are written before the kernel gets them. */
  private static final int MOST_WRITTEN = 32;

  /** EIO: the network interface computes no checksums, so the kernel divides nothing for it. */
  private static final int CANNOT_DIVIDE = -5;

  private final Channel channel;
  private final Runnable lost;
  private final Burst.Listener listener = this::written;
  private final Consumer<Burst> collector = this::collect;
  private final WaitingBursts waiting = new WaitingBursts();
  private final Deque<Burst> refused = new ArrayDeque<>();
  private final Deque<Burst> free = new ArrayDeque<>();
  private int collected;
  private boolean divides = true;

  /** Uses a channel, and tells of each datagram that the system has not taken. */
  Bursts(Channel channel, Runnable lost) {
    this.channel = channel;
    this.lost = lost;
  }

  /**
   * Sends a datagram at once, after those that wait for the same address: a receiver would report
   * as lost what comes after a higher transport-wide number. Returns false if it is dropped because
   * too much waits.
   */
  boolean send(byte[] datagram, int length, InetSocketAddress to) {
    if (!channel.isWritable()) {
      return false;
    }
    writeWaiting(to);
    Burst burst = take();
    burst.begin(to, length);
    burst.add(datagram, length);
    write(burst);
    deliver();
    return true;
  }

  private void writeWaiting(InetSocketAddress to) {
    Burst first = waiting.first(to);
    if (first == null) {
      return;
    }
    waiting.remove(first);
    for (Burst each = first; each != null; ) {
      Burst next = each.next; // once it is written, the burst may be used again
      write(each);
      each = next;
    }
    deliver();
  }

  /** Sends a datagram at the next {@link #flush} or before; returns false if it is dropped. */
  boolean add(byte[] datagram, int length, InetSocketAddress to) {
    if (!divides) {
      return send(datagram, length, to);
    }
    if (!channel.isWritable()) {
      return false;
    }
    Burst first = waiting.first(to);
    Burst burst = first == null ? null : first.last;
    if (burst == null || !burst.takes(length)) {
      burst = begin(to, length);
    }
    burst.add(datagram, length);
    return true;
  }

  private Burst begin(InetSocketAddress to, int length) {
    if (waiting.isFull()) {
      flush();
    }
    Burst burst = take();
    burst.begin(to, length);
    waiting.add(burst);
    return burst;
  }

  private Burst take() {
    return free.isEmpty() ? new Burst(listener) : free.pop();
  }

  /** Writes all that waits. */
  void flush() {
    if (waiting.isEmpty() && refused.isEmpty()) {
      return;
    }
    collected = 0;
    waiting.clear(collector);
    deliver();
  }

  private void collect(Burst burst) {
    write(burst);
    collected++;
    if (collected % MOST_WRITTEN == 0) {
      channel.flush();
    }
  }

  /** The kernel gets what is written, and one by one what it has refused. */
  private void deliver() {
    channel.flush();
    for (Burst burst = refused.poll(); burst != null; burst = refused.poll()) {
      sendSingly(burst);
    }
  }

  private void write(Burst burst) {
    burst.retain(); // the channel releases it
    channel.write(burst).addListener(burst);
  }

  private void written(Burst burst, @Nullable Throwable cause) {
    if (cause == null) {
      free.push(burst);
    } else if (burst.isSingle()) {
      lost.run();
      free.push(burst);
    } else {
      if (cause instanceof Errors.NativeIoException e && e.expectedErr() == CANNOT_DIVIDE) {
        divides = false;
      }
      refused.add(burst);
    }
  }

  private void sendSingly(Burst burst) {
    while (burst.content().isReadable()) {
      Burst single = take();
      single.take(burst);
      write(single);
    }
    channel.flush();
    free.push(burst);
  }

  /** Releases what is kept; the channel is closed. */
  void close() {
    waiting.clear(Burst::release);
    free.forEach(Burst::release);
    refused.forEach(Burst::release);
  }
}
