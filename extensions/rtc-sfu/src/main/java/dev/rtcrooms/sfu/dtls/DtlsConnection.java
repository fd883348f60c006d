package dev.rtcrooms.sfu.dtls;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.jspecify.annotations.Nullable;

/**
 * The DTLS of one peer connection, always as the server. Its handshake runs on a thread of its own
 * and begins with the first datagram. {@link #receive} and {@link #close} are for one thread, that
 * of the media loop; the listener is called on others.
 */
public final class DtlsConnection {

  private static final int LONGEST = 1500;

  private final DtlsHandshakes handshakes;
  private final DtlsCertificate certificate;
  private final List<PeerFingerprint> expected;
  private final Listener listener;
  private final DatagramQueue queue;
  private final AtomicBoolean reading = new AtomicBoolean();
  private boolean started;
  private volatile @Nullable DTLSTransport transport;

  /** The result of the handshake; called on its thread. */
  public interface Listener {

    /**
     * The peer has proved its identity.
     *
     * @param keys the keys of SRTP
     */
    void secured(SrtpKeys keys);

    /** The handshake has failed, or the peer has closed the connection. Called once at most. */
    void ended();
  }

  /**
   * Sends nothing yet.
   *
   * @param handshakes runs the handshake
   * @param certificate ours
   * @param expected what the peer has announced of its certificate; one must match
   * @param sender sends a datagram to the peer; called on any thread
   * @param listener hears the result
   */
  public DtlsConnection(
      DtlsHandshakes handshakes,
      DtlsCertificate certificate,
      List<PeerFingerprint> expected,
      Consumer<byte[]> sender,
      Listener listener) {
    this.handshakes = handshakes;
    this.certificate = certificate;
    this.expected = List.copyOf(expected);
    this.listener = listener;
    this.queue = new DatagramQueue(sender);
  }

  /**
   * Takes a datagram of the peer.
   *
   * @param datagram not changed later
   * @return false if it was dropped: it is malformed, declares a message over 16 KiB, too many
   *     others wait, or too many handshakes run
   */
  public boolean receive(byte[] datagram) {
    if (queue.isClosed() || !FragmentGuard.accepts(datagram, 0, datagram.length)) {
      return false;
    }
    started = started || handshakes.start(this::shake);
    if (!started || !queue.offer(datagram)) {
      return false; // before a start, nothing may fill the queue
    }
    readLate();
    return true;
  }

  private void shake() {
    SrtpServer server = new SrtpServer(handshakes, certificate, expected);
    DTLSTransport open;
    try {
      open = new DTLSServerProtocol().accept(server, queue);
    } catch (Throwable e) { // also an Error: the next datagram must begin another handshake
      queue.close();
      listener.ended();
      return;
    }
    listener.secured(server.keys());
    transport = open;
    readLate(); // a peer that leaves at once may have said so before
  }

  /** Lets Bouncy Castle see late records: it repeats its last flight, or hears of the end. */
  private void readLate() {
    DTLSTransport open = transport;
    if (open != null && !queue.isEmpty() && reading.compareAndSet(false, true)) {
      try {
        handshakes.run(() -> read(open));
      } catch (RejectedExecutionException | OutOfMemoryError e) {
        queue.close();
      }
    }
  }

  private void read(DTLSTransport open) {
    byte[] buffer = new byte[LONGEST];
    do {
      try {
        while (!queue.isEmpty()) {
          open.receive(buffer, 0, buffer.length, 1);
        }
      } catch (Throwable e) {
        queue.close();
      }
      if (queue.isClosed()) {
        listener.ended();
        return;
      }
      reading.set(false);
    } while (!queue.isEmpty() && reading.compareAndSet(false, true));
  }

  /** Ends the handshake if it runs. The peer is not told: its check of consent tells it. */
  public void close() {
    queue.close();
  }
}
