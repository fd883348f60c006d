package dev.rtcrooms.sfu.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.net.Deadline;
import dev.rtcrooms.thread.DaemonThreads;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DtlsConnectionTest {

  /** The first fragment of a ClientHello. */
  private static final byte[] HELLO =
      HexFormat.of()
          .parseHex(
              "16fefd0000000000000000002c"
                  + ("010005850000000000000020" + "fefd")
                  + "00".repeat(30));

  private final DaemonThreads threads = new DaemonThreads();
  private final DtlsHandshakes handshakes = new DtlsHandshakes(1, 15_000, threads);

  @AfterEach
  void close() throws Exception {
    handshakes.close();
    assertThat(threads.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(20))).isTrue();
  }

  private DtlsConnection connection() {
    return new DtlsConnection(
        handshakes,
        DtlsCertificate.create(new SecureRandom(), Instant.EPOCH),
        List.of(),
        datagram -> {},
        new DtlsConnection.Listener() {
          @Override
          public void secured(SrtpKeys keys) {}

          @Override
          public void ended() {}
        });
  }

  @Test
  void afterAnOverloadItBegins() throws Exception {
    CountDownLatch others = new CountDownLatch(1);
    SynchronousQueue<String> over = new SynchronousQueue<>();
    handshakes.start(
        () -> {
          try {
            others.await();
            over.put("over");
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    DtlsConnection connection = connection();
    for (int i = 0; i < 100; i++) {
      assertThat(connection.receive(HELLO)).isFalse();
    }
    others.countDown();
    assertThat(over.take()).isEqualTo("over");
    Deadline deadline = new Deadline();
    while (!connection.receive(HELLO)) {
      deadline.spin(); // until the other one's thread has ended it
    }
    connection.close();
  }

  @Test
  void aHandshakeHasAsLongAsTheLimitSays() {
    try (DtlsHandshakes quick = new DtlsHandshakes(1, 2_000, threads)) {
      DtlsCertificate certificate = DtlsCertificate.create(new SecureRandom(), Instant.EPOCH);
      SrtpServer server = new SrtpServer(quick, certificate, List.of());
      assertThat(server.getHandshakeTimeoutMillis()).isEqualTo(2_000);
    }
  }

  @Test
  void aHandshakeThatCannotRunTakesNoPlace() {
    handshakes.close();
    for (int i = 0; i < 3; i++) {
      assertThat(handshakes.start(() -> {})).isFalse();
    }
  }
}
