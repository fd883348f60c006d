package dev.rtcrooms.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.Socket;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A datagram that is read from a socket or written to it allocates no more than the JDK or Netty
 * does for it (the smallest object has 16 bytes). Two senders take turns. {@link
 * BurstsAllocationTest} is about what is written by Netty. The second JDK has a compiler that
 * leaves out objects, and not the same ones with ours as without.
 */
@Tag("one-jdk")
class PortAllocationTest {

  private static final Logger log = LoggerFactory.getLogger(PortAllocationTest.class);
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  /** So few that the system's buffer takes them all. */
  private static final int DATAGRAMS = 40;

  private static final int ROUNDS = 100;
  private static final int REPEATS = 5;
  private static final int LENGTH = 1200;
  private static final int BYTES_OF_LESS_THAN_AN_OBJECT = 12;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final ByteBuffer datagram = ByteBuffer.allocateDirect(LENGTH);
  private final List<DatagramChannel> senders = new ArrayList<>();

  /** What comes before the work, and is not counted. */
  private interface Preparation {
    void run() throws IOException;
  }

  /** Reads or writes some datagrams. */
  private interface Work {

    /** Does a part of it; returns how many datagrams that were. */
    int proceed() throws IOException;
  }

  @BeforeEach
  void open() throws IOException {
    senders.add(DatagramChannel.open().bind(ANY));
    senders.add(DatagramChannel.open().bind(ANY));
  }

  @AfterEach
  void close() throws IOException {
    for (DatagramChannel sender : senders) {
      sender.close();
    }
  }

  private void sendTo(int port) throws IOException {
    InetSocketAddress to = new InetSocketAddress(ANY.getAddress(), port);
    for (int i = 0; i < DATAGRAMS; i++) {
      datagram.clear();
      senders.get(i % senders.size()).send(datagram, to);
    }
  }

  /** The bytes that one datagram allocates on this thread, which does all the work. */
  private double bytesEach(Preparation preparation, Work work) throws IOException {
    long bytes = 0;
    for (int i = 0; i < ROUNDS; i++) {
      preparation.run();
      Deadline deadline = new Deadline();
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int done = work.proceed(); done < DATAGRAMS; done += work.proceed()) {
        deadline.spin();
      }
      bytes += threads.getCurrentThreadAllocatedBytes() - before;
    }
    return (double) bytes / ROUNDS / DATAGRAMS;
  }

  private double bytesToRead(int port, Work work) throws IOException {
    return bytesEach(() -> sendTo(port), work);
  }

  /** The bytes of one datagram. */
  private interface Measurement {
    double run() throws IOException;
  }

  /** The least counts, for now and then other things are allocated. */
  private static void assertNoneOfOurs(Measurement all, Measurement others) throws IOException {
    double least = Double.MAX_VALUE;
    double theirs = Double.MAX_VALUE;
    for (int i = 0; i < REPEATS; i++) {
      least = Math.min(least, all.run());
      theirs = Math.min(theirs, others.run());
    }
    log.info("{} bytes for each datagram, {} with ours", theirs, least);
    assertThat(least - theirs).isLessThan(BYTES_OF_LESS_THAN_AN_OBJECT);
  }

  /** Reads as the loop does. */
  private static final class Reading implements Work, ReadAhead.Receiver {
    private final ReadAhead waiting = new ReadAhead(this);
    private final UdpPort port;
    private int handled;

    Reading(UdpPort port) {
      this.port = port;
    }

    @Override
    public int proceed() throws IOException {
      handled = 0;
      waiting.read(port);
      while (!waiting.isEmpty()) {
        waiting.handle(0);
      }
      return handled;
    }

    @Override
    public boolean isAudio(byte[] bytes, int length, InetSocketAddress from) {
      return from.getPort() % 2 == 0;
    }

    @Override
    public void receive(byte[] bytes, int length, InetSocketAddress from, long now) {
      assertLength(length);
      handled++;
    }

    private static void assertLength(int length) {
      if (length != LENGTH) {
        throw new AssertionError(length);
      }
    }
  }

  @Test
  void whatIsReadByTheJdk() throws IOException {
    ByteBuffer in = ByteBuffer.allocateDirect(UdpPort.LONGEST);
    try (NioUdpPort ours = new NioUdpPort(ANY);
        DatagramChannel jdk = DatagramChannel.open().bind(ANY)) {
      jdk.configureBlocking(false);
      Work others =
          () -> {
            in.clear();
            return jdk.receive(in) == null ? 0 : 1;
          };
      Reading reading = new Reading(ours);
      int port = jdk.socket().getLocalPort();
      assertNoneOfOurs(() -> bytesToRead(ours.port(), reading), () -> bytesToRead(port, others));
    }
  }

  @Test
  void whatIsWrittenByTheJdk() throws IOException {
    byte[] bytes = new byte[LENGTH];
    ByteBuffer out = ByteBuffer.allocateDirect(LENGTH);
    try (NioUdpPort port = new NioUdpPort(ANY);
        DatagramChannel jdk = DatagramChannel.open().bind(ANY);
        DatagramChannel receiver = DatagramChannel.open().bind(ANY)) {
      InetSocketAddress to = (InetSocketAddress) receiver.getLocalAddress();
      PortSender sender = new PortSender(port, new LoopCounters());
      Work others =
          () -> {
            out.clear();
            jdk.send(out, to);
            return 1;
          };
      Work ours =
          () -> {
            sender.send(bytes, LENGTH, to);
            sender.sendSoon(bytes, LENGTH, to);
            port.flush();
            return 2;
          };
      assertNoneOfOurs(() -> bytesEach(() -> {}, ours), () -> bytesEach(() -> {}, others));
    }
  }

  @Test
  void whatIsReadByNetty() throws IOException {
    assumeTrue(Epoll.isAvailable());
    try (EpollUdpPort ours = new EpollUdpPort(ANY, reason -> {});
        Netty netty = new Netty()) {
      Reading reading = new Reading(ours);
      assertNoneOfOurs(
          () -> bytesToRead(ours.port(), reading), () -> bytesToRead(netty.port, netty));
    }
  }

  /** A channel of Netty that is configured as ours, and drops what comes. */
  private static final class Netty extends ChannelInboundHandlerAdapter
      implements Work, AutoCloseable {

    private final ManualIoEventLoop loop =
        new ManualIoEventLoop(Thread.currentThread(), EpollIoHandler.newFactory());
    private final EpollDatagramChannel channel;
    private final int port;
    private int came;

    Netty() throws IOException {
      Socket socket = Socket.newSocketDgram();
      socket.bind(ANY);
      port = socket.localAddress().getPort();
      channel = new EpollDatagramChannel(socket.intValue());
      EpollUdpPort.configure(channel);
      channel.pipeline().addLast(this);
      loop.runNow();
      channel.unsafe().register(loop, channel.newPromise());
    }

    @Override
    public int proceed() {
      came = 0;
      loop.runNow();
      return came;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ReferenceCountUtil.release(message);
      came++;
    }

    @Override
    public void close() {
      Future<?> closed = channel.close();
      Future<?> ended = loop.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS);
      while (!closed.isDone() || !ended.isDone()) {
        loop.runNow();
      }
    }
  }
}
