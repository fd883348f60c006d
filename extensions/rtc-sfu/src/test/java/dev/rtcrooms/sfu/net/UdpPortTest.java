package dev.rtcrooms.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both ports do the same. */
class UdpPortTest {

  private static final int PATIENCE_MS = 20_000;
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private enum Kind {
    NIO,
    EPOLL;

    UdpPort open(InetSocketAddress bind, AtomicInteger lost) throws IOException {
      if (this == NIO) {
        return new NioUdpPort(bind);
      }
      assumePresent();
      return new EpollUdpPort(bind, reason -> lost.incrementAndGet());
    }

    void assumePresent() {
      assumeTrue(this == NIO || Epoll.isAvailable());
    }
  }

  private final AtomicInteger lost = new AtomicInteger();

  @AfterEach
  void everyDatagramWasSent() {
    assertThat(lost).hasValue(0);
  }

  private UdpPort open(Kind kind) throws IOException {
    return kind.open(new InetSocketAddress(LOOPBACK, 0), lost);
  }

  private static byte[] filled(int length, int with) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) with);
    return bytes;
  }

  private static InetSocketAddress addressOf(DatagramSocket socket) {
    return new InetSocketAddress(LOOPBACK, socket.getLocalPort());
  }

  private static DatagramSocket client() throws IOException {
    DatagramSocket socket = new DatagramSocket(0, LOOPBACK);
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }

  private static byte[] receive(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
    socket.receive(packet);
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  private static InetSocketAddress receive(UdpPort port, byte[] datagram) throws IOException {
    Deadline deadline = new Deadline();
    InetSocketAddress from = port.receive(datagram);
    while (from == null) {
      deadline.spin();
      port.await(PATIENCE_MS);
      from = port.receive(datagram);
    }
    return from;
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void readsDatagramsInOrder(Kind kind) throws IOException {
    try (UdpPort port = open(kind);
        DatagramSocket client = client()) {
      for (int i = 1; i <= 100; i++) {
        byte[] datagram = filled(i, i);
        client.send(new DatagramPacket(datagram, i, new InetSocketAddress(LOOPBACK, port.port())));
      }
      byte[] datagram = new byte[UdpPort.LONGEST];
      for (int i = 1; i <= 100; i++) {
        assertThat(receive(port, datagram)).isEqualTo(addressOf(client));
        assertThat(Arrays.copyOf(datagram, port.received())).isEqualTo(filled(i, i));
      }
      assertThat(port.receive(datagram)).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void sendsWhatItWasGivenToEachReceiver(Kind kind) throws IOException {
    int[] lengths = {1200, 1200, 1200, 700, 700, 1201, 1200, 5, 5, UdpPort.LONGEST_SENT};
    try (UdpPort port = open(kind);
        DatagramSocket first = client();
        DatagramSocket second = client()) {
      for (int i = 0; i < lengths.length; i++) {
        byte[] datagram = filled(lengths[i], i);
        assertThat(port.sendSoon(datagram, lengths[i], addressOf(first))).isTrue();
        assertThat(port.sendSoon(datagram, lengths[i], addressOf(second))).isTrue();
      }
      port.flush();
      for (int i = 0; i < lengths.length; i++) {
        assertThat(receive(first)).isEqualTo(filled(lengths[i], i));
        assertThat(receive(second)).isEqualTo(filled(lengths[i], i));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void sendsManyBursts(Kind kind) throws IOException {
    List<DatagramSocket> clients = new ArrayList<>();
    try (UdpPort port = open(kind)) {
      for (int i = 0; i < 40; i++) {
        clients.add(client());
      }
      for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 20; i++) {
          for (DatagramSocket client : clients) {
            assertThat(port.sendSoon(filled(1000, i), 1000, addressOf(client))).isTrue();
          }
        }
        port.flush();
        for (DatagramSocket client : clients) {
          for (int i = 0; i < 20; i++) {
            assertThat(receive(client)).isEqualTo(filled(1000, i));
          }
        }
      }
    } finally {
      clients.forEach(DatagramSocket::close);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aDatagramThatIsSentAtOnceWaitsForNoOther(Kind kind) throws IOException {
    try (UdpPort port = open(kind);
        DatagramSocket client = client()) {
      assertThat(port.send(filled(20, 1), 20, addressOf(client))).isTrue();
      assertThat(receive(client)).isEqualTo(filled(20, 1));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aDatagramThatIsSentAtOnceOvertakesNoneToTheSameReceiver(Kind kind) throws IOException {
    try (UdpPort port = open(kind);
        DatagramSocket client = client()) {
      int[] lengths = {1200, 1200, 700, 1300};
      for (int length : lengths) {
        assertThat(port.sendSoon(filled(length, 2), length, addressOf(client))).isTrue();
      }
      assertThat(port.send(filled(20, 1), 20, addressOf(client))).isTrue();
      for (int length : lengths) {
        assertThat(receive(client)).isEqualTo(filled(length, 2));
      }
      assertThat(receive(client)).isEqualTo(filled(20, 1));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void hearsBothFamiliesAtTheWildcardAddress(Kind kind) throws IOException {
    byte[] bytes = new byte[16];
    bytes[15] = 1;
    InetAddress six = InetAddress.getByAddress(bytes);
    assumeTrue(NetworkInterface.getByInetAddress(six) != null, "IPv6 is off");
    try (UdpPort port = kind.open(new InetSocketAddress(0), lost);
        DatagramSocket client = client();
        DatagramSocket other = new DatagramSocket(new InetSocketAddress(six, 0))) {
      byte[] datagram = new byte[UdpPort.LONGEST];
      client.send(
          new DatagramPacket(filled(9, 4), 9, new InetSocketAddress(LOOPBACK, port.port())));
      assertThat(receive(port, datagram)).isEqualTo(addressOf(client));
      other.setSoTimeout(PATIENCE_MS);
      other.send(new DatagramPacket(filled(9, 6), 9, new InetSocketAddress(six, port.port())));
      InetSocketAddress from = receive(port, datagram);
      assertThat(from.getPort()).isEqualTo(other.getLocalPort());
      port.sendSoon(filled(9, 7), 9, from);
      port.flush();
      assertThat(receive(other)).isEqualTo(filled(9, 7));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aWakeUpEndsTheWaitAlsoIfItCameBefore(Kind kind) throws Exception {
    try (UdpPort port = open(kind)) {
      port.await(1);
      port.wake();
      port.await(0);
      CompletableFuture<Void> waker = CompletableFuture.runAsync(port::wake);
      port.await(0);
      waker.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aPortThatIsTakenCannotBeOpened(Kind kind) throws IOException {
    kind.assumePresent();
    try (DatagramSocket other = client()) {
      assertThatThrownBy(() -> kind.open(addressOf(other), lost)).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aPortThatCannotBeOpenedLeavesNoDescriptors(Kind kind) throws IOException {
    assumeTrue(Files.isDirectory(DESCRIPTORS));
    kind.assumePresent();
    try (DatagramSocket other = client()) {
      int before = descriptors();
      for (int i = 0; i < 100; i++) {
        assertThatThrownBy(() -> kind.open(addressOf(other), lost)).isInstanceOf(IOException.class);
      }
      assertThat(descriptors()).isLessThan(before + 50); // other threads may open some
    }
  }

  private static int descriptors() throws IOException {
    try (Stream<Path> open = Files.list(DESCRIPTORS)) {
      return (int) open.count();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aClosedPortIsFreeAndIgnoresWakeUps(Kind kind) throws IOException {
    UdpPort port = open(kind);
    InetSocketAddress address = new InetSocketAddress(LOOPBACK, port.port());
    port.await(1);
    port.close();
    port.wake();
    kind.open(address, lost).close();
  }

  @Test
  void epollIsUsedWhereItIsPresent() throws IOException {
    try (UdpPort port = UdpPort.open(new InetSocketAddress(LOOPBACK, 0), reason -> {})) {
      assertThat(port).isInstanceOf(Epoll.isAvailable() ? EpollUdpPort.class : NioUdpPort.class);
    }
  }
}
