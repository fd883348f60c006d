package dev.rtcrooms.sfu.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/** A UDP port on NIO, which sends each datagram by a system call. */
final class NioUdpPort implements UdpPort {

  private final Selector selector;
  private final DatagramChannel channel;
  private final ByteBuffer in = ByteBuffer.allocateDirect(LONGEST);
  private final ByteBuffer out = ByteBuffer.allocateDirect(LONGEST_SENT);
  private final int port;
  private int received;

  NioUdpPort(InetSocketAddress bind) throws IOException {
    channel = DatagramChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER);
      channel.bind(bind);
      UdpPort.checkBuffer(channel.getOption(StandardSocketOptions.SO_RCVBUF));
      port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      selector = Selector.open(); // the last that opens descriptors
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    channel.register(selector, SelectionKey.OP_READ);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void await(long millis) throws IOException {
    selector.select(millis);
    selector.selectedKeys().clear();
  }

  @Override
  public void wake() {
    selector.wakeup();
  }

  @Override
  public @Nullable InetSocketAddress receive(byte[] datagram) throws IOException {
    in.clear();
    InetSocketAddress from = (InetSocketAddress) channel.receive(in);
    in.flip();
    received = in.remaining();
    in.get(datagram, 0, received);
    return from;
  }

  @Override
  public int received() {
    return received;
  }

  @Override
  public boolean send(byte[] datagram, int length, InetSocketAddress to) throws IOException {
    out.clear();
    out.put(datagram, 0, length);
    out.flip();
    return channel.send(out, to) == length;
  }

  @Override
  public boolean sendSoon(byte[] datagram, int length, InetSocketAddress to) throws IOException {
    return send(datagram, length, to);
  }

  @Override
  public void flush() {
    // nothing waits
  }

  @Override
  public void close() throws IOException {
    channel.close();
    selector.close();
  }
}
