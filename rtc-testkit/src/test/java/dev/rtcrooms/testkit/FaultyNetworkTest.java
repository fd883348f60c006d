package dev.rtcrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Faults of real connections, with a server that sends what the test says. That a fault makes a
 * pause is seen in real time only: a pause lasts at least as long as it should, on a busy machine
 * too.
 */
class FaultyNetworkTest {

  private static final int PATIENCE_MILLIS = 30_000;

  /** Bytes, of which not even half fit into the buffers of a connection. */
  private static final int LARGE = 32 * 1024 * 1024;

  private ServerSocket listener;
  private FaultyNetwork network;
  private Socket client;
  private Socket server;

  @BeforeEach
  void start() throws IOException {
    listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    network = new FaultyNetwork(listener.getLocalPort());
    connect();
  }

  private void connect() throws IOException {
    client = new Socket(InetAddress.getLoopbackAddress(), network.port());
    client.setSoTimeout(PATIENCE_MILLIS);
    server = listener.accept();
    server.setSoTimeout(PATIENCE_MILLIS);
  }

  @AfterEach
  void stop() throws IOException {
    network.close();
    listener.close();
    client.close();
    server.close();
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (i / 7);
    }
    return bytes;
  }

  private void arrives(byte[] sent) throws IOException {
    assertThat(Arrays.equals(client.getInputStream().readNBytes(sent.length), sent)).isTrue();
  }

  @Test
  void withoutAFaultEverythingPassesInBothDirections() throws IOException {
    client.getOutputStream().write(bytes(20_000));
    assertThat(server.getInputStream().readNBytes(20_000)).isEqualTo(bytes(20_000));
    server.getOutputStream().write(bytes(20_000));
    arrives(bytes(20_000));
    server.close();
    assertThat(client.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void aConnectionThatIsCutEndsAfterItsBytes() throws IOException {
    server.getOutputStream().write(bytes(100));
    arrives(bytes(100));

    network.suffer(new Fault.CutAt(150));
    server.getOutputStream().write(bytes(5_000));

    assertThatThrownBy(() -> read(5_000))
        .isInstanceOfAny(SocketException.class, EOFException.class);
    assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketException.class);
  }

  private void read(int count) throws IOException {
    if (client.getInputStream().readNBytes(count).length < count) {
      throw new EOFException();
    }
  }

  @Test
  void openConnectionsAreCutAtOnceAndLaterOnesUntilTheNetworkIsHealed() throws IOException {
    network.suffer(new Fault.CutAt(0));
    assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketException.class);
    assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);

    network.heal();
    connect();
    server.getOutputStream().write(bytes(10));
    arrives(bytes(10));
  }

  @Test
  void aNetworkThatIsGoneTellsNobody() throws IOException {
    network.suffer(new Fault.Vanish());
    server.getOutputStream().write(bytes(10));
    client.getOutputStream().write(bytes(10));
    network.heal();
    Socket lost = client;
    Socket alone = server;

    connect();
    server.getOutputStream().write(bytes(10));
    arrives(bytes(10));
    assertThat(lost.getInputStream().available()).isZero();
    assertThat(alone.getInputStream().available()).isZero();
    lost.close();
    alone.close();
  }

  @Test
  void whatAClientDidNotReadArrivesWhenItReadsAgain() throws IOException {
    network.suffer(new Fault.Stall());
    server.getOutputStream().write(bytes(20_000));
    assertThat(client.getInputStream().available()).isZero();

    network.heal();

    arrives(bytes(20_000));
  }

  @Test
  void aSlowReaderTakesItsTimeForEachPiece() throws IOException {
    long begun = System.nanoTime();
    network.suffer(new Fault.SlowReader(Duration.ofMillis(50)));
    server.getOutputStream().write(bytes(3 * 4096));

    arrives(bytes(3 * 4096));

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(149));
  }

  @Test
  void whatIsDelayedComesLaterInItsOrder() throws IOException {
    long begun = System.nanoTime();
    network.suffer(new Fault.Delay(Duration.ofMillis(100)));
    server.getOutputStream().write(bytes(50_000));
    arrives(bytes(50_000));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(99));

    server.getOutputStream().write(bytes(50_000));
    network.heal();
    server.getOutputStream().write(bytes(50_000));
    server.close();

    arrives(bytes(50_000));
    arrives(bytes(50_000));
    assertThat(client.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void whatTheClientHadNotReadWhenTheNetworkVanishedIsLost() throws IOException {
    network.suffer(new Fault.Stall());
    server.getOutputStream().write(bytes(10));
    exchange(); // meanwhile the network takes the bytes
    network.suffer(new Fault.Vanish());

    assertThat(arrivals()).isZero();
  }

  @Test
  void whatIsUnderWayWhenTheNetworkVanishesIsLost() throws IOException {
    connectWithASmallWindow();
    network.suffer(new Fault.Delay(Duration.ofMillis(1)));
    server.getOutputStream().write(bytes(LARGE));
    network.suffer(new Fault.Vanish());

    assertThat(arrivals()).isLessThan(LARGE / 2);
  }

  /** How many bytes arrive until a pause. */
  private int arrivals() throws IOException {
    client.setSoTimeout(300);
    int count = 0;
    byte[] piece = new byte[64 * 1024];
    try {
      for (int length = client.getInputStream().read(piece);
          length >= 0;
          length = client.getInputStream().read(piece)) {
        count += length;
      }
    } catch (SocketTimeoutException e) {
      return count;
    }
    throw new AssertionError("The client was told the end");
  }

  private void exchange() throws IOException {
    for (int n = 0; n < 10; n++) {
      client.getOutputStream().write(n);
      assertThat(server.getInputStream().read()).isEqualTo(n);
    }
  }

  @Test
  void oneWhoseWindowIsFullKeepsNothingFromOthers() throws IOException {
    connectWithASmallWindow();
    Socket full = client;
    Socket busy = server;
    network.suffer(new Fault.Delay(Duration.ofMillis(1)));
    busy.getOutputStream().write(bytes(LARGE));

    connect();
    server.getOutputStream().write(bytes(10));
    arrives(bytes(10));
    full.close();
    busy.close();
  }

  /** Connects with a client that takes few bytes before it reads. */
  private void connectWithASmallWindow() throws IOException {
    client.close();
    server.close();
    client = new Socket();
    client.setReceiveBufferSize(4096);
    client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), network.port()));
    client.setSoTimeout(PATIENCE_MILLIS);
    server = listener.accept();
    server.setSoTimeout(PATIENCE_MILLIS);
  }

  @Test
  void aVanishedConnectionIsHalfOpenUntilTheNetworkIsClosed() throws IOException {
    network.suffer(new Fault.Vanish());
    Socket alone = server;
    client.close();
    network.heal();
    connect();
    exchange();
    hearsNothing(alone);
    network.suffer(new Fault.CutAt(0));
    hearsNothing(alone);

    network.close();

    alone.setSoTimeout(PATIENCE_MILLIS);
    assertThatThrownBy(() -> alone.getInputStream().read()).isInstanceOf(SocketException.class);
    alone.close();
  }

  private static void hearsNothing(Socket socket) throws IOException {
    socket.setSoTimeout(300);
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void afterItsEndAPortRefusesConnectionsAtOnce() {
    for (int i = 0; i < 200; i++) {
      FaultyNetwork brief = new FaultyNetwork(listener.getLocalPort());
      int port = brief.port();
      brief.close();

      assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
          .isInstanceOf(ConnectException.class);
    }
  }
}
