package dev.rtcrooms.spring;

import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Field;
import java.time.Duration;

/** A session of Tomcat's whose time a test moves, as if nobody had used it for so long. */
final class AgeingSession {

  private static final Duration FRESH = Duration.ofMinutes(10);

  private final Object session;

  AgeingSession(HttpSession facade) throws ReflectiveOperationException {
    session = field(facade.getClass(), "session").get(facade);
  }

  private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  /** Both times that Tomcat keeps: of the newest access, and of the one before. */
  void age(Duration by) throws ReflectiveOperationException {
    for (String name : new String[] {"thisAccessedTime", "lastAccessedTime"}) {
      Field time = field(session.getClass(), name);
      time.setLong(session, time.getLong(session) - by.toMillis());
    }
  }

  /** Whether it was used since it was made older. */
  boolean isFresh() throws ReflectiveOperationException {
    long last = field(session.getClass(), "lastAccessedTime").getLong(session);
    return System.currentTimeMillis() - last < FRESH.toMillis();
  }

  /** As Tomcat asks each minute; a session that is too old ends by this. */
  boolean isValid() throws ReflectiveOperationException {
    return (boolean) session.getClass().getMethod("isValid").invoke(session);
  }
}
