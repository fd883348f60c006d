package dev.rtcrooms.client;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Outgoing;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket, from its opening to its end; it ends once, by a close frame, a failure, silence or
 * {@link #end}. The methods of {@link WebSocket.Listener} are for the socket, all others for the
 * strand, on which the owner is told.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the last stage handles the failure
final class Link implements WebSocket.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(Link.class);

  /** A longer frame ends the connection; a server's have at most some MiB. */
  private static final int MOST_CHARACTERS = 16 * 1024 * 1024;

  /** How long to wait for the first message, and how much later than told the others may come. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Duration ALLOWANCE = Duration.ofSeconds(5);

  /**
   * After so long without a message the connection is probed. The JDK (17 to 25) loses the end of a
   * connection that comes while it has been asked for no further frame, which is so while handlers
   * run. Pings to a server that has gone fail: the first is answered with a reset, which the second
   * meets, and the third is told.
   */
  private static final Duration PROBE = Duration.ofSeconds(1);

  private static final int PROBES = 3;

  /** How long the last messages and the close frames may take. */
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final Codec codec;
  private final Strand strand;
  private final Owner owner;
  private final StringBuilder frame = new StringBuilder();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private @Nullable WebSocket socket;
  private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
  private boolean ended;
  private boolean probing;
  private int probes;
  private volatile boolean abandoned;
  private int messageBytes = Integer.MAX_VALUE;
  private Duration silence = PATIENCE;
  private long heardAt = System.nanoTime();

  /** What the owner of a link is told, on the strand. */
  interface Owner {

    /** A message has come. */
    void received(Outgoing message);

    /** The connection has ended; the last call. */
    void ended(CloseReason reason);
  }

  Link(Codec codec, Strand strand, Owner owner) {
    this.codec = codec;
    this.strand = strand;
    this.owner = owner;
  }

  /** The handshake has succeeded. */
  void opened(WebSocket opened) {
    socket = opened;
    if (ended) {
      opened.abort();
      return;
    }
    heardAt = System.nanoTime();
    watch();
    opened.request(1); // not before the owner knows this link
  }

  /**
   * The server has told its limits.
   *
   * @param bytes the longest message that it takes
   * @param heartbeat its longest silence from now on
   */
  void greeted(int bytes, Duration heartbeat) {
    messageBytes = bytes;
    expect(heartbeat);
  }

  /** The server is silent for at most this time from now on. */
  void expect(Duration heartbeat) {
    silence = heartbeat.plus(ALLOWANCE);
  }

  /** The longest message that the server takes, in bytes. */
  int messageBytes() {
    return messageBytes;
  }

  /** Sends a message; does nothing before the opening and after the end. */
  void send(String message) {
    WebSocket open = socket;
    if (open != null && !ended) {
      sent = sent.thenCompose(before -> open.sendText(message, true));
    }
  }

  /**
   * Ends the connection, after what was said before. The socket stays until the server has closed
   * it, too: a reset would take from the server what it has not read yet.
   */
  void end(CloseReason reason) {
    WebSocket open = socket;
    if (open != null && !ended) {
      sent.thenCompose(before -> open.sendClose(reason.code(), reason.text()))
          .thenCompose(closing -> closed)
          .orTimeout(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
          .whenComplete((done, failure) -> open.abort());
    }
    over(reason);
  }

  private void over(CloseReason reason) {
    if (!ended) {
      ended = true;
      owner.ended(reason);
    }
  }

  /** Looks again when the server may have been silent for too long. */
  private void watch() {
    if (ended) {
      return;
    }
    Duration left = silence.minusNanos(System.nanoTime() - heardAt);
    if (left.isNegative() || left.isZero()) {
      end(CloseReason.NO_HEARTBEAT);
    } else {
      strand.after(left, this::watch);
    }
  }

  /** Begins to probe when nothing comes for a while. */
  private void expectMore() {
    probes = 0;
    if (!probing) {
      probing = true;
      strand.after(PROBE, this::probe);
    }
  }

  private void probe() {
    WebSocket open = socket;
    probing = false;
    if (ended || open == null || probes == PROBES) {
      return;
    }
    boolean quiet = System.nanoTime() - heardAt >= PROBE.toNanos();
    if (quiet) {
      probes++;
      sent = sent.thenCompose(before -> open.sendPing(ByteBuffer.allocate(0)));
      sent.whenCompleteAsync((done, failure) -> probed(open, failure), strand);
    }
    probing = true;
    strand.after(PROBE, this::probe);
  }

  private void probed(WebSocket open, @Nullable Throwable failure) {
    if (failure != null) {
      open.abort();
      over(CloseReason.LOST);
    }
  }

  /** Nobody wants this connection any more; any thread. */
  void abandon() {
    abandoned = true;
  }

  /** Whether nobody wants it; any thread. */
  boolean isAbandoned() {
    return abandoned;
  }

  /** A connection that comes too late would take the place of a newer one. */
  @Override
  public void onOpen(WebSocket opened) {
    if (abandoned) {
      opened.abort();
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    if (frame.length() + part.length() > MOST_CHARACTERS) {
      strand.execute(() -> end(CloseReason.TOO_BIG));
      return null;
    }
    frame.append(part);
    if (last) {
      String whole = frame.toString();
      frame.setLength(0);
      strand.execute(
          () -> {
            try {
              heard(whole);
            } finally {
              heardAt = System.nanoTime(); // while handlers ran, nothing was read
              from.request(1);
              expectMore();
            }
          });
    } else {
      from.request(1);
    }
    return null;
  }

  /** A newer server may send types that this client does not know. */
  private void heard(String text) {
    heardAt = System.nanoTime();
    for (String line : text.split("\n", -1)) {
      if (ended || line.isBlank()) {
        continue;
      }
      try {
        codec.decodeEvents(line).forEach(owner::received);
      } catch (RefusalException e) {
        if (!e.refusal().code().equals(Refusal.UNKNOWN_TYPE)) {
          LOG.warn("A message from the server cannot be read: {}", e.refusal().text());
        }
      }
    }
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(null);
    strand.execute(() -> over(new CloseReason(code, reason)));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    LOG.debug("The connection failed", error);
    closed.complete(null);
    strand.execute(() -> over(CloseReason.LOST));
  }
}
