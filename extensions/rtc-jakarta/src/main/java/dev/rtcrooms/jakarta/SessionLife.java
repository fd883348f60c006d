package dev.rtcrooms.jakarta;

import dev.rtcrooms.transport.Handshake;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the HTTP session of a connection alive while its client gives signs of life. A container
 * counts requests alone, and some end a WebSocket together with the session of its login. For one
 * thread at a time.
 *
 * <p>From Servlet 6.1 the API has an operation for this ({@link HttpSession#getAccessor}). For an
 * older Tomcat it is found by name, since the transport depends on no container.
 */
final class SessionLife {

  private static final Logger LOG = LoggerFactory.getLogger(SessionLife.class);

  /** Sessions last for minutes, and a container may store each access. */
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Runnable access;
  private final LongSupplier nanoTime;
  private long next;

  private SessionLife(Runnable access, LongSupplier nanoTime) {
    this.access = access;
    this.nanoTime = nanoTime;
    next = nanoTime.getAsLong();
  }

  /** The session of a handshake; {@link #sign} does nothing if it has none. */
  static SessionLife of(Handshake handshake, LongSupplier nanoTime) {
    Object session = handshake.attributes().get(Handshakes.HTTP_SESSION);
    return new SessionLife(session == null ? () -> {} : accessTo(session), nanoTime);
  }

  /** No session, or none that is kept alive. */
  static SessionLife none() {
    return new SessionLife(() -> {}, System::nanoTime);
  }

  /** The client lives: the session counts as used now. Costs little more than reading a clock. */
  void sign() {
    long now = nanoTime.getAsLong();
    if (now - next >= 0) {
      next = now + PAUSE_NANOS;
      access.run();
    }
  }

  private static Runnable accessTo(Object session) {
    try {
      HttpSession.Accessor accessor = ((HttpSession) session).getAccessor();
      if (accessor != null) {
        return () -> access(accessor);
      }
    } catch (NoSuchMethodError e) {
      LOG.debug("The container's Servlet API is older than 6.1", e);
    } catch (IllegalStateException e) {
      LOG.debug("The session ended while its WebSocket opened", e);
    }
    return () -> accessByName(session);
  }

  private static void access(HttpSession.Accessor accessor) {
    try {
      accessor.access(unused -> {});
    } catch (IllegalStateException e) {
      LOG.debug("The session has ended", e);
    }
  }

  /**
   * Tomcat's facade has a field with the session, which is told of the begin and end of an access.
   */
  private static void accessByName(Object facade) {
    try {
      Field field = facade.getClass().getDeclaredField("session");
      Object session = field.trySetAccessible() ? field.get(facade) : null;
      if (session != null) {
        session.getClass().getMethod("access").invoke(session);
        session.getClass().getMethod("endAccess").invoke(session);
      }
    } catch (NoSuchFieldException | NoSuchMethodException | IllegalAccessException e) {
      LOG.debug("{} cannot be kept alive", facade.getClass().getName(), e);
    } catch (InvocationTargetException e) {
      LOG.debug("The session has ended", e.getCause());
    }
  }
}
