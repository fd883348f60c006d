package dev.rtcrooms.testkit;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Role;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.User;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Member;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.message.ViewerCount;
import dev.rtcrooms.transport.Handshake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A server that is as slow as the protocol permits. It handles what a client says when the client
 * asks for an answer, and tells a client what happened when it answers a pong. Its connections
 * carry no bytes.
 */
final class SlowServer implements TestServer, AutoCloseable {

  /** A client with this header is refused by an exception. */
  static final String REFUSED = "X-Refused";

  /** A command that cannot be sent. */
  static final Say FAILING = new Say("boom");

  private static final long OVERTAKING_MILLIS = 100;

  private final ServerSocket listener;
  private final List<Visit> visits = new ArrayList<>();
  private final Semaphore pongs = new Semaphore(0);
  private long recorded;

  /** Where the last client was to connect to. */
  int networkPort;

  /** The last client's. */
  @Nullable Handshake handshake;

  SlowServer() {
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An event, and its number if it is recorded. */
  private record Numbered(Event event, long number) {}

  @Override
  public int port() {
    return listener.getLocalPort();
  }

  @Override
  public List<MessageType<?>> messageTypes() {
    return MessageType.builtIn();
  }

  @Override
  public Optional<Rooms> rooms() {
    return Optional.empty();
  }

  @Override
  public String streamId(String user, Handshake handshake) {
    throw new IllegalStateException("no streams");
  }

  @Override
  public synchronized Link connect(String user, Handshake handshake, int port, Ear ear) {
    networkPort = port;
    this.handshake = handshake;
    if (handshake.header(REFUSED).isPresent()) {
      throw new IllegalArgumentException("a refused header");
    }
    Visit visit = new Visit(ear, port);
    visits.add(visit);
    ear.heard(hello(user), 0);
    return visit;
  }

  private static Hello hello(String user) {
    return new Hello(
        new Member(user, User.of(user)),
        Role.PARTICIPANT,
        Grants.none(),
        new Position("e", 0),
        false,
        Hello.Bounds.of(Limits.defaults()),
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        null);
  }

  private synchronized void handle(Command command) {
    if (command instanceof Say say) {
      Said said = Said.by(User.of("somebody"), say.text());
      long number = ++recorded;
      visits.forEach(visit -> visit.waiting.add(new Numbered(said, number)));
    }
  }

  private synchronized void left(Visit visit) {
    visits.remove(visit);
    ViewerCount count = new ViewerCount(visits.size(), 0, visits.size(), 0);
    visits.forEach(other -> other.waiting.add(new Numbered(count, 0)));
  }

  private final class Visit implements Link {
    private final Ear ear;
    private final Socket here;
    private final Socket there;
    private final List<Command> said = new ArrayList<>();
    private final Queue<Numbered> waiting = new ArrayDeque<>();

    /** Returns when the network leads the connection to this server. */
    Visit(Ear ear, int port) {
      this.ear = ear;
      try {
        here = new Socket(InetAddress.getLoopbackAddress(), port);
        there = listener.accept();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void send(Command command, @Nullable String ref) {
      if (command.equals(FAILING)) {
        ear.failed(new IllegalStateException(FAILING.text()));
        return;
      }
      synchronized (SlowServer.this) {
        said.add(command);
        if (ref == null) {
          return;
        }
        said.forEach(each -> handle(each));
        said.clear();
        if (command instanceof Pong) {
          waiting.forEach(next -> ear.heard(next.event(), next.number()));
          waiting.clear();
          pongs.release();
        }
        ear.heard(new Replied(ref, null), 0);
      }
    }

    /** The others may say and hear much before the room learns of it, and then the client. */
    @Override
    public void close() {
      pongs.drainPermits();
      Thread leaving =
          new Thread(
              () -> {
                try {
                  pongs.tryAcquire(2, OVERTAKING_MILLIS, TimeUnit.MILLISECONDS);
                  left(this);
                  here.close();
                  there.close();
                } catch (InterruptedException | IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      leaving.setDaemon(true);
      leaving.start();
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
