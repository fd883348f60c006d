package dev.rtcrooms.sfu.net;

import java.net.InetSocketAddress;

/** Sends datagrams; for the loop's thread. */
@FunctionalInterface
interface DatagramSender {

  /** Sends a datagram at once. */
  void send(byte[] datagram, int length, InetSocketAddress to);

  /** Sends a datagram within milliseconds, perhaps together with others to the same address. */
  default void sendSoon(byte[] datagram, int length, InetSocketAddress to) {
    send(datagram, length, to);
  }
}
