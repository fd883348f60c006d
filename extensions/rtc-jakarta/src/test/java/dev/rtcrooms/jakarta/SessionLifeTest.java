package dev.rtcrooms.jakarta;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.rtcrooms.Role;
import dev.rtcrooms.transport.Handshake;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a sign of life does to the HTTP session of a login. */
class SessionLifeTest {

  private final HttpSession session = mock(HttpSession.class);
  private final HttpSession.Accessor accessor = mock(HttpSession.Accessor.class);
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE); // the clock wraps around soon

  private SessionLife lifeOf(Object kept) {
    Map<String, Object> attributes = Map.of(HttpSession.class.getName(), kept);
    return SessionLife.of(
        new Handshake(Role.PARTICIPANT, "room", null, Map.of(), Map.of(), attributes), now::get);
  }

  private void advance(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void signsAccessTheSessionAtMostEveryTenSeconds() {
    when(session.getAccessor()).thenReturn(accessor);
    SessionLife life = lifeOf(session);

    life.sign();
    life.sign();
    advance(Duration.ofSeconds(9));
    life.sign();
    verify(accessor).access(any());

    advance(Duration.ofSeconds(1));
    life.sign();
    verify(accessor, times(2)).access(any());
  }

  @Test
  void aSessionThatHasEndedIsLeftAlone() {
    when(session.getAccessor()).thenReturn(accessor);
    doThrow(IllegalStateException.class).when(accessor).access(any());

    lifeOf(session).sign();

    verify(accessor).access(any());
  }

  @Test
  void aSessionThatEndsBeforeItsWebSocketIsOpenIsLeftAlone() {
    when(session.getAccessor()).thenThrow(IllegalStateException.class);

    lifeOf(session).sign();

    verify(session).getAccessor();
  }

  @Test
  void anUnknownSessionIsLeftAlone() {
    lifeOf(session).sign(); // has no accessor

    verify(session).getAccessor();
  }

  @Test
  void aConnectionWithoutASessionHasNothingToKeep() {
    SessionLife.of(Handshake.of(Role.PARTICIPANT, "room"), now::get).sign();
    SessionLife.none().sign();

    verify(accessor, times(0)).access(any());
  }
}
