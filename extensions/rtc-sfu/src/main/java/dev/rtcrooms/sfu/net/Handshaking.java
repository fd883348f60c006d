package dev.rtcrooms.sfu.net;

import dev.rtcrooms.sfu.dtls.DtlsCertificate;
import dev.rtcrooms.sfu.dtls.DtlsConnection;
import dev.rtcrooms.sfu.dtls.DtlsHandshakes;
import dev.rtcrooms.sfu.dtls.PeerFingerprint;
import dev.rtcrooms.sfu.dtls.SrtpKeys;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The DTLS of one transport: waits for the peer's fingerprint, shakes hands, and begins anew after
 * a failure. For the loop's thread.
 */
final class Handshaking {

  /** Datagrams that come before the description that brings the fingerprint. */
  private static final int MAX_EARLY = 8;

  private final Executor loop;
  private final DtlsHandshakes handshakes;
  private final DtlsCertificate certificate;
  private final Consumer<byte[]> sender;
  private final Result result;
  private final Deque<byte[]> early = new ArrayDeque<>();
  private List<PeerFingerprint> fingerprints = List.of();
  private @Nullable DtlsConnection connection;
  private long begunAt;
  private boolean closed;

  /** Hears the result on the loop's thread. */
  interface Result {
    void secured(SrtpKeys keys);

    /** The handshake has failed, or the peer has ended the connection. */
    void ended();

    /** A datagram of the peer was dropped. */
    void dropped();
  }

  Handshaking(
      Executor loop,
      DtlsHandshakes handshakes,
      DtlsCertificate certificate,
      Consumer<byte[]> sender,
      Result result) {
    this.loop = loop;
    this.handshakes = handshakes;
    this.certificate = certificate;
    this.sender = sender;
    this.result = result;
  }

  /** Sets what the peer has announced of its certificate; only the first call counts. */
  void expect(List<PeerFingerprint> announced) {
    if (fingerprints.isEmpty() && !closed) {
      fingerprints = List.copyOf(announced);
      while (!early.isEmpty()) {
        deliver(early.remove());
      }
    }
  }

  /** Takes a datagram of the peer. */
  void receive(byte[] datagram) {
    if (!fingerprints.isEmpty()) {
      deliver(datagram);
    } else if (early.size() < MAX_EARLY) {
      early.add(datagram);
    } else {
      result.dropped();
    }
  }

  private void deliver(byte[] datagram) {
    DtlsConnection current = connection;
    if (current == null) {
      current = begin();
      connection = current;
    }
    if (!current.receive(datagram)) {
      result.dropped();
    }
  }

  /** The time since the first datagram of the present connection. */
  long elapsedMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunAt);
  }

  private DtlsConnection begin() {
    begunAt = System.nanoTime();
    Listener listener = new Listener();
    DtlsConnection begun =
        new DtlsConnection(
            handshakes,
            certificate,
            fingerprints,
            datagram -> loop.execute(() -> sender.accept(datagram)),
            listener);
    listener.of = begun;
    return begun;
  }

  /** Passes on what becomes of a connection, if it is still the current one. */
  private final class Listener implements DtlsConnection.Listener {
    private @Nullable DtlsConnection of;

    @Override
    public void secured(SrtpKeys keys) {
      loop.execute(
          () -> {
            if (!closed && of == connection) {
              result.secured(keys);
            }
          });
    }

    @Override
    public void ended() {
      loop.execute(
          () -> {
            if (!closed && of == connection) {
              connection = null; // the next datagram begins another
              result.ended();
            }
          });
    }
  }

  void close() {
    closed = true;
    early.clear();
    if (connection != null) {
      connection.close();
    }
    connection = null;
  }
}
