package dev.rtcrooms.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Role;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.message.ChatLog;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Ping;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.HandshakeField;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Outgoing;
import dev.rtcrooms.transport.Receiver;
import dev.rtcrooms.transport.Sizing;
import dev.rtcrooms.transport.WriteListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A client of rooms that run in the system's time; any thread. */
final class NodeClient implements Connection {

  private static final Sizing SIZING = message -> 100;
  private static final long PATIENCE_SECONDS = 60;

  private final String user;
  private final UUID room;
  private final CompletableFuture<Receiver> receiver = new CompletableFuture<>();
  private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
  private final List<Event> heard = new ArrayList<>();
  private Position position;

  private NodeClient(String user, UUID room) {
    this.user = user;
    this.room = room;
  }

  /** Connects, and waits until it is in the room. */
  static NodeClient join(Rooms rooms, UUID room, String user) {
    return enter(() -> new NodeClient(user, room).enter(rooms, Optional.empty()));
  }

  /** Connects again, at any node. */
  NodeClient rejoin(Rooms rooms) {
    return enter(() -> new NodeClient(user, room).enter(rooms, Optional.of(position())));
  }

  /** Again and again, as real clients do, until it is in. */
  private static NodeClient enter(Supplier<NodeClient> attempt) {
    NodeClient[] last = new NodeClient[1];
    await(
        () -> {
          last[0] = attempt.get();
          return last[0].isIn() || !last[0].closedWith().shouldReconnect();
        });
    return last[0];
  }

  /** The session key of the clients of a user. */
  static String session(String user) {
    return "session-of-a-client-" + user;
  }

  private NodeClient enter(Rooms rooms, Optional<Position> from) {
    Handshake handshake =
        Handshake.of(Role.PARTICIPANT, room.toString())
            .withPrincipal(() -> user)
            .with(HandshakeField.SESSION, session(user));
    if (from.isPresent()) {
      handshake = handshake.with(HandshakeField.RESUME, from.get().toString());
    }
    receiver.complete(rooms.accept(this, handshake));
    await(() -> isIn() || closed.isDone());
    return this;
  }

  /** Ends the connection. */
  void vanish() {
    receiver.join().closed(CloseReason.LOST);
  }

  private boolean isIn() {
    return !heard(Hello.class).isEmpty();
  }

  Hello hello() {
    return heard(Hello.class).get(0);
  }

  /** Says something, which must be recorded. Waits for the answer, and tries again if refused. */
  long say(String text) {
    for (int attempt = 0; ; attempt++) {
      String ref = "say-" + text.hashCode() + "-" + attempt;
      send(text, ref);
      await(() -> answer(ref).isPresent() || closed.isDone());
      if (answer(ref).orElse(null) instanceof Replied reply) {
        return reply.recorded();
      }
      assertThat(closed).as("the connection of %s", user).isNotDone();
      assertThat(attempt).as("attempts").isLessThan(100);
    }
  }

  void send(String text, String ref) {
    receiver
        .join()
        .receive(
            List.of(
                new Inbound.Accepted(
                    ref, new Say("id-" + Integer.toHexString(text.hashCode()), text))),
            1);
  }

  synchronized Optional<Event> answer(String ref) {
    return heard.stream()
        .filter(
            event ->
                event instanceof Replied replied && replied.ref().equals(ref)
                    || event instanceof Refused refused && ref.equals(refused.ref()))
        .findFirst();
  }

  /** Waits until this text was heard. */
  void awaitText(String text) {
    await(() -> texts().contains(text) || closed.isDone());
    assertThat(texts()).contains(text);
  }

  List<String> texts() {
    return heard(Said.class).stream().map(Said::text).toList();
  }

  List<String> chatLog() {
    return heard(ChatLog.class).stream()
        .flatMap(log -> log.messages().stream())
        .map(message -> message.said().text())
        .toList();
  }

  synchronized <T extends Event> List<T> heard(Class<T> type) {
    return heard.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private synchronized Position position() {
    return position;
  }

  boolean isOpen() {
    return !closed.isDone();
  }

  CloseReason closedWith() {
    return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  private static void await(BooleanSupplier condition) {
    RedisTestBase.await(condition);
  }

  @Override
  public Sizing sizing() {
    return SIZING;
  }

  @Override
  public void write(Batch batch, WriteListener listener) {
    batch.messages().forEach(this::hear);
    listener.written();
  }

  private void hear(Outgoing message) {
    if (message.event() instanceof Ping) {
      receiver.thenAcceptAsync(
          to -> to.receive(List.of(new Inbound.Accepted(null, new Pong())), 1));
    }
    synchronized (this) {
      if (message.event() instanceof Hello hello) {
        position = hello.position();
      }
      message.offset().ifPresent(offset -> position = new Position(position.epoch(), offset));
      heard.add(message.event());
    }
  }

  @Override
  public void close(CloseReason reason) {
    closed.complete(reason);
    receiver.thenAcceptAsync(to -> to.closed(CloseReason.LEFT));
  }
}
