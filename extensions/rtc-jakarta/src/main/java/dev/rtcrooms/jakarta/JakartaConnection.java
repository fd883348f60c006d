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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session that the hub writes to. {@link #write} is called as the {@link Connection} contract
 * says, {@link #close} on any thread; neither blocks.
 *
 * <p>Nothing that a container says about a session is trusted: neither {@code isOpen} nor its
 * timeouts, which some report as success. The hub has its own deadline for each write.
 */
final class JakartaConnection implements Connection {

  private static final Logger LOG = LoggerFactory.getLogger(JakartaConnection.class);

  /** How long a container that reports a broken connection may take to close it by itself. */
  private static final int LOST_MILLIS = 1_000;

  /** How long a client may take to answer a close frame before its socket is let go. */
  private static final int CLOSE_MILLIS = 5_000;

  /**
   * How long Tomcat lets a close frame wait for the send that is in flight, before it ends the
   * connection without telling the client why; its default of 50 ms is short for a busy server.
   */
  private static final String TOMCAT_CLOSE_TIMEOUT =
      "org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT";

  private static final Long TOMCAT_CLOSE_MILLIS = 1_000L;

  /** How many sends to a client that made a thread wait go by before it may do so again. */
  private static final int SENDS_UNTIL_TRUSTED = 1_000;

  private final Session session;
  private final Installation installation;
  private final AtomicBoolean closing = new AtomicBoolean();
  private String room = "";
  private volatile boolean stuck;
  private int asyncSends; // one write at a time looks at it
  private RemoteEndpoint.@Nullable Basic blocking; // so too

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
    Writers writers = installation.writers();
    if (writers == null || distrusted()) {
      write.sendAsync();
    } else {
      writers.send(write);
    }
  }

  void send(String text, SendHandler handler) {
    session.getAsyncRemote().sendText(text, handler);
  }

  /**
   * Returns when it is sent. A container checks its session each time that it is asked for this.
   */
  void sendBlocking(String text) throws IOException {
    RemoteEndpoint.Basic remote = blocking;
    if (remote == null) {
      remote = session.getBasicRemote();
      blocking = remote;
    }
    remote.sendText(text);
  }

  /** The room or stream that it asked for. */
  String room() {
    return room;
  }

  /** Before it is let in. */
  void room(String id) {
    room = id;
  }

  /** A client made a thread wait. It shall not do so again for a while. */
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

  /** What breaks a rule of WebSocket itself is reported as lost, and the container has its code. */
  @Override
  public void close(CloseReason reason) {
    if (closing.compareAndSet(false, true)) {
      installation.closes().register();
      long delay = reason.code() == CloseReason.LOST.code() ? LOST_MILLIS : 0;
      Future<?> unused =
          installation.closers().schedule(() -> closeNow(reason), delay, TimeUnit.MILLISECONDS);
    }
  }

  private void closeNow(CloseReason reason) {
    try {
      session.getUserProperties().put(TOMCAT_CLOSE_TIMEOUT, TOMCAT_CLOSE_MILLIS);
      session.close(new jakarta.websocket.CloseReason(code(reason), reason.text()));
      // Without it, a client that does not answer keeps its socket for as long as it likes. Set
      // before, it would end a session that was silent for longer, with a code of the container's.
      session.setMaxIdleTimeout(CLOSE_MILLIS);
    } catch (IOException | RuntimeException e) {
      LOG.debug("The session was closed already", e);
    } finally {
      installation.closes().arriveAndDeregister();
    }
  }

  /**
   * The code, if a close frame may carry it (RFC 6455 §7.4). Others mean that the connection
   * failed, so one who still hears it should come back.
   */
  private static CloseCode code(CloseReason reason) {
    int code = reason.code();
    boolean sent = code <= 1003 || (code >= 1007 && code <= 1013) || code >= 3000;
    return CloseCodes.getCloseCode(sent ? code : CloseReason.FAILED.code());
  }
}
