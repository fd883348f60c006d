package dev.rtcrooms.sfu;

import dev.rtcrooms.sfu.net.StunClient;
import dev.rtcrooms.sfu.stun.IceCredentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that sends hostile datagrams to a port, from 256 addresses: checks with a wrong
 * password and with unknown names, DTLS and media from addresses without a check, and whatever
 * {@link Mutator} makes of them.
 */
final class Flood {

  private static final int SOCKETS = 256;
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private Flood() {}

  /**
   * Sends, and prints how many datagrams a second it has sent, and how many replies have come.
   *
   * @param args the port, an ICE username fragment of it, the datagrams a second, and how many
   *     seconds they are sent
   */
  public static void main(String[] args) throws IOException {
    InetSocketAddress target =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
    long each = Long.parseLong(args[2]);
    long seconds = Long.parseLong(args[3]);
    byte[] media = Arrays.copyOf(new byte[] {(byte) 0x80, 96}, 1000);
    byte[] hello = Arrays.copyOf(new byte[] {22, (byte) 0xFE, (byte) 0xFD}, 200);
    List<byte[]> seeds =
        List.of(
            StunClient.check(new IceCredentials(args[1], "guessed"), true),
            StunClient.check(IceCredentials.create(), true),
            StunClient.controlled(new IceCredentials(args[1], "guessed")),
            media,
            hello);
    Mutator mutator = new Mutator(1, seeds);
    List<DatagramChannel> sockets = new ArrayList<>();
    for (int i = 0; i < SOCKETS; i++) {
      byte[] bytes = {127, 1, (byte) (i / 128), (byte) (1 + i % 128)};
      InetAddress address = InetAddress.getByAddress(bytes);
      DatagramChannel socket = DatagramChannel.open(StandardProtocolFamily.INET);
      socket.bind(new InetSocketAddress(address, 0)).configureBlocking(false);
      sockets.add(socket);
    }
    long began = System.nanoTime();
    long end = began + TimeUnit.SECONDS.toNanos(seconds);
    long sent = 0;
    while (System.nanoTime() - end < 0) {
      long due = (System.nanoTime() - began) / MILLI * each / 1000;
      for (; sent < due; sent++) {
        DatagramChannel socket = sockets.get((int) (sent % SOCKETS));
        socket.send(ByteBuffer.wrap(mutator.next()), target);
      }
      LockSupport.parkNanos(MILLI);
    }
    long perSecond = sent * 1_000_000_000 / (System.nanoTime() - began);
    System.out.println(perSecond + " " + replies(sockets));
  }

  private static int replies(List<DatagramChannel> sockets) throws IOException {
    ByteBuffer datagram = ByteBuffer.allocate(2048);
    int replies = 0;
    for (DatagramChannel socket : sockets) {
      while (socket.receive(datagram.clear()) != null) {
        replies++;
      }
      socket.close();
    }
    return replies;
  }
}
