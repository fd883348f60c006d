package dev.rtcrooms.sfu.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A UDP port for IPv4 and IPv6. For one thread, which need not be the one that has opened it, but
 * {@link #wake}.
 */
interface UdpPort extends AutoCloseable {

  /** The longest datagram that is read whole; WebRTC sends at most 1,500 bytes. */
  int LONGEST = 2048;

  /** The longest datagram that is sent: one that was read, with a longer header. */
  int LONGEST_SENT = LONGEST + 256;

  /** The buffers of the system, in bytes. */
  int BUFFER = 4 << 20;

  /**
   * Opens a port: on Netty's epoll transport if it is present, otherwise on NIO.
   *
   * @param bind where to listen; port 0 lets the system choose
   * @param drops hears of each datagram that was taken and could not be sent, and of each error in
   *     reading; on the port's thread
   * @throws IOException if the port cannot be opened
   */
  static UdpPort open(InetSocketAddress bind, Consumer<Drop> drops) throws IOException {
    return Transport.EPOLL ? new EpollUdpPort(bind, drops) : new NioUdpPort(bind);
  }

  /** Opens a port. */
  @FunctionalInterface
  interface Opener {

    /**
     * Opens it.
     *
     * @param drops as of {@link UdpPort#open}
     */
    UdpPort open(Consumer<Drop> drops) throws IOException;
  }

  /** What ports are opened on; the first use logs it. */
  final class Transport {
    private static final boolean EPOLL = isEpollPresent();

    private Transport() {}

    private static boolean isEpollPresent() {
      Logger log = LoggerFactory.getLogger(UdpPort.class);
      try {
        if (EpollUdpPort.isAvailable()) {
          log.info("The SFU sends and receives by Netty's epoll transport");
          return true;
        }
      } catch (LinkageError e) { // Netty is an optional dependency
        log.debug("Netty's epoll transport cannot be used", e);
      }
      log.info("The SFU sends and receives by the JDK's sockets: Netty's epoll is not available");
      return false;
    }
  }

  /** Warns if the system gives a smaller buffer than this SFU asks for. */
  static void checkBuffer(int given) {
    if (given < BUFFER) {
      Logger log = LoggerFactory.getLogger(UdpPort.class);
      log.warn(
          "The system gives a receive buffer of {} bytes instead of {}; raise net.core.rmem_max",
          given,
          BUFFER);
    }
  }

  /** Returns the number of the port. */
  int port();

  /** Waits for a datagram, {@link #wake} or the end of the time; 0 waits without end. */
  void await(long millis) throws IOException;

  /** Ends the wait; any thread. */
  void wake();

  /** Reads a datagram of {@link #received} bytes and returns its source; null if none waits. */
  @Nullable InetSocketAddress receive(byte[] datagram) throws IOException;

  /** The length of the datagram that was read, in bytes. */
  int received();

  /**
   * Sends a datagram, after those that wait for the same address, and returns false if the system
   * does not take it now.
   */
  boolean send(byte[] datagram, int length, InetSocketAddress to) throws IOException;

  /**
   * Sends a datagram at the next {@link #flush} or before, perhaps together with others to the same
   * address, and returns false if it is dropped.
   */
  boolean sendSoon(byte[] datagram, int length, InetSocketAddress to) throws IOException;

  /** Sends what {@link #sendSoon} has collected. */
  void flush();

  @Override
  void close() throws IOException;
}
