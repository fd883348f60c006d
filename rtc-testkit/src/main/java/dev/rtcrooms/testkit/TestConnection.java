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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection in memory, without encoding; any thread. Writes end at once, inside {@link #write},
 * unless there is a fault.
 */
final class TestConnection implements Connection {

  private static final Sizing SIZING = FieldSizes::of;

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

  private record Write(Batch batch, WriteListener listener) {}

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

  synchronized void answerPings(boolean answer) {
    answersPings = answer;
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
    Fault suffered;
    synchronized (this) {
      if (inFlight != null) {
        world.fail(
            new AssertionError("A second write to " + name + " began before the first ended"));
      }
      inFlight = new Write(batch, listener);
      suffered = closedWith == null ? fault : closed();
    }
    if (suffered instanceof Fault.ThrowingWrites throwing) {
      forget();
      throw throwing.bug();
    }
    if (suffered instanceof Fault.SlowReader slow) {
      network.after(slow.pause(), () -> endWrite(null));
    } else if (suffered instanceof Fault.Delay delay) {
      endLater(delay);
    } else if (suffered instanceof Fault.CutAt cut && !network.passes(batch, cut.bytes())) {
      breakUp();
    } else if (!(suffered instanceof Fault.Stall || suffered instanceof Fault.Vanish)) {
      endWrite(suffered);
    }
  }

  /** The transport takes the write at once, and the client hears it later. */
  private void endLater(Fault.Delay delay) {
    Write write = forget();
    if (write != null) {
      network.after(delay.time(), () -> hear(write.batch()));
      write.listener().written();
    }
  }

  /** Both sides are told that the connection is broken. */
  private void breakUp() {
    Fault broken = new Fault.FailingWrites(new IOException("The connection was cut"));
    suffer(broken);
    endWrite(broken);
    later(() -> receiver().closed(CloseReason.LOST));
  }

  private static Fault closed() {
    return new Fault.FailingWrites(new IOException("The connection is closed"));
  }

  private synchronized @Nullable Write forget() {
    Write write = inFlight;
    inFlight = null;
    return write;
  }

  /** Ends the write in flight, if there is one; it fails if there is a fault. */
  private void endWrite(@Nullable Fault suffered) {
    Write write = forget();
    if (write == null) {
      return;
    }
    if (suffered instanceof Fault.FailingWrites failing) {
      write.listener().failed(failing.cause());
      return;
    }
    hear(write.batch());
    write.listener().written();
  }

  private void hear(Batch batch) {
    inbox.add(batch);
    answerPings(batch);
  }

  private synchronized void answerPings(Batch batch) {
    if (answersPings && batch.messages().stream().anyMatch(m -> m.event() instanceof Ping)) {
      later(
          () ->
              receiver()
                  .receive(List.of(new Inbound.Accepted(null, new Pong())), TestClient.NO_BYTES));
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
      later(() -> endWrite(closed()));
    }
    if (suffered == null) {
      later(() -> receiver().closed(CloseReason.LEFT));
    }
  }

  synchronized Optional<CloseReason> closedWith() {
    return Optional.ofNullable(closedWith);
  }

  synchronized Optional<Fault> fault() {
    return Optional.ofNullable(fault);
  }

  synchronized void suffer(Fault suffered) {
    fault = suffered;
  }

  void recover() {
    synchronized (this) {
      fault = null;
    }
    endWrite(null);
  }
}
