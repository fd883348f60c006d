package dev.rtcrooms.sfu.net;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Sends from a port, and counts. What could not be sent is dropped. For the loop's thread. */
final class PortSender implements DatagramSender {

  private final UdpPort udp;
  private final LoopCounters counters;

  PortSender(UdpPort udp, LoopCounters counters) {
    this.udp = udp;
    this.counters = counters;
  }

  @Override
  public void send(byte[] datagram, int length, InetSocketAddress to) {
    try {
      count(udp.send(datagram, length, to), length);
    } catch (IOException e) {
      counters.drop(Drop.NOT_SENT); // unreachable for now; consent says when it is over
    }
  }

  @Override
  public void sendSoon(byte[] datagram, int length, InetSocketAddress to) {
    try {
      count(udp.sendSoon(datagram, length, to), length);
    } catch (IOException e) {
      counters.drop(Drop.NOT_SENT);
    }
  }

  private void count(boolean taken, int length) {
    if (taken) {
      counters.add(LoopCounters.Count.PACKETS_OUT, 1);
      counters.add(LoopCounters.Count.BYTES_OUT, length);
    } else {
      counters.drop(Drop.NOT_SENT);
    }
  }
}
