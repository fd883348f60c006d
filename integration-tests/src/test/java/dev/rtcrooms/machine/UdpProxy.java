package dev.rtcrooms.machine;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bad network in front of a UDP port of this machine: it loses, delays, reorders, repeats and
 * holds up datagrams. Thread-safe.
 */
public final class UdpProxy implements AutoCloseable {

  private static final int LONGEST = 2048;

  /** What waits longer than this for its turn is lost. */
  private static final long QUEUE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private final InetSocketAddress target;
  private final DatagramSocket front;
  private final ScheduledThreadPoolExecutor later = new ScheduledThreadPoolExecutor(1);
  private final Map<SocketAddress, DatagramSocket> clients = new ConcurrentHashMap<>();
  private final Random random;
  private final AtomicInteger lost = new AtomicInteger();
  private volatile int bitsPerSecond = Integer.MAX_VALUE;
  private volatile double loss;
  private volatile int delayMillis;
  private volatile int jitterMillis;
  private volatile double repetition;
  private volatile Tap tap = (datagram, isLost) -> {};
  private volatile double uploadLoss;
  private volatile Tap uploadTap = (datagram, isLost) -> {};
  private long free = System.nanoTime();

  /** Sees the media of one direction. */
  public interface Tap {

    /**
     * An SRTP packet has come; runs on a thread of the proxy, for one at a time.
     *
     * @param datagram the packet
     * @param isLost whether it goes no further
     */
    void media(byte[] datagram, boolean isLost);
  }

  /**
   * Starts on a free port, as a good network.
   *
   * @param target the port that datagrams lead to
   * @param seed of what is lost
   */
  public UdpProxy(int target, long seed) throws IOException {
    this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), target);
    this.random = new Random(seed);
    this.front = new DatagramSocket();
    start(() -> receive(front, (from, datagram) -> pass(client(from), this.target, datagram)));
  }

  /** {@return the port of the proxy} */
  public int port() {
    return front.getLocalPort();
  }

  /** From now on so many bits a second reach the clients. */
  public void limit(int most) {
    bitsPerSecond = most;
  }

  /** From now on this share of all media is lost on its way to the clients. */
  public void lose(double share) {
    loss = share;
  }

  /** From now on this share of all media is lost on its way to the target. */
  public void loseUploads(double share) {
    uploadLoss = share;
  }

  /** From now on everything takes so many milliseconds longer, in each direction. */
  public void delay(int millis) {
    delayMillis = millis;
  }

  /** From now on each datagram takes up to so many milliseconds longer, in each direction. */
  public void jitter(int millis) {
    jitterMillis = millis;
  }

  /** From now on this share of all media comes twice, in each direction. */
  public void repeat(double share) {
    repetition = share;
  }

  /** From now on the media are shown to this on their way to the clients. */
  public void tap(Tap tap) {
    this.tap = tap;
  }

  /** From now on the media are shown to this on their way to the target. */
  public void tapUploads(Tap tap) {
    uploadTap = tap;
  }

  /**
   * Gives all clients other ports at the target, as a router does that has forgotten them. What the
   * target still sends to the ports before is lost.
   */
  public void rebind() {
    for (SocketAddress client : clients.keySet()) {
      DatagramSocket socket = clients.remove(client);
      if (socket != null) {
        socket.close();
      }
    }
  }

  /** How many datagrams were lost by {@link #lose}. */
  public int lost() {
    return lost.get();
  }

  @Override
  public void close() {
    front.close();
    clients.values().forEach(DatagramSocket::close);
    later.shutdownNow();
  }

  /** The socket that stands for a client at the target. */
  private DatagramSocket client(SocketAddress address) {
    return clients.computeIfAbsent(
        address,
        client -> {
          try {
            DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            start(() -> receive(socket, (from, datagram) -> shape(client, datagram)));
            return socket;
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private synchronized void shape(SocketAddress client, byte[] datagram) {
    if (isLost(datagram, loss, tap)) {
      lost.incrementAndGet();
      return;
    }
    long now = System.nanoTime();
    long begins = Math.max(now, free);
    if (begins - now > QUEUE_NANOS) {
      return;
    }
    free = begins + datagram.length * 8_000_000_000L / bitsPerSecond;
    passAt(free - now, front, client, datagram);
  }

  private boolean isLost(byte[] datagram, double share, Tap seen) {
    if (!isMedia(datagram)) {
      return false;
    }
    boolean isLost = random.nextDouble() < share;
    seen.media(datagram, isLost);
    return isLost;
  }

  /** Whether it is SRTP (RFC 7983 §7), and not SRTCP (RFC 5761 §4). */
  private static boolean isMedia(byte[] datagram) {
    int second = datagram[1] & 0xFF;
    return (datagram[0] & 0xC0) == 0x80 && (second < 192 || second > 223);
  }

  private synchronized void pass(DatagramSocket from, SocketAddress to, byte[] datagram) {
    if (!isLost(datagram, uploadLoss, uploadTap)) {
      passAt(0, from, to, datagram);
    }
  }

  private void passAt(long waitNanos, DatagramSocket from, SocketAddress to, byte[] datagram) {
    passOnce(waitNanos, from, to, datagram);
    if (isMedia(datagram) && random.nextDouble() < repetition) {
      passOnce(waitNanos, from, to, datagram);
    }
  }

  private void passOnce(long waitNanos, DatagramSocket from, SocketAddress to, byte[] datagram) {
    double millis = delayMillis + random.nextDouble() * jitterMillis;
    long nanos = waitNanos + (long) (millis * TimeUnit.MILLISECONDS.toNanos(1));
    try {
      later.schedule(() -> send(from, to, datagram), nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // the proxy is closed
    }
  }

  private static void send(DatagramSocket from, SocketAddress to, byte[] datagram) {
    try {
      from.send(new DatagramPacket(datagram, datagram.length, to));
    } catch (IOException e) {
      // lost
    }
  }

  private interface Receiver {
    void receive(SocketAddress from, byte[] datagram);
  }

  private static void receive(DatagramSocket socket, Receiver receiver) {
    DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
    while (!socket.isClosed()) {
      try {
        packet.setLength(LONGEST);
        socket.receive(packet);
        byte[] datagram = Arrays.copyOf(packet.getData(), packet.getLength());
        receiver.receive(packet.getSocketAddress(), datagram);
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "udp-proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
