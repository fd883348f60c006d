package dev.rtcrooms.sfu.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.Mutator;
import dev.rtcrooms.sfu.net.DtlsClient;
import dev.rtcrooms.sfu.srtp.SrtpSender;
import dev.rtcrooms.thread.DaemonThreads;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsNonceGenerator;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The DTLS server reads changed datagrams in each state of a connection. One handshake with a real
 * client is recorded: ClientHello, Certificate, ClientKeyExchange, CertificateVerify, the change of
 * the cipher, Finished, and the alert at the end. In each later handshake the server makes the same
 * choices, so that what was recorded brings it to any state again. There it reads changed
 * datagrams, and then the rest of the recorded ones. {@link Mutator} says how to try more.
 */
class HostileHandshakesTest {

  private static final Logger log = LoggerFactory.getLogger(HostileHandshakesTest.class);

  /**
   * The most changed datagrams in one handshake, in turn. Few let it go on with what they have left
   * behind; after many it has mostly failed.
   */
  private static final int[] MOST = {1, 2, 50, 50, 50};

  /** So many of the handshakes in each state get as far as keys, at least. */
  private static final double SECURED = 0.1;

  private static final int PATIENCE_SECONDS = 60;
  private static final int LONGEST = 1500;

  private final DaemonThreads threads = new DaemonThreads();
  private final ClientCertificate certificate = new ClientCertificate();
  private final DtlsCertificate ours = DtlsCertificate.create(new SecureRandom(), Instant.EPOCH);

  /** What the client has sent in the recorded handshake. */
  private final List<byte[]> sent = new ArrayList<>();

  /** A packet of the client that opens only with the keys of the recorded handshake. */
  private byte[] media;

  @AfterEach
  void everythingEnds() throws InterruptedException {
    assertThat(threads.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)))
        .isTrue();
  }

  @Test
  void changedDatagramsInAnyStateGiveNobodyElseKeys() throws Exception {
    recordHandshake();
    assertThat(shake(new Replay(sent.size(), 0, null))).as("unchanged").isTrue();
    Mutator mutator = new Mutator(3, sent);
    long each = 1 + Mutator.count() / sent.size();
    long all = 0;
    for (int state = 0; state < sent.size(); state++) {
      long read = 0;
      int handshakes = 0;
      int secured = 0;
      while (read < each) {
        Replay replay = new Replay(state, MOST[handshakes % MOST.length], mutator);
        secured += shake(replay) ? 1 : 0;
        assertThat(replay.read).as("changed datagrams read in state %s", state).isPositive();
        read += replay.read;
        handshakes++;
      }
      log.info("State {}: {} read in {} handshakes, {} secured", state, read, handshakes, secured);
      boolean wasSecured = state == sent.size() - 1; // by all that it has sent but the last alert
      assertThat(secured)
          .as("handshakes with keys, of %s with changes in state %s", handshakes, state)
          .isGreaterThanOrEqualTo((int) (wasSecured ? handshakes : SECURED * handshakes));
      all += read;
    }
    assertThat(all).isGreaterThanOrEqualTo(Mutator.count());
  }

  private void recordHandshake() throws Exception {
    BlockingQueue<byte[]> up = new LinkedBlockingQueue<>();
    BlockingQueue<byte[]> down = new LinkedBlockingQueue<>();
    threads
        .named("recorded-server-")
        .newThread(
            () -> {
              try (DtlsHandshakes handshakes = handshakes()) {
                accept(server(handshakes), new Pipe(up, down::add));
              } catch (IOException e) {
                log.info("The recorded handshake fails", e); // and that of the client
              }
            })
        .start();
    DtlsClient client = new DtlsClient(new BcTlsCrypto(new SecureRandom()), certificate, 1, 7);
    Pipe pipe =
        new Pipe(
            down,
            datagram -> {
              sent.add(datagram);
              up.add(datagram);
            });
    new DTLSClientProtocol().connect(client, pipe).close();
    byte[][] key = client.keys(0);
    byte[] packet = new byte[60 + SrtpSender.MAX_OVERHEAD];
    packet[0] = (byte) 0x80;
    int length = new SrtpSender(client.profile(), key[0], key[1]).protect(packet, 0, 12, 60, 0);
    media = Arrays.copyOf(packet, length);
  }

  /** As of one handshake; each makes the same choices. */
  private DtlsHandshakes handshakes() {
    return new DtlsHandshakes(1, 1000 * PATIENCE_SECONDS, threads, new RepeatedCrypto());
  }

  private SrtpServer server(DtlsHandshakes handshakes) {
    return new SrtpServer(handshakes, ours, List.of(certificate.fingerprint()));
  }

  private static DTLSTransport accept(SrtpServer server, DatagramTransport transport)
      throws IOException {
    return new DTLSServerProtocol().accept(server, transport);
  }

  /** As {@link DtlsConnection} does; returns whether the recorded client is secured. */
  private boolean shake(Replay replay) {
    boolean secured = false;
    try (DtlsHandshakes handshakes = handshakes()) {
      SrtpServer server = server(handshakes);
      DTLSTransport open = accept(server, replay);
      byte[] packet = media.clone();
      assertThat(server.keys().receiver(1).unprotect(packet, 0, packet.length)).isPositive();
      secured = true;
      byte[] buffer = new byte[LONGEST];
      while (!replay.isOver()) {
        open.receive(buffer, 0, buffer.length, 1);
      }
    } catch (IOException e) {
      log.trace("The connection ends", e);
    }
    return secured;
  }

  /** A sequence of random numbers, always the same. */
  private static SecureRandom repeatedRandom() {
    try {
      SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(7); // alone, if it is set first
      return random;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The SFU's cryptography, whose random numbers are always the same. */
  private static final class RepeatedCrypto extends BcTlsCrypto {

    RepeatedCrypto() {
      super(repeatedRandom());
    }

    @Override
    public TlsCipher createCipher(TlsCryptoParameters parameters, int encryption, int mac)
        throws IOException {
      return new GuardedCrypto(getSecureRandom()).createCipher(parameters, encryption, mac);
    }

    /** Without the time. */
    @Override
    public TlsNonceGenerator createNonceGenerator(byte[] additionalSeed) {
      return size -> {
        byte[] nonce = new byte[size];
        getSecureRandom().nextBytes(nonce);
        return nonce;
      };
    }
  }

  /** One end of a network that loses nothing, however long it takes. */
  private record Pipe(BlockingQueue<byte[]> in, Consumer<byte[]> out) implements DatagramTransport {
    @Override
    public int getReceiveLimit() {
      return LONGEST;
    }

    @Override
    public int getSendLimit() {
      return 1200;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
      try {
        byte[] datagram = in.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (datagram == null) {
          throw new IOException("Nothing comes");
        }
        System.arraycopy(datagram, 0, buffer, offset, datagram.length);
        return datagram.length;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
      out.accept(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    @Override
    public void close() {}
  }

  /** What the recorded client sends, with changed datagrams before one of its datagrams. */
  private final class Replay implements DatagramTransport {

    private final int state;
    private final int most;
    private final Mutator mutator;
    private int next;
    private boolean closed;

    /** How many changed datagrams the server has read. */
    private int read;

    Replay(int state, int most, Mutator mutator) {
      this.state = state;
      this.most = most;
      this.mutator = mutator;
    }

    boolean isOver() {
      return closed || next == sent.size();
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
      if (isOver()) {
        throw new IOException("The client has gone");
      }
      byte[] datagram = next == state && read < most ? changed() : sent.get(next++);
      int count = Math.min(length, datagram.length);
      System.arraycopy(datagram, 0, buffer, offset, count);
      return count;
    }

    /** One that {@link DtlsConnection} does not drop. */
    private byte[] changed() {
      byte[] datagram = mutator.next();
      while (!FragmentGuard.accepts(datagram, 0, datagram.length)) {
        datagram = mutator.next();
      }
      read++;
      return datagram;
    }

    @Override
    public int getReceiveLimit() {
      return LONGEST;
    }

    @Override
    public int getSendLimit() {
      return 1200;
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {}

    @Override
    public void close() {
      closed = true;
    }
  }
}
