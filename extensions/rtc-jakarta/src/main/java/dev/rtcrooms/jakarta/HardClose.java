package dev.rtcrooms.jakarta;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the socket of a session whose client does not answer a close frame; any thread. The API has
 * no such operation, and a client that continues to send pings keeps its socket in every container.
 * Each container's session class has a public method for it, found by name since the transport
 * depends on no container (decision 28).
 */
final class HardClose {

  private static final Logger LOG = LoggerFactory.getLogger(HardClose.class);

  private HardClose() {}

  /** Ends the socket if the container has a way to; without effect on a socket that has ended. */
  static void end(Session session) {
    try {
      boolean ended =
          called(session, "abort") // Jetty
              || called(session, "forceClose") // Undertow
              || calledAsIfAnswered(session); // Tomcat
      if (!ended) {
        LOG.debug("{} has no method that ends its socket", session.getClass().getName());
      }
    } catch (RuntimeException e) {
      LOG.debug("The socket had ended already", e);
    }
  }

  private static boolean called(Session session, String name) {
    try {
      return called(session, session.getClass().getMethod(name));
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  /** Tomcat ends the socket on the client's close frame, which it reports to its own session. */
  private static boolean calledAsIfAnswered(Session session) {
    try {
      Method onClose = session.getClass().getMethod("onClose", CloseReason.class);
      return called(session, onClose, new CloseReason(CloseCodes.CLOSED_ABNORMALLY, ""));
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private static boolean called(Session session, Method method, Object... arguments) {
    try {
      method.invoke(session, arguments);
      return true;
    } catch (IllegalAccessException e) {
      return false;
    } catch (InvocationTargetException e) {
      LOG.debug("The socket had ended already", e.getCause());
      return true;
    }
  }
}
