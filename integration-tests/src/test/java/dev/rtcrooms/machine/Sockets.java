package dev.rtcrooms.machine;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** What proxies and servers of tests do with sockets. */
public final class Sockets {

  private Sockets() {}

  /**
   * {@return a port that is free on the loopback address, and not among those that the system gives
   * to connections meanwhile}
   */
  public static int freePort() {
    return freePort(port -> new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")));
  }

  /**
   * As {@link #freePort()}, for datagrams.
   *
   * @param address of this machine, on which the port is free
   */
  public static int freeDatagramPort(InetAddress address) {
    return freePort(port -> new DatagramSocket(port, address));
  }

  /** Binds a socket. */
  private interface Binding {
    Closeable to(int port) throws IOException;
  }

  private static int freePort(Binding binding) {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
      try (Closeable ignored = binding.to(port)) {
        return port;
      } catch (IOException e) {
        continue; // it is taken
      }
    }
  }

  /** Work that ends when one end of a connection has closed or reset it. */
  interface Work {
    void run() throws IOException;
  }

  /** Runs on a daemon thread. */
  static void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // one end was closed or reset, which ends the other
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Closes with RST. */
  static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // it is closed already
    }
  }
}
