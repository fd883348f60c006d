package dev.rtcrooms.sfu.net;

import java.net.InetSocketAddress;

/** Sends datagrams; for the loop's thread. */
@FunctionalInterface
interface DatagramSender {
  void send(byte[] datagram, int length, InetSocketAddress to);
}
