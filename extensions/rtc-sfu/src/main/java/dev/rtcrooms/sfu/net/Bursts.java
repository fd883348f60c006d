package dev.rtcrooms.sfu.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.Errors;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Datagrams that wait for {@link #flush}. Those to the same address are written as one, which the
 * kernel divides: they have the same length, but for the last one, which may be shorter (udp(7),
 * UDP_SEGMENT). If the system refuses that, they are sent one by one. What goes to one address
 * leaves in the order in which it came. For one thread.
 */
final class Bursts {

  /** How many bursts may wait before they are written. */
  private static final int MOST_WAITING = 1024;

  /** How many bursts are written before the kernel gets them. */
  private static final int MOST_WRITTEN = 32;

  /** EIO: the network interface computes no checksums, so the kernel divides nothing for it. */
  private static final int CANNOT_DIVIDE = -5;

  private final Channel channel;
  private final Runnable lost;
  private final Map<InetSocketAddress, Deque<Burst>> waiting = new LinkedHashMap<>();
  private final Deque<Burst> refused = new ArrayDeque<>();
  private final Deque<Burst> free = new ArrayDeque<>();
  private int bursts;
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
    Deque<Burst> before = waiting.remove(to);
    if (before != null) {
      bursts -= before.size();
      before.forEach(this::write);
      deliver();
    }
    send(channel.alloc().directBuffer(length).writeBytes(datagram, 0, length), to);
    return true;
  }

  private void send(ByteBuf bytes, InetSocketAddress to) {
    channel
        .writeAndFlush(new DatagramPacket(bytes, to))
        .addListener(
            written -> {
              if (!written.isSuccess()) {
                lost.run();
              }
            });
  }

  /** Sends a datagram at the next {@link #flush} or before; returns false if it is dropped. */
  boolean add(byte[] datagram, int length, InetSocketAddress to) {
    if (!divides) {
      return send(datagram, length, to);
    }
    if (!channel.isWritable()) {
      return false;
    }
    Deque<Burst> before = waiting.get(to);
    Burst burst = before == null ? null : before.peekLast();
    if (burst == null || !burst.takes(length)) {
      burst = begin(to, length);
    }
    burst.bytes.writeBytes(datagram, 0, length);
    return true;
  }

  private Burst begin(InetSocketAddress to, int length) {
    if (bursts == MOST_WAITING) {
      flush();
    }
    Burst burst = free.isEmpty() ? new Burst() : free.pop();
    burst.begin(to, length);
    waiting.computeIfAbsent(to, address -> new ArrayDeque<>(2)).add(burst);
    bursts++;
    return burst;
  }

  /** Writes all that waits. */
  void flush() {
    if (waiting.isEmpty() && refused.isEmpty()) {
      return;
    }
    int written = 0;
    for (Deque<Burst> each : waiting.values()) {
      for (Burst burst : each) {
        write(burst);
        written++;
        if (written % MOST_WRITTEN == 0) {
          channel.flush();
        }
      }
    }
    waiting.clear();
    bursts = 0;
    deliver();
  }

  /** The kernel gets what is written, and one by one what it has refused. */
  private void deliver() {
    channel.flush();
    for (Burst burst = refused.poll(); burst != null; burst = refused.poll()) {
      sendSingly(burst);
    }
  }

  private void write(Burst burst) {
    burst.bytes.retain(); // the channel releases it
    DatagramPacket packet =
        burst.isSingle()
            ? new DatagramPacket(burst.bytes, burst.to)
            : new SegmentedDatagramPacket(burst.bytes, burst.segment, burst.to);
    channel
        .write(packet)
        .addListener(
            written -> {
              if (written.isSuccess()) {
                free.push(burst);
              } else {
                refused(burst, written.cause());
              }
            });
  }

  private void refused(Burst burst, Throwable cause) {
    if (burst.isSingle()) {
      lost.run();
      free.push(burst);
      return;
    }
    if (cause instanceof Errors.NativeIoException error && error.expectedErr() == CANNOT_DIVIDE) {
      divides = false;
    }
    refused.add(burst);
  }

  private void sendSingly(Burst burst) {
    while (burst.bytes.isReadable()) {
      int length = Math.min(burst.segment, burst.bytes.readableBytes());
      send(channel.alloc().directBuffer(length).writeBytes(burst.bytes, length), burst.to);
    }
    free.push(burst);
  }

  /** Releases what is kept; the channel is closed. */
  void close() {
    waiting.values().forEach(each -> each.forEach(Burst::release));
    free.forEach(Burst::release);
    refused.forEach(Burst::release);
  }

  /** Datagrams to the same address. */
  private static final class Burst {

    /** Well below the 64 that the kernel divides. */
    private static final int MOST = 16;

    private final ByteBuf bytes = Unpooled.directBuffer(8 * 1280, MOST * UdpPort.LONGEST_SENT);
    private InetSocketAddress to = InetSocketAddress.createUnresolved("", 0);
    private int segment;

    void begin(InetSocketAddress address, int length) {
      bytes.clear();
      to = address;
      segment = length;
    }

    boolean takes(int length) {
      int used = bytes.readableBytes();
      return length <= segment && used % segment == 0 && used < MOST * segment;
    }

    boolean isSingle() {
      return bytes.readableBytes() <= segment;
    }

    void release() {
      bytes.release();
    }
  }
}
