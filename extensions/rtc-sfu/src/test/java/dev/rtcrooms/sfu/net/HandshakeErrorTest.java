package dev.rtcrooms.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.sfu.dtls.ClientCertificate;
import dev.rtcrooms.sfu.dtls.DtlsCertificate;
import dev.rtcrooms.sfu.dtls.DtlsConnection;
import dev.rtcrooms.sfu.dtls.DtlsHandshakes;
import dev.rtcrooms.sfu.dtls.SrtpKeys;
import dev.rtcrooms.thread.DaemonThreads;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.junit.jupiter.api.Test;

/** A handshake that an Error interrupts. */
class HandshakeErrorTest {

  /** Keeps what a client sends first. */
  private static final class First implements DatagramTransport {
    private final List<byte[]> sent = new ArrayList<>();

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
      throw new IOException("nobody answers");
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
      sent.add(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    @Override
    public void close() {}
  }

  @Test
  void theListenerHearsTheEnd() throws Exception {
    First first = new First();
    DtlsClient client =
        new DtlsClient(new BcTlsCrypto(new SecureRandom()), new ClientCertificate(), 1);
    assertThatThrownBy(() -> new DTLSClientProtocol().connect(client, first))
        .isInstanceOf(IOException.class);

    CompletableFuture<String> result = new CompletableFuture<>();
    DaemonThreads threads = new DaemonThreads();
    try (DtlsHandshakes handshakes = new DtlsHandshakes(1, 15_000, threads)) {
      DtlsConnection connection =
          new DtlsConnection(
              handshakes,
              DtlsCertificate.create(new SecureRandom(), Instant.EPOCH),
              List.of(),
              datagram -> {
                throw new StackOverflowError();
              },
              new DtlsConnection.Listener() {
                @Override
                public void secured(SrtpKeys keys) {
                  result.complete("secured");
                }

                @Override
                public void ended() {
                  result.complete("ended");
                }
              });
      assertThat(connection.receive(first.sent.get(0))).isTrue();
      assertThat(result.get(20, TimeUnit.SECONDS)).isEqualTo("ended");
    }
    assertThat(threads.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(20))).isTrue();
  }
}
