package dev.rtcrooms.redis;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The renewals of a lease whose numbers have not arrived yet; not thread-safe, but for hears(). */
final class Renewals {

  private static final int MOST_UNHEARD = 8;

  private final ArrayDeque<Renewal> unheard = new ArrayDeque<>();
  private long numbers;

  /** When the last message of any kind arrived. */
  private volatile long lastMessage;

  /** A renewal that was asked for. Its number is published to this node. */
  static final class Renewal {
    final long number;
    final long asked;
    final CompletableFuture<Void> heard = new CompletableFuture<>();
    volatile boolean answered;

    private Renewal(long number, long asked) {
      this.number = number;
      this.asked = asked;
    }

    byte[] content() {
      return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
  }

  Renewals(long now) {
    lastMessage = now;
  }

  /** Begins a renewal. Of many that are unheard, the oldest is forgotten. */
  Renewal ask(long now) {
    Renewal renewal = new Renewal(++numbers, now);
    unheard.add(renewal);
    if (unheard.size() > MOST_UNHEARD) {
      unheard.remove();
    }
    return renewal;
  }

  void forget(Renewal renewal) {
    unheard.remove(renewal);
  }

  void clear() {
    unheard.clear();
  }

  /** Something has arrived. Any thread. */
  void hears(long now) {
    lastMessage = now;
  }

  /** Removes those whose number has arrived, or a later one. */
  List<Renewal> heard(byte[] content) {
    List<Renewal> heard = new ArrayList<>();
    long number = content.length == Long.BYTES ? ByteBuffer.wrap(content).getLong() : 0;
    for (Renewal next = unheard.peek();
        next != null && next.number <= number;
        next = unheard.peek()) {
      heard.add(unheard.remove());
    }
    return heard;
  }

  /** Redis has answered a while ago, but nothing that was published since has arrived. */
  boolean isDeaf(long now, long whileNanos) {
    Renewal oldest = unheard.peek();
    return oldest != null
        && oldest.answered
        && lastMessage - oldest.asked < 0
        && now - oldest.asked > whileNanos;
  }
}
