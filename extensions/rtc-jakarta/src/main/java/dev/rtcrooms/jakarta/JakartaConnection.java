package dev.rtcrooms.jakarta;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Sizing;
import dev.rtcrooms.transport.WriteListener;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session that the hub writes to. {@link #write} is called as the {@link Connection} contract
 * says, {@link #close} on any thread; neither blocks.
 *
 * <p>The connection trusts neither a container's {@code isOpen} nor its timeouts, which some report
 * as success. The hub has its own deadline for each write, and the transport one for each close.
 */
final class JakartaConnection implements Connection {

  private static final Logger LOG = LoggerFactory.getLogger(JakartaConnection.class);

  /** How long a container that reports a broken connection may take to close it by itself. */
  private static final int LOST_MILLIS = 1_000;

  /** How long a client may take to answer a close frame; its socket is gone within 5 s then. */
  private static final int CLOSE_MILLIS = 4_500;

  /**
   * How long Tomcat lets a close frame wait for the send that is in flight, before it ends the
   * connection without telling the client why; its default of 50 ms is short for a busy server.
   */
  private static final String TOMCAT_CLOSE_TIMEOUT =
      "org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT";

  private static final Long TOMCAT_CLOSE_MILLIS = 1_000L;

  /** How many sends go asynchronously to a client that made a thread wait. */
  private static final int SENDS_UNTIL_TRUSTED = 1_000;

  private final Session session;
  private final Installation installation;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final AtomicReference<@Nullable OneWrite> inFlight = new AtomicReference<>();
  private String room = "";
  private volatile boolean stuck;
  private int asyncSends; // used by one write at a time
  private RemoteEndpoint.@Nullable Basic blocking; // used by one write at a time

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Thread sender; // in a blocking send; guarded by the lock
  private boolean over; // guarded by the lock

  JakartaConnection(Session session, Installation installation) {
    this.session = session;
    this.installation = installation;
  }

  @Override
  public Sizing sizing() {
    return installation.codec();
  }

  @Override
  public void write(Batch batch, WriteListener listener) {
    OneWrite write = new OneWrite(this, batch.encoded(installation.codec()).text(), listener);
    inFlight.setRelease(write);
    Writers writers = installation.writers();
    if (writers == null || distrusted()) {
      write.sendAsync();
    } else {
      writers.send(write);
    }
  }

  /** Whether this write is still in flight; not any more after this call. */
  boolean ends(OneWrite write) {
    return inFlight.compareAndSet(write, null);
  }

  void send(String text, SendHandler handler) {
    session.getAsyncRemote().sendText(text, handler);
  }

  /**
   * Returns when the text is sent. The remote endpoint is kept, since a container checks its
   * session whenever it is asked for one.
   */
  void sendBlocking(String text) throws IOException {
    RemoteEndpoint.Basic remote = blocking;
    if (remote == null) {
      remote = session.getBasicRemote();
      blocking = remote;
    }
    startSending();
    try {
      remote.sendText(text);
    } finally {
      stopSending();
    }
  }

  private void startSending() throws IOException {
    lock.lock();
    try {
      if (over) {
        throw new IOException("The connection has ended");
      }
      sender = Thread.currentThread();
    } finally {
      lock.unlock();
    }
  }

  /** After this call no interrupt comes; one that came too late to matter is cleared. */
  private void stopSending() {
    lock.lock();
    try {
      sender = null;
      boolean unused = Thread.interrupted();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Interrupts the thread that waits in a blocking send; the connection has ended. Otherwise Tomcat
   * holds such a thread until the send times out, although the socket is closed.
   */
  void stopWaiting() {
    lock.lock();
    try {
      over = true;
      if (sender != null && sender != Thread.currentThread()) {
        sender.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The id of the room or stream that the client asked for. */
  String room() {
    return room;
  }

  /** Sets the id of the room or stream; before the rooms accept the connection. */
  void room(String id) {
    room = id;
  }

  /** Sends asynchronously for a while, because the client made a thread wait. */
  void isStuck() {
    stuck = true;
  }

  private boolean distrusted() {
    if (stuck) {
      stuck = false;
      asyncSends = SENDS_UNTIL_TRUSTED;
    }
    return asyncSends > 0 && asyncSends-- > 0;
  }

  /**
   * A client that breaks a rule of WebSocket itself is reported as lost. Its container knows the
   * right code and has sent the close frame already. After the transport's end, when the container
   * ends all sockets, nothing is left to a timer.
   */
  @Override
  public void close(CloseReason reason) {
    if (closing.compareAndSet(false, true)) {
      installation.closes().register();
      boolean waits =
          reason.code() == CloseReason.LOST.code() && !installation.daemons().areEnding();
      int delay = waits ? LOST_MILLIS : 0;
      Future<?> unused =
          installation
              .closers()
              .schedule(() -> closeNow(reason, CLOSE_MILLIS - delay), delay, TimeUnit.MILLISECONDS);
    }
  }

  private void closeNow(CloseReason reason, int answerMillis) {
    try {
      // first, and on another thread: closing may block for as long as the client does not read
      if (!installation.daemons().areEnding()) {
        Future<?> unused =
            installation.deadlines().schedule(this::endNow, answerMillis, TimeUnit.MILLISECONDS);
      }
      session.getUserProperties().put(TOMCAT_CLOSE_TIMEOUT, TOMCAT_CLOSE_MILLIS);
      CloseCode code = CloseCodes.getCloseCode(reason.sendableCode());
      session.close(new jakarta.websocket.CloseReason(code, reason.text()));
      // For a container in which the socket cannot be ended. Set before the close, it would end a
      // session that was silent for longer, with a code of the container's.
      session.setMaxIdleTimeout(answerMillis);
    } catch (IOException | RuntimeException e) {
      LOG.debug("The session was closed already", e);
    } finally {
      installation.closes().arriveAndDeregister();
    }
  }

  /**
   * Ends the socket if the container has a way to, and the write in flight in any case: a container
   * without one keeps the write until the client reads.
   */
  private void endNow() {
    HardClose.end(session);
    stopWaiting();
    OneWrite write = inFlight.get();
    if (write != null) {
      write.failed(new IOException("The connection was closed before its client had read"));
    }
  }
}
