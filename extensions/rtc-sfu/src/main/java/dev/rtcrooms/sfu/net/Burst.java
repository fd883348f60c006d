package dev.rtcrooms.sfu.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams to the same address: a packet of Netty's that is used again once it was written, so
 * that sending makes no objects. Netty sends one that has a single segment as it sends any other
 * packet. For one thread.
 */
final class Burst extends SegmentedDatagramPacket implements ChannelFutureListener {

  /** The most datagrams, well below the 64 that the kernel divides. */
  private static final int MOST = 16;

  /** Enough for a datagram of usual length. */
  private static final int ONE = 2048;

  /** Enough for a frame of usual length. */
  private static final int SEVERAL = 8 * 1280;

  private static final InetSocketAddress NOWHERE = InetSocketAddress.createUnresolved("", 0);

  private final Listener listener;
  private InetSocketAddress to = NOWHERE;
  private int segment;

  /** The burst after this one to the same address, while they wait. */
  @Nullable Burst next;

  /** Of the first burst to an address: the last one. */
  Burst last = this;

  /** Of the first burst to an address: that of another address in the same bucket. */
  @Nullable Burst collision;

  /** Of the first burst to an address: where it is in the order of addresses. */
  int place;

  /** Hears what has become of a burst that was written. */
  interface Listener {

    /**
     * The channel does not need the burst any more.
     *
     * @param cause why it was not sent, or null if it was
     */
    void written(Burst burst, @Nullable Throwable cause);
  }

  Burst(Listener listener) {
    super(Unpooled.directBuffer(ONE, MOST * UdpPort.LONGEST_SENT), ONE, NOWHERE);
    this.listener = listener;
  }

  /** Is empty again. */
  void begin(InetSocketAddress address, int length) {
    content().clear();
    to = address;
    segment = length;
    next = null;
    last = this;
    collision = null;
  }

  /** Whether a datagram may be added: all have the same length, but the last may be shorter. */
  boolean takes(int length) {
    int used = content().readableBytes();
    return length <= segment && used % segment == 0 && used < MOST * segment;
  }

  void add(byte[] datagram, int length) {
    ByteBuf bytes = content();
    int needed = bytes.writerIndex() + length;
    if (needed > bytes.capacity() && needed <= SEVERAL) {
      bytes.capacity(SEVERAL);
    }
    bytes.writeBytes(datagram, 0, length);
  }

  /** Moves the next datagram of another burst into this one, which is empty. */
  void take(Burst other) {
    int length = Math.min(other.segment, other.content().readableBytes());
    begin(other.to, length);
    content().writeBytes(other.content(), length);
  }

  boolean isSingle() {
    return content().readableBytes() <= segment;
  }

  @Override
  public InetSocketAddress recipient() {
    return to;
  }

  @Override
  public int segmentSize() {
    return segment;
  }

  @Override
  public SegmentedDatagramPacket replace(ByteBuf content) {
    return new SegmentedDatagramPacket(content, segment, to);
  }

  @Override
  public void operationComplete(ChannelFuture written) {
    listener.written(this, written.cause());
  }
}
