package dev.rtcrooms.sfu.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A UDP port on NIO, for IPv4 and IPv6. For one thread, but {@link #wake} and the constructor. */
final class UdpPort implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(UdpPort.class);

  /** The longest datagram that is read whole; WebRTC sends at most 1,500 bytes. */
  static final int LONGEST = 2048;

  /** The longest datagram that is sent: one that was read, with a longer header. */
  static final int LONGEST_SENT = LONGEST + 256;

  private static final int BUFFER = 4 << 20;

  private final Selector selector;
  private final DatagramChannel channel;
  private final ByteBuffer in = ByteBuffer.allocateDirect(LONGEST);
  private final ByteBuffer out = ByteBuffer.allocateDirect(LONGEST_SENT);
  private int received;

  UdpPort(InetSocketAddress bind) throws IOException {
    selector = Selector.open();
    try {
      channel = DatagramChannel.open();
      try {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER);
        channel.bind(bind);
        channel.register(selector, SelectionKey.OP_READ);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      selector.close();
      throw e;
    }
    int given = channel.getOption(StandardSocketOptions.SO_RCVBUF);
    if (given < BUFFER) {
      log.warn(
          "The system gives a receive buffer of {} bytes instead of {}; raise net.core.rmem_max",
          given,
          BUFFER);
    }
  }

  int port() throws IOException {
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  /** Waits for a datagram, {@link #wake} or the end of the time; 0 waits without end. */
  void await(long millis) throws IOException {
    selector.select(millis);
    selector.selectedKeys().clear();
  }

  /** Ends the wait; any thread. */
  void wake() {
    selector.wakeup();
  }

  /** Reads a datagram of {@link #received} bytes and returns its source; null if none waits. */
  @Nullable InetSocketAddress receive(byte[] datagram) throws IOException {
    in.clear();
    InetSocketAddress from = (InetSocketAddress) channel.receive(in);
    in.flip();
    received = in.remaining();
    in.get(datagram, 0, received);
    return from;
  }

  int received() {
    return received;
  }

  /** Sends a datagram, and returns false if the system does not take it now. */
  boolean send(byte[] datagram, int length, InetSocketAddress to) throws IOException {
    out.clear();
    out.put(datagram, 0, length);
    out.flip();
    return channel.send(out, to) == length;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    selector.close();
  }
}
