package dev.rtcrooms.hub;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Encoded;
import dev.rtcrooms.transport.Lane;
import dev.rtcrooms.transport.Outgoing;
import dev.rtcrooms.transport.Sizing;
import dev.rtcrooms.transport.WriteListener;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encodes what it is given, and ends each write when the test wants it; for one thread. */
public final class HeldConnection implements Connection {

  private final Codec codec;
  private final Lane lane;
  private final List<Batch> batches = new ArrayList<>();
  private final List<Encoded> frames = new ArrayList<>();
  private @Nullable WriteListener inFlight;
  private @Nullable CloseReason closed;

  public HeldConnection(Codec codec) {
    this(codec, Lane.MAILBOX);
  }

  HeldConnection(Codec codec, Lane lane) {
    this.codec = codec;
    this.lane = lane;
  }

  @Override
  public Lane lane() {
    return lane;
  }

  @Override
  public Sizing sizing() {
    return codec;
  }

  @Override
  public void write(Batch batch, WriteListener listener) {
    if (inFlight != null) {
      throw new AssertionError("A second write began before the first ended");
    }
    batches.add(batch);
    frames.add(batch.encoded(codec));
    inFlight = listener;
  }

  @Override
  public void close(CloseReason reason) {
    closed = reason;
  }

  /** Ends the write in flight, if there is one; the next may begin inside this. */
  public boolean free() {
    WriteListener listener = inFlight;
    inFlight = null;
    if (listener != null) {
      listener.written();
    }
    return listener != null;
  }

  /** Ends all writes, and forgets what they were. */
  public void clear() {
    while (free()) {}
    batches.clear();
    frames.clear();
  }

  public List<Batch> batches() {
    return batches;
  }

  List<Encoded> frames() {
    return frames;
  }

  Encoded frame(int number) {
    return frames.get(number);
  }

  /** All that was written, in order. */
  public List<Event> events() {
    return batches.stream().flatMap(b -> b.messages().stream()).map(Outgoing::event).toList();
  }

  public @Nullable CloseReason closed() {
    return closed;
  }
}
