package dev.rtcrooms.sfu.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.Socket;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A UDP port on Netty's epoll transport for Linux. It reads many datagrams by one system call
 * (recvmmsg), and hands over datagrams to the same address as one that the kernel divides
 * (UDP_SEGMENT, udp(7)), which costs a third of sending each.
 */
final class EpollUdpPort implements UdpPort {

  /** How many datagrams are read at once. */
  private static final int READ = 32;

  /** How many bytes may wait while the system takes nothing; what is more is dropped. */
  private static final int MOST_WAITING = BUFFER / 2;

  private final ManualIoEventLoop loop;
  private final EpollDatagramChannel channel;
  private final int port;
  private final Queue<DatagramPacket> arrived = new ArrayDeque<>();
  private final Bursts bursts;
  private boolean registered;
  private int received;
  private volatile boolean woken;

  /** Whether this system has what it needs. Without Netty, the class cannot be linked. */
  static boolean isAvailable() {
    return Epoll.isAvailable()
        && EpollDatagramChannel.isSegmentedDatagramPacketSupported()
        && !ManualIoEventLoop.class.getName().isEmpty();
  }

  /**
   * Opens the port.
   *
   * @param drops hears of each datagram that was taken and could not be sent, and of each error in
   *     reading
   */
  EpollUdpPort(InetSocketAddress bind, Consumer<Drop> drops) throws IOException {
    Socket socket = Socket.newSocketDgram();
    try {
      socket.setReceiveBufferSize(BUFFER);
      socket.setSendBufferSize(BUFFER);
      socket.bind(ofBothFamilies(bind));
      UdpPort.checkBuffer(socket.getReceiveBufferSize() / 2); // Linux tells its own use too
      port = socket.localAddress().getPort();
      channel = new EpollDatagramChannel(socket.intValue());
      configure(channel);
      loop = new Loop(); // it opens descriptors too, so it comes last
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
    channel.pipeline().addLast(new Arrivals(arrived, drops));
    bursts = new Bursts(channel, () -> drops.accept(Drop.NOT_SENT));
  }

  static void configure(EpollDatagramChannel channel) {
    channel.config().setOption(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, LONGEST);
    channel
        .config()
        .setOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ * LONGEST));
    channel
        .config()
        .setOption(
            ChannelOption.WRITE_BUFFER_WATER_MARK,
            new WriteBufferWaterMark(MOST_WAITING / 2, MOST_WAITING));
  }

  /** The wildcard address of IPv4 stands for both families, as in NIO. */
  private static InetSocketAddress ofBothFamilies(InetSocketAddress bind) throws IOException {
    return bind.getAddress().isAnyLocalAddress() && Socket.isIPv6Preferred()
        ? new InetSocketAddress(InetAddress.getByAddress(new byte[16]), bind.getPort())
        : bind;
  }

  /** A wake-up before the wait ends it too. */
  private final class Loop extends ManualIoEventLoop {
    Loop() {
      super(null, EpollIoHandler.newFactory());
    }

    @Override
    protected boolean canBlock() {
      return !woken;
    }
  }

  /** Collects what arrives. */
  static final class Arrivals extends ChannelInboundHandlerAdapter {

    private final Queue<DatagramPacket> arrived;
    private final Consumer<Drop> drops;

    Arrivals(Queue<DatagramPacket> arrived, Consumer<Drop> drops) {
      this.arrived = arrived;
      this.drops = drops;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof DatagramPacket packet) {
        arrived.add(packet);
      } else {
        ReferenceCountUtil.release(message);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      drops.accept(Drop.NOT_READ); // the port goes on
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void await(long millis) {
    begin();
    if (arrived.isEmpty()) {
      loop.run(TimeUnit.MILLISECONDS.toNanos(millis));
    }
    woken = false; // what it was about is seen from now on
  }

  /** The thread that uses the port for the first time owns it. */
  private void begin() {
    if (!registered) {
      registered = true;
      loop.setOwningThread(Thread.currentThread());
      loop.runNow();
      channel.unsafe().register(loop, channel.newPromise());
    }
  }

  @Override
  public void wake() {
    woken = true;
    loop.wakeup();
  }

  @Override
  public @Nullable InetSocketAddress receive(byte[] datagram) {
    begin();
    if (arrived.isEmpty()) {
      loop.runNow();
    }
    DatagramPacket packet = arrived.poll();
    if (packet == null) {
      return null;
    }
    ByteBuf content = packet.content();
    received = content.readableBytes();
    content.readBytes(datagram, 0, received);
    packet.release();
    return packet.sender();
  }

  @Override
  public int received() {
    return received;
  }

  @Override
  public boolean send(byte[] datagram, int length, InetSocketAddress to) {
    begin();
    return bursts.send(datagram, length, to);
  }

  @Override
  public boolean sendSoon(byte[] datagram, int length, InetSocketAddress to) {
    begin();
    return bursts.add(datagram, length, to);
  }

  @Override
  public void flush() {
    bursts.flush();
  }

  @Override
  public void close() {
    begin();
    Future<?> closed = channel.close();
    Future<?> ended = loop.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS);
    while (!closed.isDone() || !ended.isDone()) {
      loop.runNow();
    }
    bursts.close();
    arrived.forEach(DatagramPacket::release);
    arrived.clear();
  }
}
