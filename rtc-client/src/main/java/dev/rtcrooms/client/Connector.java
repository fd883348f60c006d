package dev.rtcrooms.client;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Role;
import dev.rtcrooms.message.Granted;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Ping;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Waiting;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Outgoing;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the room, and again when the connection is lost, until either side ends it for good.
 * Only for the strand.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the last stage handles the failure
final class Connector {

  /** How long the handshake, and the host's functions for link and token, may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How long a connection must have been open for the next loss to count as the first. */
  private static final Duration STABLE = Duration.ofSeconds(10);

  /** After so many failed attempts in a row the server's refusal by HTTP is final. */
  private static final int FAILURES_BEFORE_ENDING = 2;

  /** Jakarta containers send it when the HTTP session of a WebSocket ends. */
  private static final int POLICY = 1008;

  private final RoomClientBuilder settings;
  private final Dialer dialer;
  private final Codec codec;
  private final Strand strand;
  private final Owner owner;
  private final Backoff backoff;
  private @Nullable Link link;
  private @Nullable Link connecting;
  private @Nullable Position position;
  private @Nullable Role role;
  private Duration grace = Duration.ZERO;
  private State state = State.IDLE;
  private long attempt;
  private int failures;
  private boolean wasOpen;
  private boolean endedByPolicy;
  private long openedAt;
  private long lostAt;

  /** What the owner is told, on the strand. */
  interface Owner {

    /** The connection has changed. */
    void changed(StateChange change);

    /** The server has let the client in; called before {@link #received} of the hello. */
    void opened(Link link, Hello hello);

    /** A message has come. */
    void received(Outgoing message);

    /** The connection is lost; another attempt follows, unless it is {@link State#CLOSED}. */
    void lost(CloseReason reason);
  }

  Connector(RoomClientBuilder settings, Dialer dialer, Codec codec, Strand strand, Owner owner) {
    this.settings = settings;
    this.dialer = dialer;
    this.codec = codec;
    this.strand = strand;
    this.owner = owner;
    backoff = new Backoff(settings.base, settings.cap);
    position = settings.position;
  }

  /** Begins to connect; does nothing if it has begun. */
  void start() {
    if (state == State.IDLE) {
      connect();
    }
  }

  private void connect() {
    long number = ++attempt;
    change(StateChange.to(wasOpen ? State.RECONNECTING : State.CONNECTING));
    Link next = new Link(codec, strand, new Ear(number));
    connecting = next;
    dialer
        .dial(position, next)
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .whenCompleteAsync(
            (socket, failure) -> {
              if (number != attempt) {
                if (socket != null) {
                  socket.abort();
                }
              } else if (failure != null) {
                next.abandon();
                settings.failureHandler.accept(failure);
                failed(Target.reason(failure));
              } else {
                failures = 0;
                link = next;
                next.opened(socket);
              }
            },
            strand);
  }

  /** Ends everything, for good. */
  void close(CloseReason reason) {
    if (state == State.CLOSED) {
      return;
    }
    attempt++;
    Link open = link;
    link = null;
    if (connecting != null) {
      connecting.abandon(); // does nothing to one that is open
    }
    if (open != null) {
      open.end(CloseReason.LEFT);
    }
    change(new StateChange(State.CLOSED, Optional.of(reason), Optional.empty()));
    owner.lost(reason);
  }

  State state() {
    return state;
  }

  /** There was no handshake. */
  private void failed(CloseReason reason) {
    failures++;
    boolean again =
        reason.shouldReconnect() || failures < FAILURES_BEFORE_ENDING || mayAskAgain(reason);
    if (again && !settings.once) {
      lost(reason.shouldReconnect() ? reason : CloseReason.LOST);
    } else {
      close(reason);
    }
  }

  private void ended(CloseReason reason) {
    link = null;
    boolean again = reason.shouldReconnect() || mayAskAgain(reason);
    if (again && !settings.once) {
      lost(reason);
    } else {
      close(reason);
    }
  }

  /** Whether the next attempt may be accepted, though the reason is final otherwise. */
  private boolean mayAskAgain(CloseReason reason) {
    if (reason.code() == POLICY && !endedByPolicy) {
      endedByPolicy = true;
      return true;
    }
    return (reason.code() == CloseReason.UNAUTHENTICATED.code() && settings.token != null)
        || (reason.code() == CloseReason.NO_SUCH_ROOM.code() && failures > 0 && wasOpen);
  }

  private void lost(CloseReason reason) {
    long now = System.nanoTime();
    if (state == State.OPEN) {
      lostAt = now;
      if (now - openedAt >= STABLE.toNanos()) {
        backoff.reset();
      }
    }
    boolean silent =
        reason.code() == CloseReason.LOST.code()
            || reason.code() == CloseReason.NO_HEARTBEAT.code();
    boolean expected = silent && now - lostAt < grace.toNanos();
    Duration pause = backoff.next(reason, expected ? grace : Duration.ZERO);
    change(
        new StateChange(
            wasOpen ? State.RECONNECTING : State.CONNECTING,
            Optional.of(reason),
            Optional.of(pause)));
    owner.lost(reason);
    long number = ++attempt;
    strand.after(
        pause,
        () -> {
          if (number == attempt) {
            connect();
          }
        });
  }

  private void change(StateChange change) {
    state = change.state();
    owner.changed(change);
  }

  /** Hears one link. */
  private final class Ear implements Link.Owner {

    private final long number;

    Ear(long number) {
      this.number = number;
    }

    @Override
    public void ended(CloseReason reason) {
      if (number == attempt) {
        Connector.this.ended(reason);
      }
    }

    @Override
    public void received(Outgoing message) {
      Link open = link;
      if (number != attempt || open == null) {
        return;
      }
      if (message.event() instanceof Ping) {
        open.send(codec.encode(new Pong(), null).text());
        return;
      }
      if (message.event() instanceof Waiting waiting) {
        failures = 0;
        open.expect(waiting.heartbeat());
        if (state != State.WAITING) {
          change(StateChange.to(State.WAITING));
        }
      } else if (message.event() instanceof Hello hello) {
        greeted(hello, open);
      } else if (message.event() instanceof Granted granted && granted.role() != role) {
        role = granted.role();
        position = null; // each role receives other events
      }
      if (message.offset().isPresent() && position != null) {
        long offset = message.offset().getAsLong();
        if (offset <= position.offset() && !settings.once) {
          return; // heard before
        }
        position = new Position(position.epoch(), offset);
      }
      owner.received(message);
    }

    private void greeted(Hello hello, Link open) {
      openedAt = System.nanoTime();
      wasOpen = true;
      failures = 0;
      endedByPolicy = false;
      grace = hello.grace();
      role = hello.role();
      position = hello.position();
      open.greeted(hello.bounds().messageBytes(), hello.heartbeat());
      change(StateChange.to(State.OPEN));
      owner.opened(open, hello);
    }
  }
}
