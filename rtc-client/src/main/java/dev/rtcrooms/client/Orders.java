package dev.rtcrooms.client;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Encoded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The commands of a client that have no answer yet. Those with an id of their own are sent again,
 * in order, on the next connection. Only for the strand.
 */
final class Orders {

  /** How many commands may wait for their answers: as many as a room remembers of a user. */
  static final int MOST = 1024;

  /**
   * How many repeatable commands are under way at once; one after a refusal because of the rate.
   */
  private static final int WINDOW = 32;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  private final Codec codec;
  private final Strand strand;
  private final Pace pace = new Pace();
  private final Backoff pauses = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
  private final TreeMap<Long, Order> waiting = new TreeMap<>();
  private final Map<String, Order> sent = new HashMap<>();
  private @Nullable Link link;
  private long count;
  private long refs;
  private int window = WINDOW;
  private boolean refused; // lately, because of the rate
  private boolean paced;

  Orders(Codec codec, Strand strand) {
    this.codec = codec;
    this.strand = strand;
  }

  /** Sends a command now, or on the next connection if it is repeatable. */
  void add(Command command, boolean repeatable, CompletableFuture<Reply> to) {
    if (waiting.size() + sent.size() >= MOST) {
      to.completeExceptionally(
          new IllegalStateException("More than " + MOST + " commands wait for their answers"));
      return;
    }
    Order order = new Order(++count, command, repeatable, to);
    Link open = link;
    if (repeatable) {
      waiting.put(order.number(), order);
      send();
    } else if (open != null) {
      send(order, open);
    } else {
      to.completeExceptionally(new DisconnectedException(CloseReason.LOST));
    }
  }

  /** There is a connection. */
  void opened(Link connection) {
    link = connection;
    window = WINDOW;
    pauses.reset();
    send();
  }

  /** There is no connection now. */
  void lost(CloseReason reason) {
    link = null;
    for (Order order : List.copyOf(sent.values())) {
      if (order.repeatable()) {
        waiting.put(order.number(), order);
      } else {
        order.answer().completeExceptionally(new DisconnectedException(reason));
      }
    }
    sent.clear();
  }

  /** There will be no connection. */
  void closed(CloseReason reason) {
    lost(reason);
    List<Order> rest = new ArrayList<>(waiting.values());
    waiting.clear();
    rest.forEach(order -> order.answer().completeExceptionally(new DisconnectedException(reason)));
  }

  /** A command was executed. */
  void replied(Replied reply) {
    Order order = sent.remove(reply.ref());
    if (order != null) {
      pauses.reset();
      Long recorded = reply.recorded();
      Fields data = reply.data();
      order
          .answer()
          .complete(
              new Reply(
                  recorded == null ? OptionalLong.empty() : OptionalLong.of(recorded),
                  data == null ? Fields.none() : data));
      send();
    }
  }

  /** A command was refused. */
  void refused(Refused refused) {
    Order order = refused.ref() == null ? null : sent.remove(refused.ref());
    if (order == null) {
      return;
    }
    if (order.repeatable() && refused.refusal().code().equals(Refusal.RATE_LIMITED)) {
      waiting.put(order.number(), order);
      window = 1; // so that none overtakes another
      pause();
    } else {
      order.answer().completeExceptionally(new RefusalException(refused.refusal()));
      send();
    }
  }

  /** Of commands that were refused together, only the first begins a pause. */
  private void pause() {
    if (!refused) {
      refused = true;
      strand.after(
          pauses.nextAfterRefusal(),
          () -> {
            refused = false;
            send();
          });
    }
  }

  private void sendAfter(Duration delay) {
    paced = true;
    strand.after(
        delay,
        () -> {
          paced = false;
          send();
        });
  }

  private void send() {
    if (waiting.isEmpty() && sent.isEmpty()) {
      window = WINDOW;
    }
    Link open = link;
    while (open != null && maySend() && !waiting.isEmpty() && repeatablesSent() < window) {
      Duration delay = pace.take();
      if (delay.isZero()) {
        send(waiting.pollFirstEntry().getValue(), open);
      } else {
        sendAfter(delay);
      }
    }
  }

  private boolean maySend() {
    return !refused && !paced;
  }

  private long repeatablesSent() {
    return sent.values().stream().filter(Order::repeatable).count();
  }

  private void send(Order order, Link open) {
    String ref = Long.toString(++refs);
    Encoded encoded;
    try {
      encoded = codec.encode(order.command(), ref);
    } catch (RuntimeException e) { // a writer of the host's own failed
      order.answer().completeExceptionally(e);
      return;
    }
    int most = open.messageBytes();
    if (encoded.size() > most) {
      order
          .answer()
          .completeExceptionally(
              new IllegalArgumentException(
                  "The command has " + encoded.size() + " bytes; the server takes " + most));
    } else {
      sent.put(ref, order);
      open.send(encoded.text());
    }
  }
}
