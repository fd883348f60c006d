package dev.rtcrooms.benchmarks.micro;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Sizing;
import dev.rtcrooms.transport.WriteListener;
import org.jspecify.annotations.Nullable;

/**
 * A connection without a socket: takes the encoded form of each batch, as a transport does, and
 * says at once that it is written, or later if it is told to wait.
 */
final class Ear implements Connection {

  private final Codec codec;
  private volatile long heard;
  private volatile long bytes;
  private boolean waits;
  private @Nullable WriteListener waiting;

  Ear(Codec codec) {
    this.codec = codec;
  }

  /** How many messages it was given so far. */
  long heard() {
    return heard;
  }

  /** How many bytes it was given so far. */
  long bytes() {
    return bytes;
  }

  /** From now on a write ends with the next {@link #release()}, and not at once. */
  void hold() {
    waits = true;
  }

  /** Ends the write in flight, and those that follow it. */
  void release() {
    waits = false;
    WriteListener listener = waiting;
    waiting = null;
    if (listener != null) {
      listener.written();
    }
  }

  @Override
  public Sizing sizing() {
    return codec;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one write at a time
  public void write(Batch batch, WriteListener listener) {
    bytes += batch.encoded(codec).size();
    heard += batch.messages().size();
    if (waits) {
      waiting = listener;
    } else {
      listener.written();
    }
  }

  @Override
  public void close(CloseReason reason) {
    throw new IllegalStateException("Closed: " + reason);
  }
}
