package dev.rtcrooms.machine;

import java.io.IOException;
import java.net.Socket;

/** What proxies do with sockets. */
final class Sockets {

  private Sockets() {}

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
