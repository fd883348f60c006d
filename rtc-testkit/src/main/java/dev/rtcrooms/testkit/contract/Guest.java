package dev.rtcrooms.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.User;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Outgoing;
import dev.rtcrooms.transport.Receiver;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * A connection on the side of the rooms: writes to it like the hub, and keeps what is received. Any
 * thread.
 */
final class Guest implements Receiver {

  private final Connection connection;
  private final Handshake handshake;
  private final BlockingQueue<Inbound> heard = new LinkedBlockingQueue<>();
  private final CompletableFuture<CloseReason> end = new CompletableFuture<>();
  private final AtomicInteger receiving = new AtomicInteger();
  private volatile boolean overlapped;
  private volatile int lastFrameBytes;
  private volatile int lastFrameMessages;
  private volatile int heardBeforeTheEnd;
  private final int seconds;

  Guest(Connection connection, Handshake handshake, int seconds) {
    this.connection = connection;
    this.handshake = handshake;
    this.seconds = seconds;
  }

  Connection connection() {
    return connection;
  }

  Handshake handshake() {
    return handshake;
  }

  static Outgoing said(String text) {
    return Outgoing.of(Said.TYPE, Said.by(User.of("house"), text));
  }

  static Batch batch(String... texts) {
    return Batch.of(Arrays.stream(texts).map(Guest::said).toList());
  }

  /** Writes a batch, and waits for its end. */
  void write(String... texts) {
    writeAll(1, n -> batch(texts)).await();
  }

  /** Begins to write batches, each when the previous one has ended. */
  Chain writeAll(int count, IntFunction<Batch> batches) {
    return Chain.begin(connection, count, batches, seconds);
  }

  /** Waits for the text of the next command. */
  String nextSay() {
    Inbound.Accepted next = assertInstanceOf(Inbound.Accepted.class, next());
    return assertInstanceOf(Say.class, next.command()).text();
  }

  private Inbound next() {
    try {
      Inbound next = heard.poll(seconds, TimeUnit.SECONDS);
      assertNotNull(
          next, () -> "nothing came; the end: " + (end.isDone() ? end.join() : "not yet"));
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until the transport reports the end of the connection. */
  CloseReason end() {
    return end.orTimeout(seconds, TimeUnit.SECONDS).join();
  }

  boolean heardNothing() {
    return heard.isEmpty();
  }

  /** The size of the newest frame, as the transport reported it. */
  int lastFrameBytes() {
    return lastFrameBytes;
  }

  /** The number of messages in the newest frame. */
  int lastFrameMessages() {
    return lastFrameMessages;
  }

  /** How many messages waited for {@link #nextSay} when the end was reported. */
  int heardBeforeTheEnd() {
    return heardBeforeTheEnd;
  }

  /** Whether two frames were given to it at once. */
  boolean overlapped() {
    return overlapped;
  }

  @Override
  public void receive(List<Inbound> messages, int bytes) {
    overlapped |= receiving.incrementAndGet() > 1;
    lastFrameBytes = bytes;
    lastFrameMessages = messages.size();
    heard.addAll(messages);
    receiving.decrementAndGet();
  }

  /** Closes a connection that the transport reports as ended, like the hub. */
  @Override
  public void closed(CloseReason reason) {
    heardBeforeTheEnd = heard.size();
    end.complete(reason);
    connection.close(reason);
  }
}
