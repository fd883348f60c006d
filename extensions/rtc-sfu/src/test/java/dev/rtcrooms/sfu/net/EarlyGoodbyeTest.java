package dev.rtcrooms.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.dtls.ClientCertificate;
import dev.rtcrooms.sfu.dtls.DtlsCertificate;
import dev.rtcrooms.sfu.dtls.DtlsConnection;
import dev.rtcrooms.sfu.dtls.DtlsHandshakes;
import dev.rtcrooms.sfu.dtls.SrtpKeys;
import dev.rtcrooms.thread.DaemonThreads;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.junit.jupiter.api.Test;

/** A client that says goodbye while the server still ends its handshake. */
class EarlyGoodbyeTest {

  private static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<byte[]> toClient = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> left = new CompletableFuture<>();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  /** The server sends; after its last message, Finished, it goes on when the client has left. */
  private void send(byte[] datagram) {
    toClient.add(datagram);
    boolean encrypted = datagram[4] == 1; // the epoch (RFC 6347 §4.1)
    if (encrypted) {
      left.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
  }

  @Test
  void theListenerHearsThatThePeerWasSecuredAndHasLeft() throws Exception {
    ClientCertificate certificate = new ClientCertificate();
    DaemonThreads threads = new DaemonThreads();
    try (DtlsHandshakes handshakes = new DtlsHandshakes(1, 15_000, threads)) {
      DtlsConnection connection =
          new DtlsConnection(
              handshakes,
              DtlsCertificate.create(new SecureRandom(), Instant.EPOCH),
              List.of(certificate.fingerprint()),
              this::send,
              new DtlsConnection.Listener() {
                @Override
                public void secured(SrtpKeys keys) {
                  heard.add("secured");
                }

                @Override
                public void ended() {
                  heard.add("ended");
                }
              });
      DtlsClient client = new DtlsClient(new BcTlsCrypto(new SecureRandom()), certificate, 1);
      new DTLSClientProtocol().connect(client, new ToServer(connection)).close();
      left.complete(null);
      assertThat(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("secured");
      assertThat(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("ended");
    }
    assertThat(threads.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(20))).isTrue();
    assertThat(heard).isEmpty();
  }

  /** The client's way to the server and back. */
  private final class ToServer implements DatagramTransport {
    private final DtlsConnection connection;

    ToServer(DtlsConnection connection) {
      this.connection = connection;
    }

    @Override
    public int getReceiveLimit() {
      return 1500;
    }

    @Override
    public int getSendLimit() {
      return 1200;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
      try {
        byte[] datagram = toClient.poll(waitMillis, TimeUnit.MILLISECONDS);
        if (datagram == null) {
          return -1;
        }
        System.arraycopy(datagram, 0, buffer, offset, datagram.length);
        return datagram.length;
      } catch (InterruptedException e) {
        throw (IOException) new InterruptedIOException().initCause(e);
      }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
      connection.receive(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    @Override
    public void close() {}
  }
}
