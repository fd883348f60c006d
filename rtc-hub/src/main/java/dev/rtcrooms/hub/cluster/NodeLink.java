package dev.rtcrooms.hub.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The messages to and from another node: either all of them arrive in order, or the link is broken
 * on both sides. Frames are numbered, acknowledged and repeated by nobody. A node that does not
 * acknowledge what it was sent gets nothing more for now. A broken link is never used again; its
 * successor has a higher number. The first frame of a link may arrive after the other node has
 * given the link up, so it waits until that node has named this end. Any thread.
 */
final class NodeLink {

  /** A message that is not acknowledged for longer breaks the link. */
  private static final long LONGEST_UNACKED_NANOS = 5_000_000_000L;

  /** A frame that the engine has had for longer waits for the engine, not for the other node. */
  private static final long STUCK_NANOS = 1_000_000_000L;

  /** The memory that a slow node may cost; far more than clients get that resume at once. */
  private static final long MOST_UNACKED = 64 * 1024 * 1024;

  /** A frame is not longer, unless it has a single message. */
  private static final int FRAME_BYTES = 256 * 1024;

  /**
   * So many received bytes are acknowledged at once, others with the next frame or beat. Less than
   * what {@link UnackedFrames} permits, so that a frame never waits for a beat.
   */
  private static final long ACK_BYTES = FRAME_BYTES;

  private final String node;
  private final long number;
  private final LongSupplier nanoTime;
  private final Function<byte[], CompletableFuture<Void>> sending;
  private final Consumer<NodeLink> failed;
  private final UnackedFrames unacked = new UnackedFrames();
  private final ArrayDeque<FrameBuffer> gathered = new ArrayDeque<>();

  /** What has arrived before it was known that the other node has this link still. */
  private final List<NodeMessage> early = new ArrayList<>();

  private long theirNumber;
  private long received;
  private long receivedBytes;

  /** The size of what was gathered and sent, and was not acknowledged. */
  private long unackedBytes;

  private long lastHeard;

  /** When the engine was given the last frame. */
  private long givenAt;

  /** When a frame was sent that had been stuck: what happened before tells nothing of the node. */
  private long judgedFrom;

  private boolean isConfirmed;
  private boolean sends;
  private boolean beat;
  private boolean broken;
  private @Nullable CompletableFuture<Void> drained;

  /**
   * A link of which nothing was sent.
   *
   * @param number higher than those of earlier links of this node
   * @param nanoTime the time
   * @param sending sends a frame
   * @param failed called when the link cannot go on, perhaps more than once
   */
  NodeLink(
      String node,
      long number,
      LongSupplier nanoTime,
      Function<byte[], CompletableFuture<Void>> sending,
      Consumer<NodeLink> failed) {
    this.node = node;
    this.number = number;
    this.nanoTime = nanoTime;
    this.sending = sending;
    this.failed = failed;
    lastHeard = nanoTime.getAsLong();
    judgedFrom = lastHeard;
  }

  String node() {
    return node;
  }

  long number() {
    return number;
  }

  /** Sends a message after all others; it is dropped if the link is broken. */
  void send(NodeMessage message) {
    boolean tooMuch;
    synchronized (this) {
      if (broken) {
        return;
      }
      tooMuch = unackedBytes > MOST_UNACKED;
      append(message);
    }
    if (tooMuch) {
      failed.accept(this);
    } else {
      pump();
    }
  }

  private void append(NodeMessage message) {
    FrameBuffer last = gathered.peekLast();
    if (last == null) {
      last = new FrameBuffer(nanoTime.getAsLong());
      gathered.add(last);
    }
    int before = last.contentSize();
    last.add(message);
    unackedBytes += last.contentSize() - before;
    if (before > 0 && last.contentSize() > FRAME_BYTES) {
      gathered.add(last.split(before, nanoTime.getAsLong()));
    }
  }

  /** One frame is on its way at a time, and gathers what comes meanwhile. */
  @SuppressWarnings("FutureReturnValueIgnored") // its end is handled
  private void pump() {
    for (byte[] frame = next(); frame != null; frame = next()) {
      CompletableFuture<Void> done;
      try {
        done = sending.apply(frame);
      } catch (RuntimeException e) {
        done = CompletableFuture.failedFuture(e);
      }
      if (!done.isDone() || done.isCompletedExceptionally()) {
        done.whenComplete((none, failure) -> sent(failure));
        return;
      }
      ended();
    }
    tellIfDrained();
  }

  /** Completes when everything was sent that waits now, or the link is broken. */
  CompletableFuture<Void> drained() {
    CompletableFuture<Void> told;
    synchronized (this) {
      told = drained == null ? new CompletableFuture<>() : drained;
      drained = told;
    }
    tellIfDrained();
    return told;
  }

  private void tellIfDrained() {
    CompletableFuture<Void> told;
    synchronized (this) {
      told = drained;
      if (told == null || (!broken && (sends || !gathered.isEmpty()))) {
        return;
      }
    }
    told.complete(null);
  }

  private void sent(@Nullable Throwable failure) {
    ended();
    if (failure != null) {
      failed.accept(this);
    } else {
      pump();
    }
  }

  private synchronized void ended() {
    long now = nanoTime.getAsLong();
    if (isStuck(now)) {
      judgedFrom = now;
    }
    sends = false;
  }

  private boolean isStuck(long now) {
    return sends && now - givenAt > STUCK_NANOS;
  }

  private synchronized byte @Nullable [] next() {
    boolean waits = gathered.isEmpty() || unacked.isFull();
    if (sends || broken || (waits && !beat)) {
      return null;
    }
    sends = true;
    givenAt = nanoTime.getAsLong();
    beat = false;
    FrameBuffer first = waits ? new FrameBuffer(givenAt) : gathered.remove();
    if (first.contentSize() > 0) {
      unacked.add(first.contentSize(), first.since());
    }
    receivedBytes = 0;
    return first.frame(number, theirNumber, unacked.last(), received);
  }

  /** Sends a sign of life; to be called once a second. Tells whether the link may go on. */
  boolean beats(long longestSilence) {
    long now = nanoTime.getAsLong();
    synchronized (this) {
      long judged = now - judgedFrom;
      if (!isStuck(now)
          && (Math.min(judged, now - lastHeard) > longestSilence
              || Math.min(judged, unacked.age(now)) > LONGEST_UNACKED_NANOS)) {
        return false;
      }
      beat = true;
    }
    pump();
    return true;
  }

  /**
   * Takes a frame of the other node.
   *
   * @return the messages that can be handled now; null if the link is broken by the frame
   */
  @Nullable List<NodeMessage> receive(LinkFrame frame) {
    List<NodeMessage> messages;
    synchronized (this) {
      if (broken || !isOfThisLink(frame)) {
        return broken ? List.of() : null;
      }
      boolean isNext = frame.content().length > 0 && frame.seq() == received + 1;
      messages = isNext ? Wire.readAll(frame.content()) : List.of();
      if (messages == null || (frame.seq() > received && !isNext)) {
        return null; // something was lost
      }
      beat |= theirNumber == 0; // the other node must learn the number of this link
      theirNumber = frame.from();
      lastHeard = nanoTime.getAsLong();
      unackedBytes -= unacked.acknowledged(frame.ack());
      if (isNext) {
        received++;
        receivedBytes += frame.content().length;
        beat |= receivedBytes > ACK_BYTES;
      }
      isConfirmed |= frame.to() == number;
      early.addAll(messages);
      messages = isConfirmed ? List.copyOf(early) : List.of();
      early.subList(0, messages.size()).clear();
    }
    pump();
    return messages;
  }

  /** The other node may not have heard of this link yet when it sent the frame. */
  private boolean isOfThisLink(LinkFrame frame) {
    return (theirNumber == 0 || theirNumber == frame.from())
        && (frame.to() == number || frame.to() == 0);
  }

  /** The number of the other node's link, or 0 if it is not known. */
  synchronized long theirNumber() {
    return theirNumber;
  }

  synchronized boolean isBroken() {
    return broken;
  }

  /** From now on nothing is sent and nothing is received. */
  void breaks() {
    synchronized (this) {
      broken = true;
      gathered.clear();
      early.clear();
    }
    tellIfDrained();
  }
}
