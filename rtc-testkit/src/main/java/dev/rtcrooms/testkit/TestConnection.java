package dev.rtcrooms.testkit;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.message.Ping;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Lane;
import dev.rtcrooms.transport.Receiver;
import dev.rtcrooms.transport.Sizing;
import dev.rtcrooms.transport.WriteListener;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection in memory, without encoding; any thread. Writes end at once, inside {@link #write},
 * unless there is a fault.
 */
final class TestConnection implements Connection, ClientEnd {

  private static final Sizing SIZING = FieldSizes::of;

  /** The size of a client's frames, which are never encoded and count against no limit in bytes. */
  private static final int NO_BYTES = 0;

  private final World world;
  private final String name;
  private final Inbox inbox;
  private final Lane lane;
  private final TestNetwork network;
  private @Nullable Receiver receiver;
  private @Nullable Fault fault;
  private @Nullable Write inFlight;
  private @Nullable CloseReason closedWith;
  private boolean answersPings = true;

  private static final class Write {
    final Batch batch;
    final WriteListener listener;

    Write(Batch batch, WriteListener listener) {
      this.batch = batch;
      this.listener = listener;
    }
  }

  TestConnection(World world, String name, Inbox inbox, Lane lane, @Nullable Fault fault) {
    this.world = world;
    this.name = name;
    this.inbox = inbox;
    this.lane = lane;
    this.fault = fault;
    network = new TestNetwork(world.time);
  }

  synchronized void connect(Receiver receiver) {
    this.receiver = receiver;
  }

  synchronized Receiver receiver() {
    if (receiver == null) {
      throw new IllegalStateException(name + " is not connected yet");
    }
    return receiver;
  }

  @Override
  public synchronized void ignorePings() {
    answersPings = false;
  }

  @Override
  public void send(List<Inbound> messages) {
    receiver().receive(messages, NO_BYTES);
  }

  @Override
  public void end(CloseReason reason) {
    receiver().closed(reason);
  }

  @Override
  public Lane lane() {
    return lane;
  }

  /** One object for all connections, so that they can share batches. */
  @Override
  public Sizing sizing() {
    return SIZING;
  }

  @Override
  public void write(Batch batch, WriteListener listener) {
    Write write = new Write(batch, listener);
    Fault suffered;
    synchronized (this) {
      if (inFlight != null) {
        world
            .run()
            .fail(
                new AssertionError("A second write to " + name + " began before the first ended"));
      }
      inFlight = write;
      suffered = suffered();
    }
    if (suffered instanceof Fault.ThrowingWrites throwing) {
      end(write);
      throw throwing.bug();
    }
    if (suffered instanceof Fault.SlowReader slow) {
      network.after(slow.pause(), () -> pass(write));
    } else {
      pass(write);
    }
  }

  /** What a write suffers now. */
  private synchronized @Nullable Fault suffered() {
    return closedWith == null ? fault : closed();
  }

  private static Fault closed() {
    return new Fault.FailingWrites(new IOException("The connection is closed"));
  }

  /** The client reads a write, if it is still in flight, and the fault at this time permits it. */
  private void pass(Write write) {
    Fault suffered;
    synchronized (this) {
      suffered = suffered();
      if (inFlight != write
          || suffered instanceof Fault.Stall
          || suffered instanceof Fault.Vanish) {
        return;
      }
    }
    if (suffered instanceof Fault.CutAt cut && !network.passes(write.batch, cut.bytes())) {
      breakUp(write);
    } else {
      end(write, suffered);
    }
  }

  /** Both sides are told that the connection is broken. */
  private void breakUp(Write write) {
    Fault broken = new Fault.FailingWrites(new IOException("The connection was cut"));
    suffer(broken);
    network.end();
    end(write, broken);
    later(() -> receiver().closed(CloseReason.LOST));
  }

  /** Whether this write was in flight. */
  private synchronized boolean end(Write write) {
    boolean wasInFlight = inFlight == write;
    inFlight = wasInFlight ? null : inFlight;
    return wasInFlight;
  }

  /** Ends a write, if it is still in flight: it fails, or is heard at once or later. */
  private void end(Write write, @Nullable Fault suffered) {
    if (!end(write)) {
      return;
    }
    if (suffered instanceof Fault.FailingWrites failing) {
      write.listener.failed(failing.cause());
      return;
    }
    Duration delay = suffered instanceof Fault.Delay late ? late.time() : Duration.ZERO;
    network.deliver(delay, () -> hear(write.batch));
    write.listener.written();
  }

  private void endInFlight(@Nullable Fault suffered) {
    Write write;
    synchronized (this) {
      write = inFlight;
    }
    if (write != null) {
      end(write, suffered);
    }
  }

  private void hear(Batch batch) {
    inbox.add(batch);
    answerPings(batch);
  }

  private synchronized void answerPings(Batch batch) {
    if (answersPings && batch.messages().stream().anyMatch(m -> m.event() instanceof Ping)) {
      later(() -> receiver().receive(List.of(new Inbound.Accepted(null, new Pong())), NO_BYTES));
    }
  }

  /** The client reacts in a task of its own, never inside a call of the hub. */
  private void later(Runnable task) {
    world.queue.execute(task);
  }

  @Override
  public void close(CloseReason reason) {
    Fault suffered;
    synchronized (this) {
      if (closedWith != null) {
        return;
      }
      closedWith = reason;
      suffered = fault;
    }
    network.end();
    if (!(suffered instanceof Fault.Vanish)) {
      later(() -> endInFlight(closed()));
    }
    if (suffered == null) {
      later(() -> receiver().closed(CloseReason.LEFT));
    }
  }

  @Override
  public synchronized Optional<CloseReason> closedWith() {
    return Optional.ofNullable(closedWith);
  }

  @Override
  public synchronized Optional<Fault> fault() {
    return Optional.ofNullable(fault);
  }

  @Override
  public void suffer(Fault next) {
    synchronized (this) {
      if (fault instanceof Fault.Vanish) {
        return;
      }
      fault = next;
    }
    network.suffer(next);
  }

  @Override
  public void recover() {
    synchronized (this) {
      fault = null;
    }
    endInFlight(null);
  }
}
