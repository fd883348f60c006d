package dev.rtcrooms.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;

/**
 * An address of the machine's own that is not the loopback one, from which WebRTC stacks gather
 * nothing. What is sent to it by the machine itself never leaves it.
 */
public final class LocalAddress {

  private LocalAddress() {}

  /**
   * Looks at the network interfaces that are up.
   *
   * @return an IPv4 address of the first that has one
   */
  public static Optional<InetAddress> find() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(LocalAddress::isUsable)
          .flatMap(NetworkInterface::inetAddresses)
          .filter(Inet4Address.class::isInstance)
          .findFirst();
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isUsable(NetworkInterface network) {
    try {
      return network.isUp() && !network.isLoopback();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
